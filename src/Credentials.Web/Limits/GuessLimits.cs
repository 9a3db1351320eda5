using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Credentials.Web.Limits;

/// <summary>
/// How many national numbers one API key may guess wrong: a bucket for each key that refills evenly over the period. Only what missed counts, so that
/// work on known people is never slowed down.
/// </summary>
public sealed class GuessLimits(IOptions<RateLimitOptions> limits, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (double Left, long At)> _buckets = new(StringComparer.Ordinal);

    private double PerSecond => limits.Value.GuessesPerKey / limits.Value.Period.TotalSeconds;

    /// <summary>How long the key must wait before it may ask again; null when it may now.</summary>
    public TimeSpan? WaitOf(string keyId)
    {
        var left = LeftOf(_buckets.GetValueOrDefault(keyId), time.GetTimestamp());
        return left >= 1 ? null : TimeSpan.FromSeconds((1 - left) / PerSecond);
    }

    /// <summary>Counts a miss; true when it was the last that the key had.</summary>
    public bool CountMiss(string keyId)
    {
        var now = time.GetTimestamp();
        var bucket = _buckets.AddOrUpdate(
            keyId, _ => (limits.Value.GuessesPerKey - 1, now), (_, bucket) => (Math.Max(0, LeftOf(bucket, now) - 1), now));
        return bucket.Left < 1;
    }

    private double LeftOf((double Left, long At) bucket, long now) => bucket.At == 0
        ? limits.Value.GuessesPerKey
        : Math.Min(limits.Value.GuessesPerKey, bucket.Left + (time.GetElapsedTime(bucket.At, now).TotalSeconds * PerSecond));
}
