using System.Text.Json;
using Credentials.LinkedData;

namespace Credentials.Tests.Vectors;

/// <summary>The W3C's test suite of RDFC-1.0, case by case; needs nothing of the test framework, so that its counts can be printed by any program.</summary>
public static class RdfCanonSuite
{
    private const string Folder = "rdf-canon";

    private static readonly Lazy<IReadOnlyList<SuiteCase>> All = new(ReadManifest);

    public static IReadOnlyList<SuiteCase> Cases => All.Value;

    /// <summary>Null if the case passes, else what is wrong.</summary>
    public static string? Run(SuiteCase one)
    {
        var parsed = NQuads.Parse(VectorFolder.Bytes(Folder, one.Action));
        if (!parsed.TryGet(out var quads, out var problem))
            return problem.ToString();
        var outcome = Rdfc10.Canonicalize(quads, one.Hash);
        if (one.Kind == "RDFC10NegativeEvalTest")
            return outcome.Problem?.Code == ProblemCode.TooLarge ? null : "it was not stopped";
        if (!outcome.TryGet(out var canonical, out problem))
            return problem.ToString();
        if (one.Kind == "RDFC10EvalTest")
            return canonical.NQuads.AsSpan().SequenceEqual(VectorFolder.Bytes(Folder, one.Result!)) ? null : System.Text.Encoding.UTF8.GetString(canonical.NQuads);
        var expected = JsonSerializer.Deserialize<Dictionary<string, string>>(VectorFolder.Bytes(Folder, one.Result!))!;
        bool isSame = expected.Count == canonical.IssuedIdentifiers.Count
            && expected.All(pair => canonical.IssuedIdentifiers.TryGetValue(pair.Key, out string? issued) && issued == pair.Value);
        return isSame ? null : JsonSerializer.Serialize(canonical.IssuedIdentifiers);
    }

    /// <summary>Runs everything and writes a line for each failure and the counts at the end.</summary>
    /// <returns>How many failed.</returns>
    public static int RunAll(TextWriter output)
    {
        int failed = 0;
        foreach (var one in Cases)
        {
            if (Run(one) is not { } fault)
                continue;
            failed++;
            output.WriteLine($"{one.Id} {one.Name}: {fault}");
        }
        output.WriteLine($"rdf-canon: {Cases.Count - failed} passed, {failed} failed");
        return failed;
    }

    private static List<SuiteCase> ReadManifest()
    {
        using var manifest = JsonDocument.Parse(VectorFolder.Bytes(Folder, "manifest.jsonld"));
        return [.. manifest.RootElement.GetProperty("entries").EnumerateArray().Select(entry => new SuiteCase(
            Text(entry, "id")!,
            Text(entry, "name")!,
            Text(entry, "type")!.Split(':')[1],
            Text(entry, "action")!,
            Text(entry, "result"),
            Text(entry, "hashAlgorithm") == "SHA384" ? RdfcHash.Sha384 : RdfcHash.Sha256))];
    }

    private static string? Text(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) ? value.GetString() : null;

    public sealed record SuiteCase(string Id, string Name, string Kind, string Action, string? Result, RdfcHash Hash);
}
