using System.Text.Json;
using Credentials.Keys;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying.Checks;

/// <summary>
/// The status type <c>1EdTechRevocationList</c> (1EdTech Revocation List Status Method 1.0): a JSON list of an issuer's revoked credentials that nobody
/// signs. It says something only where the address that answered is, over https, the issuer's own.
/// </summary>
internal static class RevocationListCheck
{
    public static VerificationCheck Run(string url, PresentedCredential credential, VerificationFacts facts)
    {
        if (facts.Documents.GetValueOrDefault(url) is not { } gathered)
            return Reasons.ListUnreachable;
        if (gathered is not Gathered<NamedDocument>.Found { Value: var document })
            return (gathered is Gathered<NamedDocument>.NotFound ? Reasons.ListNotFound : Reasons.ListUnreachable).Because(gathered.WhyNot());
        if (!document.Json.TryGet(out var list, out var problem))
            return Reasons.ListMalformed.Because(problem.Detail);
        if (JsonReading.TextOf(list, "id"u8) is not { } id)
            return Reasons.ListMalformed;
        if (id != url)
            return Reasons.ListElsewhere;
        var issuer = JsonReading.IdOf(credential.Members.Issuer);
        if (issuer is null || JsonReading.IdOf(JsonReading.MemberOf(list, "issuer"u8)) != issuer || !IsIssuersOwn(url, issuer))
            return Reasons.ListNotVouchedFor;
        return credential.Id is { } credentialId ? Find(list, credentialId) : Reasons.StatusWithoutId;
    }

    private static bool IsIssuersOwn(string url, string issuer)
    {
        var home = Did.TryParse(issuer, out var did)
            ? did.Method == "web" && DidWeb.DocumentUrl(did).TryGet(out var address, out _) ? address : null
            : Uri.TryCreate(issuer, UriKind.Absolute, out var named) ? named : null;
        return home is not null && Uri.TryCreate(url, UriKind.Absolute, out var list)
            && list.Scheme == Uri.UriSchemeHttps && home.Scheme == Uri.UriSchemeHttps
            && string.Equals(list.Authority, home.Authority, StringComparison.OrdinalIgnoreCase);
    }

    private static VerificationCheck Find(JsonElement list, string credentialId)
    {
        // An empty list is left out, but a list under another name must not look like one.
        if (!list.TryGetProperty("revokedCredential"u8, out var revoked))
            return list.EnumerateObject().All(member => member.Name is "@context" or "id" or "type" or "issuer") ? Reasons.ActiveUnsigned : Reasons.ListMalformed;
        var isRevoked = false;
        string? reason = null;
        foreach (var one in JsonReading.Each(revoked))
        {
            if (JsonReading.TextOf(one, "id"u8) is not { } id)
                return Reasons.ListMalformed;
            var flag = JsonReading.MemberOf(one, "revoked"u8).ValueKind;
            if (flag is not (JsonValueKind.Undefined or JsonValueKind.True or JsonValueKind.False))
                return Reasons.ListMalformed;
            if (id != credentialId || flag == JsonValueKind.False)
                continue;
            isRevoked = true;
            reason ??= JsonReading.TextOf(one, "revocationReason"u8);
        }

        return !isRevoked ? Reasons.ActiveUnsigned : reason is null ? Reasons.Revoked : Reasons.Revoked.Because(reason);
    }
}
