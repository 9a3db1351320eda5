using System.Diagnostics;

namespace Credentials.Benchmarks;

/// <summary>Two pieces of work measured in turn, A B A B …, so that the ratio holds while the machine's speed drifts.</summary>
internal static class Paired
{
    private const int Rounds = 15;
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(150);

    /// <summary>The median over the rounds of B's time by A's time: 1 means that A costs no more than the limit B.</summary>
    /// <param name="ours">What is measured; called with a running number, so that every iteration has an input of its own.</param>
    /// <param name="limit">What it is held against.</param>
    public static PairedResult Measure(Action<int> ours, Action<int> limit)
    {
        var counters = new int[2];
        Run(ours, ref counters[0], Slice * 4);
        Run(limit, ref counters[1], Slice * 4);
        var pairs = new (double Ours, double Limit)[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            pairs[round] = (Run(ours, ref counters[0], Slice), Run(limit, ref counters[1], Slice));
        }

        return new PairedResult(
            Median(pairs.Select(pair => pair.Ours)),
            Median(pairs.Select(pair => pair.Limit)),
            Median(pairs.Select(pair => pair.Limit / pair.Ours)));
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static double Run(Action<int> work, ref int counter, TimeSpan atLeast)
    {
        var started = Stopwatch.GetTimestamp();
        var calls = 0;
        TimeSpan elapsed;
        do
        {
            for (var i = 0; i < 32; i++)
            {
                work(counter++);
            }

            calls += 32;
            elapsed = Stopwatch.GetElapsedTime(started);
        }
        while (elapsed < atLeast);
        return elapsed.TotalMicroseconds / calls;
    }
}

/// <param name="Ours">Median microseconds a call.</param>
/// <param name="Limit">Median microseconds a call of the limit.</param>
/// <param name="Ratio">Median of limit by ours, pair by pair.</param>
internal sealed record PairedResult(double Ours, double Limit, double Ratio);
