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

    public async ValueTask<Gathered<TrustedIssuer>> FindAsync(Did issuer, CancellationToken cancel)
    {
        if (await upstream.GetAsync("/trust-list", "application/json", cancel) is not { Status: HttpStatusCode.OK } answer)
            return OutOfReach;
        if (!_lists.TryGetValue(answer, out var list))
        {
            if (!TrustListJson.Read(answer.Body).TryGet(out list, out _))
                return OutOfReach;
            _lists.AddOrUpdate(answer, list);
        }

        return list.TryGetValue(issuer, out var entry) ? new Gathered<TrustedIssuer>.Found(entry) : NotListed;
    }
}
