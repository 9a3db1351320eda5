namespace Credentials.Issuing;

/// <summary>The time of Europe/Brussels, in which the days of awards are counted.</summary>
public static class BrusselsTime
{
    private const string Id = "Europe/Brussels";

    private static readonly Lazy<TimeZoneInfo> Lazy = new(() =>
        TimeZoneInfo.TryFindSystemTimeZoneById(Id, out var zone)
            ? zone
            : throw new InvalidOperationException($"the time zone {Id} is not known on this machine: install the tzdata package"));

    /// <exception cref="InvalidOperationException">The machine has no time zone data.</exception>
    public static TimeZoneInfo Zone => Lazy.Value;

    /// <summary>The day that it is in Brussels.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);

    /// <summary>The first moment of the day, with the offset that Brussels has then.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight));
    }
}
