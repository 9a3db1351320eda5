using Credentials.EvidenceStore.Learners;
using Credentials.EvidenceStore.Sharing;
using Credentials.EvidenceStore.Storage;
using Credentials.PublicVerifier.Gathering;

namespace Credentials.App.Ports;

/// <summary>Share and claim links, opened in the store of this process.</summary>
internal sealed class LocalShares(ShareCredentials shares, LookUpLearner lookUps) : IOpenShares
{
    private const int MostLookups = 50;

    public async ValueTask<SharedCredential> OpenShareAsync(string token, CancellationToken cancel) => Shared(await shares.OpenAsync(token, cancel));

    public async ValueTask<SharedCredential> OpenClaimAsync(string token, CancellationToken cancel)
    {
        var opened = await shares.OpenClaimAsync(token, cancel);
        var shared = Shared(opened);
        if (opened.Award is not { Document: var award })
            return shared;
        var lookups = await lookUps.ListSinceAsync(award, MostLookups, cancel);
        return shared with
        {
            ShareToken = shares.DefaultToken(award.Id, award.ShareVersion),
            Lookups = [.. lookups.Select(one => new SharedLookup(one.At, one.Role, one.Outcome == LookupOutcome.Found, one.Purpose))],
        };
    }

    private static SharedCredential Shared(OpenedShare opened) => new(
        opened.Outcome switch
        {
            ShareOutcome.Open => ShareState.Open,
            ShareOutcome.Withdrawn => ShareState.Withdrawn,
            ShareOutcome.Expired => ShareState.Expired,
            _ => ShareState.Unknown,
        },
        opened.Award is null ? [] : [.. opened.Award.Forms.OrderBy(form => form.Form)],
        opened.Purpose,
        opened.Expires);
}
