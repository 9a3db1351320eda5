namespace Credentials.EvidenceStore.MongoDb.Driver;

/// <summary>
/// Numbers in the order in which this process asks for them: microseconds of the clock, and one more each where it stands still or goes back. Those of
/// several processes are in order as far as their clocks agree, and equal ones are told apart by ids: no shared counter that every award would wait for.
/// </summary>
internal sealed class OrderNumbers(TimeProvider time)
{
    private long _last;

    public long Next()
    {
        var now = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(now, last + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
                return next;
        }
    }
}
