using Credentials.Achievements;
using Credentials.EvidenceStore.Led;
using Credentials.Frameworks;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Recording;

/// <summary>The facts of an award: what its achievement says, and what the request adds.</summary>
internal static class FactsOfAward
{
    public static RecordFacts Of(CheckedAward award) =>
        Of(award.Achievement.Achievement, award.Centre, award.Request.AwardedOn, award.Request.Recognition, award.Request.Hours);

    /// <param name="achievement">The version that the credential names.</param>
    /// <param name="centre">Who awards.</param>
    /// <param name="awardedOn">The day.</param>
    /// <param name="recognition">Whether earlier learning was recognised instead of the course followed.</param>
    /// <param name="hours">Hours followed; null: the achievement's workload.</param>
    public static RecordFacts Of(Achievement achievement, Centre centre, DateOnly awardedOn, bool recognition, decimal? hours)
    {
        var levels = achievement.VerifiedLevels;
        var (vks, eqf) = (LevelOf(levels, QualificationsFramework.Vks), LevelOf(levels, QualificationsFramework.Eqf));
        return new()
        {
            Kind = recognition ? ProofKind.PriorLearning : KindOf(achievement),
            IsEnd = achievement.Led is { } led ? led.Bewijsstaat == LedProofState.Final : null,
            Centre = centre.Slug,
            Institution = centre.Kbo.Digits,
            Subject = achievement.Led?.Onderwerp.Code,
            VksLevel = (byte?)vks?.Level.Level,
            EqfLevel = (byte?)eqf?.Level.Level,
            LevelBy = (vks ?? eqf)?.VerifiedBy,
            IscedField = FieldOf(achievement),
            Setting = achievement.LearningSetting,
            ObtainedOn = awardedOn,
            Hours = hours ?? achievement.Workload.Hours,
        };
    }

    /// <summary>What LED's type of proof says; without it what is a part of a qualification is a partial certificate, and what stands alone a certificate.</summary>
    private static ProofKind KindOf(Achievement achievement)
    {
        if (achievement.Led is { } led && LedTaxonomy.TryKind(led.Bewijstype, led.Categorie, out var kind))
            return kind;
        return achievement.PartOf is null ? ProofKind.Certificate : ProofKind.PartialCertificate;
    }

    /// <summary>The first field stated, which is the main one; else the one that follows with certainty from LED's subject.</summary>
    private static string? FieldOf(Achievement achievement)
    {
        if (achievement.Fields.Count > 0)
            return achievement.Fields[0].Code;
        return achievement.Led?.Onderwerp.Code is { Length: >= 3 } subject && FormerIscedField.TryToIscedF(subject[..3], out var field) ? field.Code : null;
    }

    private static AchievementLevel? LevelOf(IReadOnlyList<AchievementLevel> levels, string framework) =>
        levels.FirstOrDefault(level => level.Level.Framework == framework);
}
