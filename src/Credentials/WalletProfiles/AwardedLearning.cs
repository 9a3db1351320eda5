using Credentials.Achievements;
using Credentials.Issuing;

namespace Credentials.WalletProfiles;

/// <summary>What was awarded, to whom, by whom: all that a wallet profile makes its claims of. The same at every claim, whichever wallet asks.</summary>
/// <param name="Id">The award's id, the <c>urn:uuid:</c> of its credential in every form.</param>
/// <param name="Centre">The awarding body.</param>
/// <param name="Achievement">The version that was awarded.</param>
/// <param name="GivenName">The learner's.</param>
/// <param name="FamilyName">The learner's.</param>
/// <param name="AwardedOn">The day of the award, as counted in Brussels.</param>
/// <param name="Language">BCP 47 tag of the language of the credential's texts, one of the achievement's.</param>
public sealed record AwardedLearning(
    Guid Id, Centre Centre, Achievement Achievement, string GivenName, string FamilyName, DateOnly AwardedOn, string Language)
{
    /// <summary>As the scale of the assessment spells it; null where there is none.</summary>
    public string? Result { get; init; }

    /// <summary>Whether earlier learning was recognised (EVC) instead of the course followed.</summary>
    public bool Recognition { get; init; }

    /// <summary>Hours followed, where they differ from the achievement's workload.</summary>
    public decimal? Hours { get; init; }

    /// <param name="request">As it was awarded.</param>
    /// <param name="centre">The awarding body.</param>
    /// <param name="achievement">The version that was awarded.</param>
    /// <param name="id">The award's.</param>
    public static AwardedLearning Of(AwardRequest request, Centre centre, Achievement achievement, Guid id)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(achievement);
        return new(
            id, centre, achievement, request.Learner.GivenName, request.Learner.FamilyName, request.AwardedOn,
            achievement.FindLanguage(request.Language) ?? achievement.Languages[0])
        {
            Result = request.Result,
            Recognition = request.Recognition,
            Hours = request.Hours,
        };
    }
}
