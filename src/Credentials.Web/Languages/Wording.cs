using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using Credentials.Issuing;
using Microsoft.Extensions.Localization;

namespace Credentials.Web.Languages;

/// <summary>Dates, durations and levels as the reader writes and says them. Uses the current culture, which is the page's.</summary>
public static partial class Wording
{
    /// <summary>The culture's long date without the day of the week: <c>30 juni 2026</c>.</summary>
    public static string Day(DateOnly day) => day.InWords();

    public static string Day(DateTimeOffset moment) => Day(BrusselsTime.DayOf(moment));

    /// <summary>The time of day without seconds: <c>14:20</c>.</summary>
    public static string Minute(DateTimeOffset moment) => InBelgium(moment).ToString("t", CultureInfo.CurrentCulture);

    /// <summary>The time of day with seconds, where it is a finding's: <c>14:20:05</c>.</summary>
    public static string Time(DateTimeOffset moment) => InBelgium(moment).ToString("T", CultureInfo.CurrentCulture);

    public static DateTimeOffset InBelgium(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, BrusselsTime.Zone);

    /// <summary>A file's size, as file lists show it.</summary>
    public static string Size(long bytes, IStringLocalizer texts) => bytes < 1_000_000
        ? texts["size.kb", Math.Max(1, bytes / 1000)]
        : texts["size.mb", (bytes / 1_000_000m).ToString("0.#", CultureInfo.CurrentCulture)];

    /// <summary>A report's workload in words: <c>PT60H, 3 ECTS</c> becomes <c>60 hours, 3 ECTS credits</c>; what has another form stays as it is.</summary>
    public static string Workload(string workload, IStringLocalizer texts) =>
        string.Join(", ", workload.Split(", ").Select(part => WorkloadPart(part, texts)));

    /// <summary>The level in words, by framework and number; the credential's own name for a framework that the pages do not know.</summary>
    public static string Level(Credentials.Verifying.ReportedLevel level, IStringLocalizer texts)
    {
        var text = texts[$"level.{level.Framework}", level.Level ?? 0];
        return level.Level is null || text.ResourceNotFound ? level.Name : text.Value;
    }

    private static string WorkloadPart(string part, IStringLocalizer texts)
    {
        if (part.EndsWith(" ECTS", StringComparison.Ordinal) && decimal.TryParse(part[..^5], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var credits))
            return texts[credits == 1 ? "workload.credit" : "workload.credits", credits.ToString("0.##", CultureInfo.CurrentCulture)];
        if (part.Length > 20 || !DurationOfHours().IsMatch(part)) return part;
        var hours = XmlConvert.ToTimeSpan(part).TotalHours;
        return texts[hours is 1 ? "workload.hour" : "workload.hours", hours.ToString("0.##", CultureInfo.CurrentCulture)];
    }

    [GeneratedRegex("^PT(?=[0-9])([0-9]{1,6}H)?([0-9]{1,6}M)?$")]
    private static partial Regex DurationOfHours();
}
