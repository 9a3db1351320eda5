using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Encoding;
using Credentials.Issuing;
using Credentials.LinkedData;
using Credentials.Signing;

namespace Credentials.Verifying.Reading;

/// <summary>
/// Reads a credential that stands in the claim <c>vc</c> of a JWT (VC Data Model 1.1 section 6.3.1). Members that the token says with its own claims are
/// put where the data model has them; a claim that contradicts a member fails. VC-JOSE-COSE forbids the claim for version 2.0, of which only what is
/// handed over as <c>application/jwt</c>, none of its media types, is read here.
/// </summary>
internal static class WrappedCredentialReader
{
    // Letters as they are: escaped they could outgrow what is read.
    private static readonly JsonSerializerOptions Legible = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads one of version 1.1; false where the token is none, whatever else it is.</summary>
    public static bool TryRead(CompactJws jws, JsonElement payload, JsonLdContexts contexts, [NotNullWhen(true)] out PresentedCredential? presented) =>
        TryRead(jws, payload, DataModel.Version1, contexts, out presented);

    /// <summary>Reads one of either version from an envelope of <c>application/jwt</c>; false where the token is none, whatever else it is.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> token, JsonLdContexts contexts, [NotNullWhen(true)] out PresentedCredential? presented)
    {
        presented = null;
        return CompactJws.Parse(token).TryGet(out var jws, out _) && StrictJson.ParseElement(jws.Payload.Span).TryGet(out var payload, out _)
            && (TryRead(jws, payload, DataModel.Version2, contexts, out presented) || TryRead(jws, payload, DataModel.Version1, contexts, out presented));
    }

    private static bool TryRead(
        CompactJws jws, JsonElement payload, DataModel version, JsonLdContexts contexts, [NotNullWhen(true)] out PresentedCredential? presented)
    {
        presented = null;
        // A token that was made for another purpose says so in its header.
        if ((jws.Type is not null && !string.Equals(jws.Type, "JWT", StringComparison.OrdinalIgnoreCase))
            || JsonReading.MemberOf(payload, "vc"u8) is not { ValueKind: JsonValueKind.Object } wrapped
            || DataModelContext.Of(JsonReading.MemberOf(wrapped, "@context"u8)) != version)
            return false;
        var members = CredentialMembers.Inside(wrapped, payload, contexts);
        var format = FormatOf(payload, members);
        if (format.Outcome == CheckOutcome.Passed)
        {
            var whole = JsonObject.Create(wrapped)!;
            format = Complete(whole, payload, members.Claims, version) ? Reasons.WellFormed : Reasons.ClaimsDiffer;
            if (StrictJson.ParseElement(System.Text.Encoding.UTF8.GetBytes(whole.ToJsonString(Legible))).TryGet(out var json, out var problem))
                members = CredentialMembers.Inside(json, payload, contexts);
            else
                format = Reasons.PayloadMalformed.Because(problem.Detail);
        }

        var issuer = JsonReading.IdOf(members.Issuer);
        presented = new PresentedCredential(CredentialForm.VcJwt, members, format)
        {
            Jws = jws,
            VerificationMethod = jws.KeyId is ['#', ..] && issuer is not null ? issuer + jws.KeyId : jws.KeyId,
            SignedAt = TokenReader.SignedAt(jws, members),
        };
        return true;
    }

    private static VerificationCheck FormatOf(JsonElement payload, CredentialMembers members)
    {
        // Two credentials in one token: nobody could say which of them was meant.
        if (payload.TryGetProperty("vp"u8, out _) || payload.TryGetProperty("credentialSubject"u8, out _) || payload.TryGetProperty("@context"u8, out _))
            return Reasons.WrappedClaims;
        // Read by nobody there, and meant by whoever signed it to end or to limit the credential.
        if (payload.TryGetProperty("credentialStatus"u8, out _) || payload.TryGetProperty("validUntil"u8, out _) || payload.TryGetProperty("expirationDate"u8, out _))
            return Reasons.WrappedClaims;
        if (!JsonReading.HasText(members.Type, "VerifiableCredential"u8))
            return Reasons.NotACredential;
        var claims = members.Claims;
        return TokenClaims.TryRead(claims.Expires, out _) && TokenClaims.TryRead(claims.NotBefore, out _) && TokenClaims.TryRead(claims.IssuedAt, out _)
            && IsTextOrAbsent(claims.Issuer) && IsTextOrAbsent(JsonReading.MemberOf(payload, "jti"u8)) && IsTextOrAbsent(JsonReading.MemberOf(payload, "sub"u8))
            ? Reasons.WellFormed
            : Reasons.ClaimMalformed;
    }

    private static bool IsTextOrAbsent(JsonElement claim) => claim.ValueKind is JsonValueKind.Undefined or JsonValueKind.String;

    // False where a claim says something else than the member it stands for.
    private static bool Complete(JsonObject credential, JsonElement payload, TokenClaims claims, DataModel version) =>
        CompleteId(credential, "id", JsonReading.TextOf(payload, "jti"u8))
        && CompleteIssuer(credential, JsonReading.Text(claims.Issuer))
        && CompleteSubject(credential, JsonReading.TextOf(payload, "sub"u8))
        && CompleteDate(credential, version == DataModel.Version1 ? "issuanceDate" : "validFrom", claims.NotBefore)
        && CompleteDate(credential, version == DataModel.Version1 ? "expirationDate" : "validUntil", claims.Expires);

    private static bool CompleteId(JsonObject at, string name, string? claim)
    {
        if (claim is null)
            return true;
        if (!at.TryGetPropertyValue(name, out var member))
            at[name] = claim;
        else if (member is not JsonValue value || !value.TryGetValue<string>(out var text) || text != claim)
            return false;
        return true;
    }

    private static bool CompleteIssuer(JsonObject credential, string? claim) =>
        credential["issuer"] is JsonObject profile ? CompleteId(profile, "id", claim) : CompleteId(credential, "issuer", claim);

    private static bool CompleteSubject(JsonObject credential, string? claim) => claim is null || credential["credentialSubject"] switch
    {
        JsonObject subject => CompleteId(subject, "id", claim),
        JsonArray { Count: 1 } subjects => subjects[0] is JsonObject only && CompleteId(only, "id", claim),
        JsonArray subjects => subjects.Any(one => one is JsonObject subject && subject.ContainsKey("id") && CompleteId(subject, "id", claim)),
        _ => false,
    };

    // A claim has whole seconds, a member may have more.
    private static bool CompleteDate(JsonObject credential, string name, JsonElement claim)
    {
        if (!TokenClaims.TryRead(claim, out var time) || time is not { } claimed)
            return true;
        if (!credential.TryGetPropertyValue(name, out var member))
        {
            credential[name] = claimed.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture);
            return true;
        }

        return member is JsonValue value && value.TryGetValue<string>(out var text) && DateTimeStamp.TryParse(text, out var stated)
            && (stated - claimed).Duration() < TimeSpan.FromSeconds(1);
    }
}
