using Credentials.EvidenceStore.EvidenceFiles;
using Credentials.EvidenceStore.Learners;
using Credentials.EvidenceStore.Mailing;
using Credentials.EvidenceStore.OwnPages;
using Credentials.EvidenceStore.Sharing;
using Credentials.EvidenceStore.Storage;
using Credentials.PublicVerifier.Gathering;

namespace Credentials.App.Ports;

/// <summary>Share and claim links, opened in the store of this process.</summary>
internal sealed class LocalShares(ShareCredentials shares, LookUpLearner lookUps, LocalWallets wallets, LocalOwnPages ownPages, ShareOpenings openings,
    EndReminders reminders) : IOpenShares
{
    private const int MostLookups = 50;

    public async ValueTask<SharedCredential> OpenShareAsync(string token, bool isOpening, CancellationToken cancel)
    {
        var opened = await shares.OpenAsync(token, cancel);
        if (isOpening && opened is { Outcome: ShareOutcome.Open, Award: { } award })
            openings.Note(opened.Link.Id, award.Document.Id, opened.Link.Version);
        return Shared(opened);
    }

    public async ValueTask<SharedCredential> OpenClaimAsync(string token, CancellationToken cancel)
    {
        var opened = await shares.OpenClaimAsync(token, cancel);
        var shared = Shared(opened);
        if (opened.Award is not { Document: var award } view)
            return shared;
        await reminders.RunAsync(award.Id, cancel);
        var lookups = await lookUps.ListSinceAsync(award, MostLookups, cancel);
        return shared with
        {
            ShareToken = shares.DefaultToken(award.Id, award.ShareVersion),
            Lookups = [.. lookups.Select(one => new SharedLookup(one.At, one.Role, one.Outcome == LookupOutcome.Found, one.Purpose))],
            Wallet = await wallets.DescribeAsync(view, cancel),
            Own = await ownPages.DescribeAsync(view, cancel),
        };
    }

    public async ValueTask<SharedFile> OpenShareDocumentAsync(string token, string digest, CancellationToken cancel) =>
        Shared(await shares.OpenDocumentAsync(token, digest, cancel));

    public async ValueTask<SharedFile> OpenClaimDocumentAsync(string token, string digest, CancellationToken cancel) =>
        Shared(await shares.OpenClaimDocumentAsync(token, digest, cancel));

    private static SharedFile Shared(OpenedDocument opened) =>
        new(StateOf(opened.Outcome), opened.Document is null ? null : Shared(opened.Document.File), opened.Document?.Content, opened.Expires);

    private static SharedDocument Shared(EvidenceFile file) => new(file.Digest, file.Name, file.Kind.MediaType, file.Size);

    private static SharedCredential Shared(OpenedShare opened) => new(
        StateOf(opened.Outcome),
        opened.Award is null ? [] : [.. opened.Award.Forms.OrderBy(form => form.Form)],
        opened.Purpose,
        opened.Expires)
    {
        Documents = [.. opened.Documents.Select(Shared)],
        IsSummary = opened.Shows == ShareExtent.Summary,
    };

    internal static ShareState StateOf(ShareOutcome outcome) => outcome switch
    {
        ShareOutcome.Open => ShareState.Open,
        ShareOutcome.Withdrawn => ShareState.Withdrawn,
        ShareOutcome.Expired => ShareState.Expired,
        _ => ShareState.Unknown,
    };
}
