using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Credentials.Conformance.Fuzzing;

/// <summary>Many damaged inputs through every target, on all cores. The same count and seed make the same changes; keys and with them signatures are of each run.</summary>
public sealed class FuzzRun
{
    /// <summary>An input that takes longer is a way to stop the service.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private const int InputsOfPiece = 10_000;
    private const int MostFindings = 50;

    private readonly ConcurrentQueue<FuzzFinding> _findings = [];
    private readonly ConcurrentQueue<(FuzzTarget Target, FuzzSeed Seed, byte[] Input)> _slow = [];
    private readonly ConcurrentDictionary<string, long> _inputs = [];
    private readonly Lock _slowestLock = new();

    private FuzzRun()
    {
    }

    public IReadOnlyCollection<FuzzFinding> Findings => _findings;

    /// <summary>The longest that an input took, its repetitions considered.</summary>
    public TimeSpan Slowest { get; private set; }

    public long Inputs => _inputs.Values.Sum();

    /// <param name="inputs">How many in all, shared among the targets.</param>
    /// <param name="seed">Another number gives other inputs.</param>
    /// <param name="targets">At least one.</param>
    /// <param name="progress">Told now and then how far it is.</param>
    public static FuzzRun Execute(long inputs, int seed, IReadOnlyList<FuzzTarget> targets, TextWriter progress)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(progress);
        var run = new FuzzRun();
        var pieces = (inputs + InputsOfPiece - 1) / InputsOfPiece;
        long done = 0;
        Parallel.For(0L, pieces, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (piece, state) =>
        {
            run.ExecutePiece(new Random(HashCode.Combine(seed, piece)), Math.Min(InputsOfPiece, inputs - (piece * InputsOfPiece)), targets);
            if (run._findings.Count >= MostFindings)
                state.Stop();
            if (Interlocked.Increment(ref done) % 20 == 0)
                progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done * InputsOfPiece:N0} inputs, {run._findings.Count} findings"));
        });
        foreach (var (target, made, input) in run._slow)
            run.TimeAlone(target, made, input);
        return run;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {string.Join("\n", _findings.Take(MostFindings))}
        {string.Join("\n", _inputs.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key,-24} {one.Value,12:N0}")))}
        {Inputs:N0} inputs, {_findings.Count} findings, slowest {Slowest.TotalMilliseconds:F1} ms
        """).TrimStart();

    private void ExecutePiece(Random random, long inputs, IReadOnlyList<FuzzTarget> targets)
    {
        var mutator = new Mutator(random);
        var counts = new long[targets.Count];
        for (long number = 0; number < inputs; number++)
        {
            var index = random.Next(targets.Count);
            var target = targets[index];
            var seed = target.Seeds[random.Next(target.Seeds.Count)];
            Try(target, seed, mutator.Mutate(seed, target.Seeds[random.Next(target.Seeds.Count)]));
            counts[index]++;
        }
        for (var index = 0; index < counts.Length; index++)
            _inputs.AddOrUpdate(targets[index].Name, counts[index], (_, before) => before + counts[index]);
    }

    private void Try(FuzzTarget target, FuzzSeed seed, byte[] input)
    {
        try
        {
            var took = Time(target, seed, input, out var wrong);
            if (took > Patience)
                _slow.Enqueue((target, seed, input));
            else
                Note(took);
            if (wrong is not null)
                _findings.Enqueue(new FuzzFinding(target.Name, seed.Name, wrong, input));
        }
#pragma warning disable CA1031 // that any exception is a finding is what this is for
        catch (Exception e)
#pragma warning restore CA1031
        {
            _findings.Enqueue(new FuzzFinding(target.Name, seed.Name, e.ToString(), input));
        }
    }

    // The machine's own pauses are not the input's: only what is slow by itself every time is slow.
    private void TimeAlone(FuzzTarget target, FuzzSeed seed, byte[] input)
    {
        var took = TimeSpan.MaxValue;
        for (var again = 0; again < 5 && took > Patience; again++)
        {
            var repeated = Time(target, seed, input, out _);
            took = repeated < took ? repeated : took;
        }
        Note(took);
        if (took > Patience)
            _findings.Enqueue(new FuzzFinding(target.Name, seed.Name, string.Create(CultureInfo.InvariantCulture, $"took {took.TotalMilliseconds:F0} ms"), input));
    }

    private static TimeSpan Time(FuzzTarget target, FuzzSeed seed, byte[] input, out string? wrong)
    {
        var start = Stopwatch.GetTimestamp();
        wrong = target.Run(input, seed);
        return Stopwatch.GetElapsedTime(start);
    }

    private void Note(TimeSpan took)
    {
        if (took <= Slowest)
            return;
        lock (_slowestLock)
            Slowest = took > Slowest ? took : Slowest;
    }
}
