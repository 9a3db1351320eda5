using System.Net;
using System.Runtime.CompilerServices;
using Credentials.Keys;
using Credentials.PublicVerifier.Gathering;
using Credentials.Verifying;

namespace Credentials.App.Ports;

/// <summary>The trust list as the issuer's process publishes it under <c>/trust-list</c>.</summary>
internal sealed class UpstreamTrustedIssuers(Upstream upstream) : ITrustedIssuers
{
    private static readonly Gathered<TrustedIssuer> OutOfReach = new Gathered<TrustedIssuer>.Unreachable("the trust list cannot be read now");
    private static readonly Gathered<TrustedIssuer> NotListed = new Gathered<TrustedIssuer>.NotFound("the issuer is not on the trust list");

    private readonly ConditionalWeakTable<Upstream.Answer, IReadOnlyDictionary<Did, TrustedIssuer>> _lists = [];

    public async ValueTask<Gathered<TrustedIssuer>> FindAsync(Did issuer, CancellationToken cancel) =>
        await ReadAsync(cancel) is not { } list ? OutOfReach
        : list.TryGetValue(issuer, out var entry) ? new Gathered<TrustedIssuer>.Found(entry)
        : NotListed;

    public async ValueTask<Gathered<TrustedIssuer>> FindByAddressAsync(string address, CancellationToken cancel) =>
        await ReadAsync(cancel) is not { } list ? OutOfReach
        : list.Values.FirstOrDefault(entry => entry.Address == address) is { } found ? new Gathered<TrustedIssuer>.Found(found)
        : NotListed;

    private async ValueTask<IReadOnlyDictionary<Did, TrustedIssuer>?> ReadAsync(CancellationToken cancel)
    {
        if (await upstream.GetAsync("/trust-list", "application/json", cancel) is not { Status: HttpStatusCode.OK } answer)
            return null;
        if (_lists.TryGetValue(answer, out var list))
            return list;
        if (!TrustListJson.Read(answer.Body).TryGet(out list, out _))
            return null;
        _lists.AddOrUpdate(answer, list);
        return list;
    }
}
