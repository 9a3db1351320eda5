using Credentials.Conformance.Fuzzing;

namespace Credentials.Tests.Properties;

/// <summary>The short form of <c>Credentials.Conformance fuzz</c>.</summary>
public class FuzzTests
{
    [Fact]
    public void No_damaged_input_throws_or_takes_long_or_passes_for_signed()
    {
        var run = FuzzRun.Execute(60_000, seed: 1, FuzzTargets.All(), TextWriter.Null);

        Assert.True(run.Findings.Count == 0, run.ToString());
        Assert.Equal(60_000, run.Inputs);
    }

    [Fact]
    public void What_a_target_throws_or_finds_wrong_is_reported_with_its_input()
    {
        var seed = new FuzzSeed("seed", "{\"a\":1}"u8.ToArray());
        FuzzTarget[] targets = [new("throws", [seed], (_, _) => throw new InvalidOperationException("broken")), new("wrong", [seed], (_, _) => "wrong")];

        var run = FuzzRun.Execute(20, seed: 1, targets, TextWriter.Null);

        Assert.Equal(20, run.Findings.Count);
        Assert.Contains(run.Findings, finding => finding.Target == "throws" && finding.What.Contains("broken", StringComparison.Ordinal));
        Assert.Contains(run.Findings, finding => finding is { Target: "wrong", What: "wrong", Seed: "seed", Input.Length: > 0 });
    }
}
