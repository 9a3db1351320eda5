using System.Globalization;
using Credentials.Conformance.Fuzzing;
using Credentials.Conformance.Suites;

if (args is ["fuzz", .. var rest] && TryRead(rest, "--inputs", 10_000_000, out var inputs) && TryRead(rest, "--seed", 1, out var seed))
{
    var run = FuzzRun.Execute(inputs, (int)seed, FuzzTargets.All(), Console.Error);
    Console.WriteLine(run);
    return run.Findings.Count == 0 ? 0 : 1;
}

if (args is ["suites"])
    return ConformanceTable.Write(Console.Out) ? 0 : 1;

Console.Error.WriteLine("suites | fuzz [--inputs COUNT] [--seed NUMBER]");
return 64;

static bool TryRead(string[] args, string name, long otherwise, out long value)
{
    value = otherwise;
    var at = Array.IndexOf(args, name);
    return at < 0 || (at + 1 < args.Length && long.TryParse(args[at + 1], NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out value) && value > 0);
}
