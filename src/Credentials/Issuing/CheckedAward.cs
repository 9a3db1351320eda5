using Credentials.Achievements;

namespace Credentials.Issuing;

/// <summary>
/// An award request that holds against its achievement and its centre: the level may be awarded on that day, the date is not in the future nor before
/// the birth date, the result is on the scale, the language is one of the achievement's, recognition and audit cover the day.
/// Only this can become a <see cref="CredentialDraft"/>.
/// </summary>
public sealed class CheckedAward
{
    private CheckedAward(AwardRequest request, Centre centre, AchievementVersion achievement, string language) =>
        (Request, Centre, Achievement, Language) = (request, centre, achievement, language);

    public AwardRequest Request { get; }

    public Centre Centre { get; }

    public AchievementVersion Achievement { get; }

    public string Language { get; }

    /// <param name="request">What is asked.</param>
    /// <param name="centre">Who awards.</param>
    /// <param name="achievement">The achievement's newest version.</param>
    /// <param name="today">Today in Europe/Brussels.</param>
    public static Result<CheckedAward> Check(AwardRequest request, Centre centre, AchievementVersion achievement, DateOnly today) =>
        throw new NotImplementedException();
}
