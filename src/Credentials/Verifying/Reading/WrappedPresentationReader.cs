using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.LinkedData;
using Credentials.Signing;

namespace Credentials.Verifying.Reading;

/// <summary>
/// Reads a presentation that stands in the claim <c>vp</c> of a JWT, as OpenID4VP 1.0 appendix B.1.3.1 has it and many wallets write it. VC-JOSE-COSE
/// forbids the claim, so that a token which says that it is of that kind is not read here.
/// </summary>
internal static class WrappedPresentationReader
{
    /// <summary>False where the token is none of these, whatever else it is.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> token, JsonLdContexts contexts, [NotNullWhen(true)] out PresentedCredential? presented)
    {
        presented = null;
        // A token that was made for another purpose says so in its header, and is no presentation whatever its claims.
        if (!CompactJws.Parse(token).TryGet(out var jws, out _)
            || (jws.Type is not null && !string.Equals(jws.Type, "JWT", StringComparison.OrdinalIgnoreCase))
            || !StrictJson.ParseElement(jws.Payload.Span).TryGet(out var payload, out _)
            || JsonReading.MemberOf(payload, "vp"u8) is not { ValueKind: JsonValueKind.Object } vp)
            return false;
        presented = PresentationReader.Read(CredentialMembers.Inside(vp, payload, contexts), FormatOf(payload, vp, contexts), jws, takesTokens: true);
        return true;
    }

    private static VerificationCheck FormatOf(JsonElement payload, JsonElement vp, JsonLdContexts contexts)
    {
        // Two presentations in one token: nobody could say which of them was signed for.
        if (payload.TryGetProperty("verifiableCredential"u8, out _) || payload.TryGetProperty("holder"u8, out _) || payload.TryGetProperty("vc"u8, out _))
            return Reasons.WrappedClaims;
        var claims = new CredentialMembers(payload, contexts).Claims;
        if (!TokenClaims.TryRead(claims.Expires, out _) || !TokenClaims.TryRead(claims.NotBefore, out _) || !TokenClaims.TryRead(claims.IssuedAt, out _))
            return Reasons.ClaimMalformed;
        var holder = JsonReading.MemberOf(vp, "holder"u8);
        return claims.Issuer.ValueKind != JsonValueKind.Undefined && holder.ValueKind != JsonValueKind.Undefined
            && JsonReading.Text(claims.Issuer) != JsonReading.IdOf(holder)
            ? Reasons.IssuerClaimDiffers
            : Reasons.PresentationWellFormed;
    }
}
