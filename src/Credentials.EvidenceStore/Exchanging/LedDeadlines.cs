namespace Credentials.EvidenceStore.Exchanging;

/// <summary>Which deadlines are near.</summary>
internal static class LedDeadlines
{
    /// <summary>The last day whose deadlines are near today.</summary>
    public static DateOnly NearOn(DateOnly today, LedOptions options) => today.AddDays((int)options.DeadlineNear.TotalDays);
}
