using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Credentials.Web.Limits;

/// <summary>
/// How many different national numbers one API key may send in a period, through whichever call. The same number again is free, so that a class list that
/// is corrected and sent once more costs nothing. What is remembered are keyed hashes, in this process.
/// </summary>
public sealed class NumberLimits(IOptions<RateLimitOptions> limits, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Sent> _sent = new(StringComparer.Ordinal);

    /// <summary>Takes all of the numbers into account, or none where they are too many.</summary>
    /// <param name="keyId">The API key.</param>
    /// <param name="numbers">A keyed hash of each number; repeats count once.</param>
    public NumberAllowance Take(string keyId, IReadOnlyCollection<long> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var sent = _sent.GetOrAdd(keyId, _ => new());
        lock (sent)
        {
            if (!sent.IsNew && LeftOf(sent) <= TimeSpan.Zero)
                sent.Restart();
            if (sent.IsNew)
                sent.Since = time.GetTimestamp();
            var fresh = numbers.Where(number => !sent.Numbers.Contains(number)).ToHashSet();
            var left = limits.Value.NumbersPerKey - sent.Numbers.Count;
            if (fresh.Count <= left)
            {
                sent.Numbers.UnionWith(fresh);
                return new(IsGiven: true, fresh.Count, left - fresh.Count, TimeSpan.Zero, IsFirstRefusal: false);
            }
            var isFirst = !sent.IsRefused;
            sent.IsRefused = true;
            return new(IsGiven: false, fresh.Count, left, sent.Numbers.Count == 0 ? TimeSpan.Zero : LeftOf(sent), isFirst);
        }
    }

    private TimeSpan LeftOf(Sent sent) => limits.Value.NumbersPeriod - time.GetElapsedTime(sent.Since);

    private sealed class Sent
    {
        public HashSet<long> Numbers { get; } = [];

        public long Since { get; set; }

        public bool IsRefused { get; set; }

        public bool IsNew => Numbers.Count == 0 && !IsRefused;

        public void Restart()
        {
            Numbers.Clear();
            IsRefused = false;
        }
    }
}

/// <summary>Whether a key may send some national numbers.</summary>
/// <param name="New">How many of them it had not sent yet.</param>
/// <param name="Left">How many more it may send.</param>
/// <param name="Wait">After which time it may send as many as ever; zero where it has sent none, and waiting would not help.</param>
/// <param name="IsFirstRefusal">In this period.</param>
public readonly record struct NumberAllowance(bool IsGiven, int New, int Left, TimeSpan Wait, bool IsFirstRefusal);
