using System.Text.Json;
using Credentials.Issuing;
using Credentials.Verifying.Reading;
using Credentials.WalletProfiles;

namespace Credentials.Verifying.Checks;

/// <summary>Whether the trust list knows the issuer, and whether it might award the levels that the credential names on the day of the award.</summary>
internal static class IssuerTrustCheck
{
    public static VerificationCheck Run(PresentedCredential credential, Gathered<TrustedIssuer> gathered)
    {
        switch (gathered)
        {
            case Gathered<TrustedIssuer>.Found { Value: var issuer } when credential.IsIssuedBy(issuer):
                return credential.SdJwtVc is null ? JudgeLevels(credential.Members, issuer.Centre) : JudgeLevels(credential.Learning, issuer.Centre);
            case Gathered<TrustedIssuer>.Unreachable unreachable:
                return Reasons.TrustListUnreachable.Because(unreachable.Reason);
            default:
                return Reasons.UnknownIssuer;
        }
    }

    // A holder may show the level without the day: then only a right without beginning and end is known to cover it.
    private static VerificationCheck JudgeLevels(ShownLearning? learning, Centre centre)
    {
        if (learning is null)
            return Reasons.Trusted;
        foreach (var level in learning.Levels)
        {
            if (learning.AwardedOn is { } day ? centre.MayAwardOn(level, day) : centre.MayAlwaysAward(level))
                continue;
            return learning.AwardedOn is { } then ? Reasons.LevelNotEntitled.Because($"{level} on {then:yyyy-MM-dd}") : Reasons.AwardDateUnknown;
        }

        return learning.HasUnknownLevel ? Reasons.LevelUnknown : Reasons.Trusted;
    }

    private static VerificationCheck JudgeLevels(CredentialMembers members, Centre centre)
    {
        var result = Reasons.Trusted;
        var isFirst = true;
        foreach (var subject in JsonReading.Each(members.Subject))
        {
            // Of several only the first is read; what the others say of levels is not known.
            if (JsonReading.Count(JsonReading.MemberOf(subject, "achievement"u8)) > 1)
                result = Reasons.LevelUnknown;
            var judged = JudgeLevels(isFirst ? members.Achievement : CredentialMembers.AchievementOf(subject), members, centre);
            if (judged.Outcome == CheckOutcome.Failed)
                return judged;
            if (judged.Outcome != CheckOutcome.Passed)
                result = judged;
            isFirst = false;
        }

        return result;
    }

    private static VerificationCheck JudgeLevels(AchievementMembers achievement, CredentialMembers members, Centre centre)
    {
        var result = CredentialLevels.AnyUnknown(achievement.Alignment) ? Reasons.LevelUnknown : Reasons.Trusted;
        var levels = achievement.Levels;
        if (levels.Count == 0)
            return result;
        var date = members.AwardedDate.ValueKind == JsonValueKind.Undefined ? members.ValidFrom : members.AwardedDate;
        if (!DateTimeStamp.TryReadDay(date, out var day))
            return Reasons.AwardDateUnknown;
        for (var index = 0; index < levels.Count; index++)
            if (!centre.MayAwardOn(levels[index], day))
                return Reasons.LevelNotEntitled.Because($"{levels[index]} on {day:yyyy-MM-dd}");
        return result;
    }
}
