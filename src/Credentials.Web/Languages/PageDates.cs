using System.Globalization;
using System.Text.RegularExpressions;

namespace Credentials.Web.Languages;

/// <summary>Dates in the form of the page's language: 30 juni 2026, 30. Juni 2026.</summary>
public static partial class PageDates
{
    public static string InWords(this DateOnly day) => day.ToString(Pattern(), CultureInfo.CurrentCulture);

    /// <summary>With hours and minutes; the moment must be in the reader's time already.</summary>
    public static string InWords(this DateTimeOffset at) => at.ToString(Pattern() + " HH:mm", CultureInfo.CurrentCulture);

    private static string Pattern() => DayOfWeek().Replace(CultureInfo.CurrentCulture.DateTimeFormat.LongDatePattern, "").Trim();

    [GeneratedRegex(@"dddd[,.]?\s*")]
    private static partial Regex DayOfWeek();
}
