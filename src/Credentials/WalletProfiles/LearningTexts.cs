using System.Globalization;
using Credentials.Achievements;
using Credentials.Frameworks;

namespace Credentials.WalletProfiles;

/// <summary>Pieces that both profiles write alike.</summary>
internal static class LearningTexts
{
    public static FrameworkLevel? EqfLevel(Achievement achievement) =>
        achievement.Levels.FirstOrDefault(level => level.Framework == QualificationsFramework.Eqf);

    /// <summary>A level as the micro-credential rulebook writes it: <c>EQF-4</c>, <c>VKS-4</c>.</summary>
    public static string LevelWord(FrameworkLevel level) => $"{level.Framework.ToUpperInvariant()}-{level.Level}";

    /// <summary>Credits, hours, or both; hours followed go before the notional ones. <c>h</c> is the same in every language.</summary>
    public static string StudyTime(AwardedLearning learning)
    {
        var hours = learning.Hours ?? learning.Achievement.Workload.Hours;
        return (learning.Achievement.Workload.Ects, hours) switch
        {
            ({ } ects, { } time) => $"{Number(ects)} ECTS, {Number(time)} h",
            ({ } ects, null) => $"{Number(ects)} ECTS",
            (null, { } time) => $"{Number(time)} h",
            _ => "",
        };
    }

    /// <summary>Whether the result says more than that the achievement was reached, which the credential itself says.</summary>
    public static bool IsGraded(GradingScale? scale) => scale is NumericScale || (scale is ListScale list && list.Values.Count(value => value.Pass) > 1);

    public static string Scheme(GradingScale scale) => scale switch
    {
        NumericScale numeric => $"{Number(numeric.Minimum)} – {Number(numeric.Maximum)} (≥ {Number(numeric.Pass)})",
        ListScale list => string.Join(" / ", list.Values.Select(value => value.Value)),
        _ => throw new NotSupportedException($"no words for {scale.GetType().Name}"),
    };

    public static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
