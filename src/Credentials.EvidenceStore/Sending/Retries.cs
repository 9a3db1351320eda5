namespace Credentials.EvidenceStore.Sending;

/// <summary>How long what could not be sent waits for its next attempt.</summary>
internal static class Retries
{
    /// <summary>Twice as long as before, up to the longest, and between half of that and all of it, so that what failed together does not come back together.</summary>
    /// <param name="attempts">How many there were; from 1.</param>
    /// <param name="first">The longest wait after the first attempt.</param>
    /// <param name="longest">The longest of all.</param>
    /// <param name="jitter">0 to 1, by chance.</param>
    public static TimeSpan DelayAfter(int attempts, TimeSpan first, TimeSpan longest, double jitter)
    {
        var doubled = first.Ticks * Math.Pow(2, Math.Clamp(attempts - 1, 0, 40));
        return TimeSpan.FromTicks((long)(Math.Min(doubled, longest.Ticks) * (1 + jitter) / 2));
    }
}
