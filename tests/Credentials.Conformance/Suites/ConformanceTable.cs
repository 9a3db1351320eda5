using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Credentials.Conformance.Suites;

/// <summary>Runs the tests of every suite and writes what came of them as a Markdown table.</summary>
internal static partial class ConformanceTable
{
    private static readonly string[] Projects = ["Credentials.Tests", "Credentials.Services.Tests"];

    /// <param name="output">Receives the table.</param>
    /// <returns>Whether nothing failed, and no suite was without a test.</returns>
    public static bool Write(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("conformance-");
        try
        {
            foreach (var project in Projects)
                Run(project, folder.FullName);
            var outcomes = folder.EnumerateFiles("*.trx").SelectMany(file => TestOutcome.Read(file.FullName)).ToList();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Run on {DateTime.UtcNow:yyyy-MM-dd}.\n"));
            output.WriteLine("| suite | version | passed | failed | not applicable |\n|---|---|---:|---:|---|");
            return Suite.All.Select(suite => WriteLine(suite, outcomes, output)).ToList().TrueForAll(isGood => isGood);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool WriteLine(Suite suite, List<TestOutcome> outcomes, TextWriter output)
    {
        var own = outcomes.Where(suite.Has).ToList();
        var passed = own.Where(test => test.Outcome == "Passed").Sum(test => test.Cases);
        var failed = own.Where(test => test.Outcome == "Failed").Sum(test => test.Cases);
        var skipped = own.Count(test => test.Outcome is not ("Passed" or "Failed"));
        string[] remarks = [.. LeftOut(suite, outcomes), suite.Remark, skipped > 0 ? $"{skipped} not run" : ""];
        output.WriteLine($"| {suite.Name} | {suite.Version} | {passed} | {failed} | {string.Join("; ", remarks.Where(remark => remark.Length > 0))} |");
        return failed == 0 && passed > 0;
    }

    // A line "manifest#case: reason" of what a suite's own test prints, counted by reason.
    private static IEnumerable<string> LeftOut(Suite suite, List<TestOutcome> outcomes)
    {
        if (suite.Case is not { } prefix)
            return [];
        return outcomes.Where(test => test.Name.StartsWith(suite.Tests, StringComparison.Ordinal))
            .SelectMany(test => Reasons().Matches(test.Output))
            .Where(match => match.Groups["case"].Value.StartsWith(prefix.Trim('"'), StringComparison.Ordinal))
            .GroupBy(match => match.Groups["reason"].Value.Trim(), StringComparer.Ordinal)
            .Select(reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Count()}: {reason.Key}"));
    }

    private static void Run(string project, string results)
    {
        string[] names = [.. Suite.All.Select(suite => suite.Tests).Where(tests => tests.StartsWith(project + ".", StringComparison.Ordinal)).Distinct()];
        var filter = string.Join('|', names.Select(name => "FullyQualifiedName~" + name));
        string[] arguments = ["test", Path.Combine(Repository(), "tests", project), "--filter", filter, "--logger", "trx", "--results-directory", results];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        // The table goes to standard output, what the run says beside it.
        process.OutputDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.WaitForExit();
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Credentials.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("run it inside the repository");
    }

    [GeneratedRegex(@"^(?<case>\w+#\w+): (?<reason>.+)$", RegexOptions.Multiline)]
    private static partial Regex Reasons();
}
