using Credentials.Web.Languages;

namespace Credentials.IssuerService.Staff;

/// <summary>Moments as staff read them: in Belgian time, in the form of the page's language.</summary>
public static class StaffTime
{
    private static readonly TimeZoneInfo Belgium = TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels");

    public static string Of(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Belgium).InWords();

    public static string DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Belgium).DateTime).InWords();

    /// <summary>The moment at which a day begins in Belgium.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new(local, Belgium.GetUtcOffset(local));
    }
}
