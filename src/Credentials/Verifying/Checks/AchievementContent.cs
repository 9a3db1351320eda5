using System.Text.Json;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying.Checks;

/// <summary>
/// What Open Badges 3.0 requires of an AchievementCredential, then the eleven mandatory elements of Annex I of Council Recommendation 2022/C 243/02,
/// in the Annex's order. The first that is missing is named.
/// </summary>
internal static class AchievementContent
{
    public static VerificationCheck Run(CredentialMembers members)
    {
        var subject = members.Subject;
        var achievement = members.Achievement;
        if (MissingForOpenBadges(members, subject, achievement) is { } member)
            return Reasons.AchievementIncomplete.Because(member);
        return MissingElement(members, subject, achievement) is { } element ? Reasons.ElementMissing.Because(element) : Reasons.Complete;
    }

    private static string? MissingForOpenBadges(CredentialMembers members, JsonElement subject, AchievementMembers achievement) =>
        !IsThere(members.Id) ? "/id"
        : !IsThere(members.DataModel == DataModel.Version1 ? members.IssuanceDate : members.ValidFrom) ? "/validFrom"
        : !JsonReading.HasText(JsonReading.MemberOf(subject, "type"u8), "AchievementSubject"u8) ? "/credentialSubject/type"
        : !UrlText.IsUrl(achievement.Id) ? "/credentialSubject/achievement/id"
        : !JsonReading.HasText(achievement.Type, "Achievement"u8) ? "/credentialSubject/achievement/type"
        : !IsThere(achievement.Name) ? "/credentialSubject/achievement/name"
        : !IsThere(achievement.Description) ? "/credentialSubject/achievement/description"
        : achievement.Criteria.ValueKind != JsonValueKind.Object ? "/credentialSubject/achievement/criteria"
        : null;

    private static string? MissingElement(CredentialMembers members, JsonElement subject, AchievementMembers achievement) =>
        !NamesLearner(subject) ? "learner"
        : !HasAddress(members.Issuer) ? "country or region of the issuer"
        : !IsThere(JsonReading.MemberOf(members.Issuer, "name"u8)) ? "awarding body"
        : !DateTimeStamp.TryReadDay(members.AwardedDate, out _) ? "date of issuing"
        : !IsThere(achievement.LearningOutcome) ? "learning outcomes"
        : !IsThere(achievement.VolumeOfLearning) && !IsThere(achievement.Credits) ? "workload"
        : achievement.Levels.Count == 0 ? "level"
        : !IsThere(achievement.Assessment) ? "type of assessment"
        : !IsThere(achievement.Participation) ? "form of participation"
        : !IsThere(achievement.QualityAssurance) ? "quality assurance"
        : null;

    private static bool NamesLearner(JsonElement subject) =>
        JsonReading.MemberOf(subject, "id"u8).ValueKind == JsonValueKind.String
        || IsThere(JsonReading.MemberOf(JsonReading.First(JsonReading.MemberOf(subject, "identifier"u8)), "identityHash"u8));

    private static bool HasAddress(JsonElement issuer)
    {
        var address = JsonReading.MemberOf(issuer, "address"u8);
        return IsThere(JsonReading.MemberOf(address, "addressCountryCode"u8)) || IsThere(JsonReading.MemberOf(address, "addressCountry"u8))
            || IsThere(JsonReading.MemberOf(address, "addressRegion"u8));
    }

    private static bool IsThere(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => !value.ValueEquals(default(ReadOnlySpan<byte>)),
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.Object => value.GetPropertyCount() > 0,
        JsonValueKind.Number => true,
        _ => false,
    };
}
