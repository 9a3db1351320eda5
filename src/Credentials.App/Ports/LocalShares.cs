using Credentials.EvidenceStore.Sharing;
using Credentials.PublicVerifier.Gathering;

namespace Credentials.App.Ports;

/// <summary>Share and claim links, opened in the store of this process.</summary>
internal sealed class LocalShares(ShareCredentials shares) : IOpenShares
{
    public async ValueTask<SharedCredential> OpenShareAsync(string token, CancellationToken cancel) => Shared(await shares.OpenAsync(token, cancel));

    public async ValueTask<SharedCredential> OpenClaimAsync(string token, CancellationToken cancel)
    {
        var opened = await shares.OpenClaimAsync(token, cancel);
        var shared = Shared(opened);
        return opened.Award is { Document: var award } ? shared with { ShareToken = shares.DefaultToken(award.Id, award.ShareVersion) } : shared;
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
