using Credentials.EvidenceStore.Wallets;
using Credentials.Wallets;
using Microsoft.AspNetCore.Http;

namespace Credentials.IssuerService.Wallets;

/// <summary>Which offer a wallet's access token was given for (RFC 6750 section 2.1, RFC 9449 section 7): in the header alone, bound to a key where it was given so.</summary>
internal sealed class WalletAccess(Offers offers, Nonces nonces, TimeProvider time)
{
    /// <returns>The offer, or else the answer to give.</returns>
    public async Task<(StoredOffer? Offer, IResult? Refusal)> FindAsync(HttpContext context, string slug, Uri endpoint, CancellationToken cancel)
    {
        // A token in an address ends up in logs and histories (RFC 9700 section 2.2): one that came there is not even looked at.
        if (context.Request.Query.ContainsKey("access_token"))
            return (null, ProtocolAnswers.Challenge(context, ProtocolAnswers.Bearer, "invalid_request", "send the access token in the Authorization header", StatusCodes.Status400BadRequest));
        if (context.Request.Headers.Authorization is not [{ } header])
            return (null, ProtocolAnswers.Challenge(context));
        var (scheme, token) = header.Split(' ', 2, StringSplitOptions.TrimEntries) is [var first, var second] ? (first, second) : ("", "");
        var isDpop = scheme.Equals(ProtocolAnswers.Dpop, StringComparison.OrdinalIgnoreCase);
        if (!isDpop && !scheme.Equals(ProtocolAnswers.Bearer, StringComparison.OrdinalIgnoreCase))
            return (null, ProtocolAnswers.Challenge(context));
        if (await offers.FindByTokenAsync(slug, token, cancel) is not { } offer || offer.BoundTo is not null != isDpop)
            return (null, ProtocolAnswers.Challenge(context, isDpop ? ProtocolAnswers.Dpop : ProtocolAnswers.Bearer, "invalid_token", "the access token is not valid here"));
        return isDpop && await CheckProofAsync(context, endpoint, token, offer.BoundTo!, cancel) is { } fault
            ? (null, ProtocolAnswers.Challenge(context, ProtocolAnswers.Dpop, "invalid_dpop_proof", fault))
            : (offer, null);
    }

    private async Task<string?> CheckProofAsync(HttpContext context, Uri endpoint, string token, string boundTo, CancellationToken cancel)
    {
        if (context.Request.Headers["DPoP"] is not [{ } jwt])
            return "there must be one DPoP header";
        if (!DpopProof.TryCheck(jwt, context.Request.Method, endpoint, token, time.GetUtcNow(), out var proof, out var error))
            return error.Description;
        if (proof.Key.Thumbprint != boundTo)
            return "the access token is bound to another key";
        return await nonces.SeeProofAsync(boundTo, proof.Id, 2 * DpopProof.Oldest, cancel) ? null : "the DPoP proof was used before";
    }
}
