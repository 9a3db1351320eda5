using System.Text.Json;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying.Checks;

/// <summary>
/// What VC Data Model 2.0 says a credential must have; for an achievement credential of an issuer on the trust list also what Open Badges 3.0 requires
/// and the mandatory elements of a European micro-credential (Council Recommendation 2022/C 243/02, Annex I).
/// </summary>
internal static class ContentCheck
{
    public static VerificationCheck Run(CredentialMembers members, bool isTrusted)
    {
        if (!HasVersion2Context(members.Context))
            return Reasons.ContextWrong;
        if (!IsType(members.Type) || !JsonReading.HasText(members.Type, "VerifiableCredential"u8))
            return Reasons.TypeWrong;
        if (members.Id.ValueKind != JsonValueKind.Undefined && !UrlText.IsUrl(members.Id))
            return Reasons.IdMalformed;
        var issuer = members.Issuer.ValueKind == JsonValueKind.Object ? JsonReading.MemberOf(members.Issuer, "id"u8) : members.Issuer;
        if (!UrlText.IsUrl(issuer))
            return Reasons.IssuerMalformed;
        if (SubjectFault(members.Subject) is { } subject)
            return subject;
        if (!HasTypes(members.Evidence) || !HasTypes(members.TermsOfUse) || !HasTypes(members.RefreshService))
            return Reasons.TypeOfPartMissing;
        if (!HasDigests(members.RelatedResource))
            return Reasons.RelatedResourceUnchecked;
        return isTrusted && IsAchievement(members.Type) ? AchievementContent.Run(members) : Reasons.Complete;
    }

    private static bool IsAchievement(JsonElement type) =>
        JsonReading.HasText(type, "OpenBadgeCredential"u8) || JsonReading.HasText(type, "AchievementCredential"u8);

    private static bool HasVersion2Context(JsonElement context)
    {
        if (context.ValueKind != JsonValueKind.Array)
            return context.ValueKind == JsonValueKind.String && context.ValueEquals("https://www.w3.org/ns/credentials/v2"u8);
        var first = true;
        foreach (var entry in context.EnumerateArray())
        {
            if (first && !(entry.ValueKind == JsonValueKind.String && entry.ValueEquals("https://www.w3.org/ns/credentials/v2"u8)))
                return false;
            if (entry.ValueKind is not (JsonValueKind.String or JsonValueKind.Object))
                return false;
            first = false;
        }

        return !first;
    }

    private static bool IsType(JsonElement type)
    {
        if (type.ValueKind == JsonValueKind.Array)
        {
            foreach (var entry in type.EnumerateArray())
                if (entry.ValueKind != JsonValueKind.String)
                    return false;
            return true;
        }

        return type.ValueKind == JsonValueKind.String;
    }

    private static VerificationCheck? SubjectFault(JsonElement subjects)
    {
        if (subjects.ValueKind != JsonValueKind.Array)
            return OneSubjectFault(subjects);
        foreach (var subject in subjects.EnumerateArray())
            if (OneSubjectFault(subject) is { } fault)
                return fault;
        return subjects.GetArrayLength() == 0 ? Reasons.SubjectMissing : null;
    }

    private static VerificationCheck? OneSubjectFault(JsonElement subject)
    {
        if (subject.ValueKind != JsonValueKind.Object || subject.GetPropertyCount() == 0)
            return Reasons.SubjectMissing;
        return subject.TryGetProperty("id"u8, out var id) && !UrlText.IsUrl(id) ? Reasons.IdMalformed : null;
    }

    private static bool HasTypes(JsonElement parts)
    {
        if (parts.ValueKind != JsonValueKind.Array)
            return parts.ValueKind == JsonValueKind.Undefined || HasType(parts);
        foreach (var part in parts.EnumerateArray())
            if (!HasType(part))
                return false;
        return true;
    }

    private static bool HasType(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty("type"u8, out var type) && IsType(type);

    // Section 5.3: each names its resource once and pins it. The resources themselves are never needed to read a credential here.
    private static bool HasDigests(JsonElement resources)
    {
        foreach (var one in JsonReading.Each(resources))
        {
            if (JsonReading.TextOf(one, "id"u8) is null
                || (JsonReading.TextOf(one, "digestSRI"u8) is null && JsonReading.TextOf(one, "digestMultibase"u8) is null))
                return false;
        }

        return true;
    }
}
