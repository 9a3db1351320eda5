using System.Text.Json;
using Credentials.Encoding;
using Credentials.Issuing;
using Credentials.LinkedData;
using Credentials.Signing;

namespace Credentials.Verifying.Reading;

/// <summary>Reads a compact JWS that holds a credential or a presentation (VC-JOSE-COSE section 3.1).</summary>
internal static class TokenReader
{
    public static Result<PresentedCredential> Read(ReadOnlyMemory<byte> token, JsonLdContexts contexts)
    {
        if (!CompactJws.Parse(token).TryGet(out var jws, out var problem))
            return Refused(token.Span, problem);
        if (!StrictJson.Parse(jws.Payload).TryGet(out var document, out problem))
            return Unread(Reasons.PayloadMalformed.Because(problem.Detail));
        if (WrappedCredentialReader.TryRead(jws, document.RootElement, contexts, out var older))
            return older;
        var members = new CredentialMembers(document.RootElement, contexts);
        if (HasType(jws, "vp+jwt") || JsonReading.HasText(members.Type, "VerifiablePresentation"u8))
            return PresentationReader.Read(members, FormatOf(jws, members, isPresentation: true), jws);
        return new PresentedCredential(CredentialForm.VcJwt, members, FormatOf(jws, members, isPresentation: false))
        {
            Jws = jws,
            VerificationMethod = jws.KeyId,
            SignedAt = SignedAt(jws, members),
        };
    }

    public static DateTimeOffset? SignedAt(CompactJws jws, CredentialMembers members) =>
        jws.Header.TryGetProperty("iat"u8, out var issuedAt) && TokenClaims.TryRead(issuedAt, out var time) && time is not null ? time
        : TokenClaims.TryRead(members.Claims.IssuedAt, out time) ? time : null;

    public static PresentedCredential Unread(VerificationCheck format, CredentialForm form = CredentialForm.VcJwt) => new(form, CredentialMembers.None, format);

    // A token that was built to deceive is answered with a report that says so; what is no token at all is no credential.
    internal static Result<PresentedCredential> Refused(ReadOnlySpan<byte> token, Problem problem, CredentialForm form = CredentialForm.VcJwt)
    {
        var dot = token.IndexOf((byte)'.');
        if (dot <= 0 || !StrictBase64Url.TryDecode(token[..dot], out var bytes)
            || !StrictJson.Parse(bytes).TryGet(out var header, out _) || header.RootElement.ValueKind != JsonValueKind.Object)
            return new Problem(ProblemCode.NotACredential, problem.Detail);
        using (header)
        {
            var finding = !IsAllowed(JsonReading.TextOf(header.RootElement, "alg"u8)) ? Reasons.AlgorithmRefused
                : header.RootElement.TryGetProperty("crit"u8, out _) ? Reasons.CriticalNotUnderstood
                : Reasons.TokenMalformed;
            return Unread(finding.Because(problem.Detail), form);
        }
    }

    private static bool IsAllowed(string? algorithm) => algorithm is "EdDSA" or "ES256" or "RS256";

    private static VerificationCheck FormatOf(CompactJws jws, CredentialMembers members, bool isPresentation)
    {
        var (type, longType) = isPresentation ? ("vp+jwt", "application/vp+jwt") : ("vc+jwt", "application/vc+jwt");
        var isPlainJwt = !isPresentation && HasType(jws, "JWT") && MayBePlainJwt(members);
        if (jws.Type is not null && !isPlainJwt && !HasType(jws, type) && !HasType(jws, longType))
            return Reasons.WrongTypeHeader;
        if (members.Json.ValueKind != JsonValueKind.Object
            || (!isPresentation && !JsonReading.HasText(members.Type, "VerifiableCredential"u8)))
            return Reasons.NotACredential;
        if (members.Claims.Wrapped)
            return Reasons.WrappedClaims;
        if (!TokenClaims.TryRead(members.Claims.Expires, out _) || !TokenClaims.TryRead(members.Claims.NotBefore, out _)
            || !TokenClaims.TryRead(members.Claims.IssuedAt, out _))
            return Reasons.ClaimMalformed;
        var owner = isPresentation ? members.Holder : members.Issuer;
        if (members.Claims.Issuer.ValueKind != JsonValueKind.Undefined && !(isPresentation && owner.ValueKind == JsonValueKind.Undefined)
            && JsonReading.Text(members.Claims.Issuer) is var issuer && (issuer is null || issuer != JsonReading.IdOf(owner)))
            return Reasons.IssuerClaimDiffers;
        return jws.Type is null ? Reasons.TypeHeaderMissing
            : isPlainJwt ? Reasons.TypeHeaderOfOpenBadges
            : isPresentation ? Reasons.PresentationWellFormed : Reasons.WellFormed;
    }

    // Open Badges 3.0 section 8.2.4.1 wants this very type, and before VC Data Model 2.0 there was no other.
    private static bool MayBePlainJwt(CredentialMembers members) =>
        members.DataModel == DataModel.Version1 || JsonReading.HasText(members.Type, "OpenBadgeCredential"u8)
        || JsonReading.HasText(members.Type, "AchievementCredential"u8) || JsonReading.HasText(members.Type, "EndorsementCredential"u8);

    // Media types compare without regard to case (RFC 7515 section 4.1.9, RFC 2045 section 5.1).
    private static bool HasType(CompactJws jws, string type) => string.Equals(jws.Type, type, StringComparison.OrdinalIgnoreCase);
}
