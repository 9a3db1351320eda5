using System.Collections.Concurrent;

namespace Credentials.PublicVerifier.Gathering;

/// <summary>What is put into an <see cref="ExpiringCache{T}"/>.</summary>
/// <param name="Size">Roughly, in bytes.</param>
/// <param name="Lifetime">How long it may be kept; zero: not at all, beyond those who asked meanwhile.</param>
internal sealed record CacheItem<T>(T Value, int Size, TimeSpan Lifetime);

/// <summary>
/// A cache that is bounded in bytes, honours each item's own lifetime, and asks for one key once however many wait for it.
/// One asker's leaving does not take the answer from the others.
/// </summary>
internal sealed class ExpiringCache<T>(TimeProvider time, int maxBytes)
{
    private const int KeyCost = 256; // an entry costs something even where its value is only a reason
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Lock _trimming = new();
    private long _bytes;

    public ValueTask<T> GetAsync(string key, Func<string, Task<CacheItem<T>>> fetch, CancellationToken cancel)
    {
        var now = time.GetTimestamp();
        if (_entries.TryGetValue(key, out var entry))
        {
            if (entry.IsFresh(now))
            {
                entry.LastUse = now;
                var flight = entry.Flight.Value;
                return flight.IsCompletedSuccessfully ? ValueTask.FromResult(flight.Result.Value) : WaitAsync(flight, cancel);
            }

            Remove(key, entry);
        }

        var current = _entries.GetOrAdd(key, new Entry(own => FlyAsync(key, own, fetch)) { LastUse = now });
        return WaitAsync(current.Flight.Value, cancel);
    }

    private static async ValueTask<T> WaitAsync(Task<CacheItem<T>> flight, CancellationToken cancel) => (await flight.WaitAsync(cancel)).Value;

    // Settled before anyone sees the answer, so that who asks after it never gets what may not be kept.
    private async Task<CacheItem<T>> FlyAsync(string key, Entry entry, Func<string, Task<CacheItem<T>>> fetch)
    {
        var isKept = false;
        try
        {
            var item = await fetch(key);
            isKept = item.Lifetime > TimeSpan.Zero;
            if (isKept)
                Keep(entry, item);
            return item;
        }
        finally
        {
            if (!isKept)
                Remove(key, entry);
        }
    }

    private void Keep(Entry entry, CacheItem<T> item)
    {
        entry.Size = item.Size + KeyCost;
        entry.Expires = time.GetTimestamp() + (long)(item.Lifetime.TotalSeconds * time.TimestampFrequency);
        if (Interlocked.Add(ref _bytes, entry.Size) > maxBytes)
            Trim();
    }

    private void Remove(string key, Entry entry)
    {
        if (_entries.TryRemove(new KeyValuePair<string, Entry>(key, entry)))
            Interlocked.Add(ref _bytes, -entry.Size);
    }

    // Down to three quarters, the longest unused first, so that trimming is rare.
    private void Trim()
    {
        lock (_trimming)
        {
            if (Interlocked.Read(ref _bytes) <= maxBytes)
                return;
            foreach (var (key, entry) in _entries.Where(pair => pair.Value.Size > 0).OrderBy(pair => pair.Value.LastUse).ToList())
            {
                Remove(key, entry);
                if (Interlocked.Read(ref _bytes) <= maxBytes / 4 * 3)
                    return;
            }
        }
    }

    private sealed class Entry
    {
        public Entry(Func<Entry, Task<CacheItem<T>>> fly) => Flight = new(() => fly(this));

        public Lazy<Task<CacheItem<T>>> Flight { get; }

        public int Size { get; set; }

        public long LastUse { get; set; }

        /// <summary>Timestamp; a flight under way has not settled its own yet.</summary>
        public long Expires { get; set; } = long.MaxValue;

        public bool IsFresh(long now) => now < Expires;
    }
}
