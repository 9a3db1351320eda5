using System.Globalization;

namespace Credentials.Inputs;

/// <summary>A calendar date in the one extended form of ISO 8601, <c>YYYY-MM-DD</c>, from the year 1900 on.</summary>
public static class IsoDate
{
    public static bool TryParse(string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date) && date.Year >= 1900;

    public static string Write(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
