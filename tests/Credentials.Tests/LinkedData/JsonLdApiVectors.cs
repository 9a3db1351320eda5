using Credentials.Tests.Vectors;
using Xunit.Abstractions;

namespace Credentials.Tests.LinkedData;

/// <summary>The W3C test suite of the JSON-LD API: expansion and conversion to RDF.</summary>
public class JsonLdApiVectors(ITestOutputHelper output)
{
    private static readonly Lazy<JsonLdApiSuite?> Suite =
        new(() => VectorFolder.Path is null ? null : new JsonLdApiSuite(VectorFolder.File("json-ld-api")));

    public static TheoryData<string> ApplicableCases() =>
        [.. Suite.Value?.Cases.Where(one => one.NotApplicable is null).Select(one => one.Id) ?? ["absent"]];

    [VectorTheory]
    [MemberData(nameof(ApplicableCases))]
    public void The_case_has_the_published_outcome(string id)
    {
        var suite = Suite.Value!;

        Assert.Null(suite.Run(suite.Cases.Single(one => one.Id == id)));
    }

    [VectorFact]
    public void No_case_fails_and_each_that_is_left_out_has_a_reason()
    {
        var suite = Suite.Value!;
        var applicable = suite.Cases.Where(one => one.NotApplicable is null).ToList();
        var failed = applicable.Where(one => suite.Run(one) is not null).ToList();

        foreach (string manifest in new[] { "expand", "toRdf" })
        {
            int all = applicable.Count(one => one.Id.StartsWith(manifest, StringComparison.Ordinal));
            int bad = failed.Count(one => one.Id.StartsWith(manifest, StringComparison.Ordinal));
            int left = suite.Cases.Count(one => one.NotApplicable is not null && one.Id.StartsWith(manifest, StringComparison.Ordinal));
            output.WriteLine($"{manifest}: {all - bad} passed, {bad} failed, {left} not applicable");
        }
        foreach (var one in suite.Cases.Where(one => one.NotApplicable is not null))
            output.WriteLine($"{one.Id}: {one.NotApplicable}");
        Assert.Empty(failed.Select(one => one.Id));
        Assert.Equal((385, 467), (suite.Cases.Count(one => one.IsExpansion), suite.Cases.Count(one => !one.IsExpansion)));
    }
}
