using System.Diagnostics;

namespace Credentials.Benchmarks;

/// <summary>How often a piece of work is done in a second on one core.</summary>
internal static class OneCore
{
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(2);

    public static double PerSecond(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        var calls = 0;
        while (Stopwatch.GetElapsedTime(started) < Slice)
        {
            for (var call = 0; call < 32; call++)
                work();
            calls += 32;
        }

        return calls / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
