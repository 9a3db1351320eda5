using Credentials.Frameworks;
using Credentials.Inputs;

namespace Credentials.Achievements;

/// <summary>The rules that hold between members of a definition, which a JSON Schema cannot say.</summary>
internal static class AchievementRules
{
    public static void Check(Achievement achievement, List<InputError> errors)
    {
        CheckLanguages(achievement, errors);
        CheckLevels(achievement.StatedLevels, errors);
        CheckScale(achievement.Assessment.Scale, errors);
        if (achievement.Recognition is { Until: { } until } recognition && until < recognition.From)
        {
            errors.Add(new InputError("/recognition/until", InputReasons.UntilBeforeFrom, "The last day is before the first."));
        }
    }

    /// <summary>A credential is written in one language, so that every text must be there in each language of the title. Skills bring the names ESCO gives them.</summary>
    private static void CheckLanguages(Achievement achievement, List<InputError> errors)
    {
        var texts = new List<(string Pointer, LanguageMap? Text)>
        {
            ("/description", achievement.Description),
            ("/assessment/type", achievement.Assessment.Type),
            ("/qualityAssurance/type", achievement.QualityAssurance.Type),
            ("/prerequisites", achievement.Prerequisites),
            ("/criteria", achievement.Criteria),
            ("/partOf/title", achievement.PartOf?.Title),
        };
        texts.AddRange(achievement.LearningOutcomes.Select((outcome, index) => ($"/learningOutcomes/{index}/title", (LanguageMap?)outcome.Title)));
        foreach (var (pointer, text) in texts)
        {
            if (text is null)
            {
                continue;
            }

            foreach (var language in achievement.Languages.Except(text.Languages, StringComparer.Ordinal))
            {
                errors.Add(new InputError(pointer, InputReasons.MissingLanguage, $"This text is missing in {language}, which the title has."));
            }

            foreach (var language in text.Languages.Except(achievement.Languages, StringComparer.Ordinal))
            {
                errors.Add(new InputError(Pointers.Of(pointer, language), InputReasons.ExtraLanguage, $"The title is missing in {language}, which this text has."));
            }
        }
    }

    private static void CheckLevels(IReadOnlyList<AchievementLevel> levels, List<InputError> errors)
    {
        for (var index = 0; index < levels.Count; index++)
        {
            if (levels.Take(index).Any(earlier => earlier.Level.Framework == levels[index].Level.Framework))
            {
                errors.Add(new InputError(Pointers.Of("/levels", index), InputReasons.Duplicate, "A level of this framework is stated already."));
            }
        }

        var referenced = levels.SelectMany(level => QualificationsFramework.TryToEqf(level.Level, out var eqf) ? [eqf] : Array.Empty<FrameworkLevel>());
        if (referenced.Distinct().Count() > 1 && errors.Count == 0)
        {
            errors.Add(new InputError("/levels", InputReasons.LevelsDisagree, "The levels stated correspond to different levels of the EQF."));
        }
    }

    private static void CheckScale(GradingScale? scale, List<InputError> errors)
    {
        if (scale is NumericScale numeric && !(numeric.Minimum < numeric.Maximum && numeric.Pass >= numeric.Minimum && numeric.Pass <= numeric.Maximum))
        {
            errors.Add(new InputError("/assessment/scale/pass", InputReasons.OutOfRange,
                "The lowest result must be below the highest, and the result that is enough between them."));
        }

        if (scale is not ListScale list)
        {
            return;
        }

        if (!list.Values.Any(value => value.Pass))
        {
            errors.Add(new InputError("/assessment/scale/values", InputReasons.Missing, "At least one result must be enough."));
        }

        for (var index = 0; index < list.Values.Count; index++)
        {
            if (list.Values.Take(index).Any(earlier => string.Equals(earlier.Value, list.Values[index].Value.Trim(), StringComparison.OrdinalIgnoreCase)))
            {
                errors.Add(new InputError(Pointers.Of("/assessment/scale/values", index), InputReasons.Duplicate, "This result is listed already."));
            }
        }
    }
}
