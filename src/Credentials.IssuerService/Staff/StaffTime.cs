namespace Credentials.IssuerService.Staff;

/// <summary>Moments as staff read them: in Belgian time, in the form of the page's language.</summary>
public static class StaffTime
{
    private static readonly TimeZoneInfo Belgium = TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels");

    public static string Of(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Belgium).ToString("d MMMM yyyy HH:mm", System.Globalization.CultureInfo.CurrentCulture);

    /// <summary>The moment at which a day begins in Belgium.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new(local, Belgium.GetUtcOffset(local));
    }
}
