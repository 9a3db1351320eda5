using Credentials.Achievements;
using Credentials.Inputs;

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

    /// <summary>The request; its result is spelled as the scale spells it.</summary>
    public AwardRequest Request { get; }

    public Centre Centre { get; }

    public AchievementVersion Achievement { get; }

    public string Language { get; }

    /// <param name="request">What is asked.</param>
    /// <param name="centre">Who awards.</param>
    /// <param name="achievement">The achievement's newest version.</param>
    /// <param name="today">Today in Europe/Brussels.</param>
    public static Result<CheckedAward> Check(AwardRequest request, Centre centre, AchievementVersion achievement, DateOnly today)
    {
        if (achievement.Centre != centre.Slug || achievement.Achievement.Id != request.Achievement)
        {
            throw new ArgumentException("the achievement is not the one that the centre awards here", nameof(achievement));
        }

        var errors = new List<InputError>();
        CheckDate(request, today, errors);
        CheckLevels(request, centre, achievement.Achievement, errors);
        CheckQuality(request, achievement.Achievement, errors);
        var result = CheckResult(request.Result, achievement.Achievement.Assessment.Scale, errors);
        var language = CheckLanguage(request.Language, achievement.Achievement, errors);
        if (request.Recognition && achievement.Achievement.PriorLearning is null)
        {
            errors.Add(new InputError("/recognition", InputReasons.NoPriorLearning, "This achievement cannot be reached by recognition of earlier learning."));
        }

        return errors.Count == 0
            ? new CheckedAward(result == request.Result ? request : request with { Result = result }, centre, achievement, language!)
            : new Problem(ProblemCode.InvalidInput, "This cannot be awarded.") { Errors = errors };
    }

    private static void CheckDate(AwardRequest request, DateOnly today, List<InputError> errors)
    {
        if (request.AwardedOn > today)
        {
            errors.Add(new InputError("/awardedOn", InputReasons.DateInTheFuture, "The date of the award is in the future."));
        }

        if (request.AwardedOn < request.Learner.KnownBirthDate)
        {
            errors.Add(new InputError("/awardedOn", InputReasons.BeforeBirth, "The date of the award is before the learner's birth."));
        }
    }

    private static void CheckLevels(AwardRequest request, Centre centre, Achievement achievement, List<InputError> errors)
    {
        foreach (var level in achievement.Levels)
        {
            if (!centre.MayAwardOn(level, request.AwardedOn))
            {
                errors.Add(new InputError("/achievement", InputReasons.LevelNotAllowed, $"The centre may not award {level} on this day."));
            }
        }
    }

    private static void CheckQuality(AwardRequest request, Achievement achievement, List<InputError> errors)
    {
        if (achievement.Recognition is { } recognition && !recognition.Covers(request.AwardedOn))
        {
            errors.Add(new InputError("/awardedOn", InputReasons.RecognitionNotInForce, "The recognition of the pathway does not cover this day."));
        }

        if (achievement.QualityAudit is not { } audit)
        {
            return;
        }

        if (audit.Date > request.AwardedOn)
        {
            errors.Add(new InputError("/awardedOn", InputReasons.AuditAfterAward, "The quality audit was after this day, so that it cannot underpin the award."));
        }
        else if (!audit.IsRecentOn(request.AwardedOn))
        {
            errors.Add(new InputError("/awardedOn", InputReasons.AuditTooOld, "The last quality audit was more than six years before this day."));
        }
    }

    private static string? CheckResult(string? result, GradingScale? scale, List<InputError> errors)
    {
        if (result is null)
        {
            if (scale is { ResultRequired: true })
            {
                errors.Add(new InputError("/result", InputReasons.Missing, "The result is missing; this achievement's assessment has a scale."));
            }

            return null;
        }

        if (scale is null || !scale.TryRead(result, out var grade))
        {
            errors.Add(new InputError("/result", InputReasons.NotOnScale, "The result is not on the scale of this achievement's assessment."));
            return null;
        }

        if (!grade.Passing)
        {
            errors.Add(new InputError("/result", InputReasons.NotAPass, "With this result the achievement is not reached."));
        }

        return grade.Value;
    }

    private static string? CheckLanguage(string? language, Achievement achievement, List<InputError> errors)
    {
        if (achievement.FindLanguage(language) is { } found)
        {
            return found;
        }

        errors.Add(new InputError("/language", InputReasons.LanguageNotOffered, "The achievement is not described in this language."));
        return null;
    }
}
