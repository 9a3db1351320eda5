using Credentials.IssuerService.Publishing;
using Credentials.Keys;
using Credentials.PublicVerifier.Gathering;
using Credentials.Verifying;

namespace Credentials.App.Ports;

/// <summary>The trust list of this installation, read from its own store: a centre or key just registered counts at once.</summary>
internal sealed class LocalTrustedIssuers(TrustList list) : ITrustedIssuers
{
    public async ValueTask<Gathered<TrustedIssuer>> FindAsync(Did issuer, CancellationToken cancel) => Answer(await list.FindAsync(issuer, cancel));

    public async ValueTask<Gathered<TrustedIssuer>> FindByAddressAsync(string address, CancellationToken cancel) =>
        Answer(await list.FindByAddressAsync(address, cancel));

    private static Gathered<TrustedIssuer> Answer(TrustedIssuer? found) => found is { } entry
        ? new Gathered<TrustedIssuer>.Found(entry)
        : new Gathered<TrustedIssuer>.NotFound("the issuer is not on the trust list");
}
