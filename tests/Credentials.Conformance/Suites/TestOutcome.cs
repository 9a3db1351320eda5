using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Credentials.Conformance.Suites;

/// <summary>How a test ended, by the file that <c>dotnet test --logger trx</c> writes.</summary>
/// <param name="Name">With its class and, for a theory, the values of the row.</param>
/// <param name="Outcome"><c>Passed</c>, <c>Failed</c>, <c>NotExecuted</c>.</param>
/// <param name="Output">What it printed.</param>
internal sealed partial record TestOutcome(string Name, string Outcome, string Output)
{
    /// <summary>A test that goes through many vectors by itself prints how many; others are one case each.</summary>
    public int Cases => Vectors().Match(Output) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 1;

    public static IEnumerable<TestOutcome> Read(string file)
    {
        var results = XDocument.Load(file).Root!;
        var space = results.Name.Namespace;
        return results.Descendants(space + "UnitTestResult").Select(result => new TestOutcome(
            (string)result.Attribute("testName")!,
            (string)result.Attribute("outcome")!,
            (string?)result.Element(space + "Output")?.Element(space + "StdOut") ?? ""));
    }

    [GeneratedRegex(@"^vectors: (\d+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Vectors();
}
