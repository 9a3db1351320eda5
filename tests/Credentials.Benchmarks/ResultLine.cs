using System.Globalization;

namespace Credentials.Benchmarks;

/// <summary>One line of the printed table.</summary>
/// <param name="Goal">The ratio to reach; 0 where none is set.</param>
internal sealed record ResultLine(string Name, PairedResult Result, double Goal)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Name,-28} | {Result.Ours,8:F1} µs | {Result.Limit,8:F1} µs | {Result.Ratio,5:F2} | {(Goal == 0 ? "" : $">= {Goal:F2}"),7} | {Outcome} |");

    private string Outcome => Goal == 0 ? "" : Result.Ratio >= Goal ? "reached" : "MISSED";
}

/// <summary>One figure held against a bound.</summary>
internal sealed record Figure(string Name, double Value, string Unit, double? AtLeast = null, double? AtMost = null)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Name,-52} | {Value,10:N2} {Unit,-8} | {Bound,12} | {Outcome} |");

    private string Bound => string.Create(CultureInfo.InvariantCulture, $"{(AtLeast is { } least ? $">= {least:N2}" : AtMost is { } most ? $"<= {most:N2}" : "")}");

    private string Outcome => AtLeast is null && AtMost is null ? "" : Value >= (AtLeast ?? double.MinValue) && Value <= (AtMost ?? double.MaxValue) ? "reached" : "MISSED";
}
