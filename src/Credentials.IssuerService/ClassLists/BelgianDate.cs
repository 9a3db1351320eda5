using System.Globalization;

namespace Credentials.IssuerService.ClassLists;

/// <summary>Dates as Belgian spreadsheets write them: day, month, year, with slashes or hyphens.</summary>
internal static class BelgianDate
{
    private static readonly string[] Forms = ["d/M/yyyy", "d-M-yyyy"];

    /// <summary>The date as ISO 8601 writes it; a text that is no such date stays as it is, to be refused as it was written.</summary>
    public static string ToIso(string text) =>
        DateOnly.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : text;
}
