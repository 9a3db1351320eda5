using Credentials.Frameworks;
using Credentials.Issuing;

namespace Credentials.IssuerService.Staff.Achievements;

/// <summary>One of the levels that can be chosen, with the EQF level that goes along with it.</summary>
/// <param name="Level">In the framework that is stated.</param>
/// <param name="Eqf">The same in the EQF.</param>
/// <param name="Bar">Why the centre may not award it today: <c>never</c>, <c>from</c> or <c>until</c>; null where it may.</param>
/// <param name="Day">From or until when it may or might; null where nothing is said.</param>
public sealed record LevelChoice(FrameworkLevel Level, FrameworkLevel Eqf, string? Bar, DateOnly? Day)
{
    /// <summary>As the form sends it.</summary>
    public string Number => Level.Level.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static IReadOnlyList<LevelChoice> Of(Centre centre, string framework, DateOnly today) =>
        QualificationsFramework.TryFind(framework, out var found) || QualificationsFramework.TryFind(QualificationsFramework.Vks, out found)
            ? [.. found.Levels.Select(level => Of(centre, level, today))]
            : [];

    /// <summary>The framework in which a centre states levels first: the Flemish one, unless it has rights in the European one alone.</summary>
    public static string FrameworkOf(Centre centre) =>
        centre.MayAward.Count > 0 && centre.MayAward.All(right => right.Framework == QualificationsFramework.Eqf)
            ? QualificationsFramework.Eqf
            : QualificationsFramework.Vks;

    private static LevelChoice Of(Centre centre, FrameworkLevel level, DateOnly today)
    {
        var eqf = QualificationsFramework.TryToEqf(level, out var found) ? found : level;
        if (centre.MayAwardOn(level, today))
            return new(level, eqf, null, null);
        var later = centre.MayAward.Where(right => right.From > today && right.Covers(level, right.From.Value)).Min(right => right.From);
        if (later is not null)
            return new(level, eqf, "from", later);
        var earlier = centre.MayAward.Where(right => right.Until < today && right.Covers(level, right.Until.Value)).Max(right => right.Until);
        return new(level, eqf, earlier is null ? "never" : "until", earlier);
    }
}
