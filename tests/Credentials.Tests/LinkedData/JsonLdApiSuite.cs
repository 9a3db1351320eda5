using System.Text.Json;
using Credentials.Encoding;
using Credentials.LinkedData;

namespace Credentials.Tests.LinkedData;

/// <summary>
/// The W3C test suite of the JSON-LD API, its expand and toRdf manifests, run against a folder that holds it. The remote contexts of the cases are those
/// of the folder: nothing is fetched.
/// </summary>
public sealed class JsonLdApiSuite
{
    private const string BaseIri = "https://w3c.github.io/json-ld-api/tests/";

    private readonly string _folder;
    private readonly JsonLdContexts _contexts;

    public JsonLdApiSuite(string folder)
    {
        _folder = folder;
        _contexts = Directory.EnumerateFiles(folder, "*.jsonld", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(name => name.Contains("context", StringComparison.Ordinal) || name.EndsWith("er05-in.jsonld", StringComparison.Ordinal))
            .Aggregate(JsonLdContexts.Bundled, (set, name) => set.With(BaseIri + name, File.ReadAllBytes(Path.Combine(folder, name))).Value);
        Cases = [.. Load("expand"), .. Load("toRdf")];
    }

    public IReadOnlyList<JsonLdApiCase> Cases { get; }

    /// <summary>Runs a case.</summary>
    /// <returns>What went wrong, or null.</returns>
    public string? Run(JsonLdApiCase one)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (!StrictJson.Parse(Bytes(one.Input)).TryGet(out var document, out var malformed))
            return malformed.ToString();
        using (document)
        {
            return one.IsExpansion ? RunExpansion(one, document.RootElement) : RunToRdf(one, document.RootElement);
        }
    }

    private string? RunExpansion(JsonLdApiCase one, JsonElement input)
    {
        if (!JsonLdDocument.Expand(input, _contexts, Options(one)).TryGet(out var expanded, out var problem))
            return CheckError(one, problem);
        if (one.ErrorCode is not null)
            return $"expanded, but should be refused with: {one.ErrorCode}";
        var actual = ExpandedJson.Write(expanded);
        using var expected = JsonDocument.Parse(Bytes(one.Expect!));
        return ExpandedJson.AreEqual(expected.RootElement, actual) ? null : $"expected {expected.RootElement.GetRawText()}\nactual {actual.GetRawText()}";
    }

    private string? RunToRdf(JsonLdApiCase one, JsonElement input)
    {
        if (!JsonLdDocument.ToRdf(input, _contexts, Options(one)).TryGet(out var quads, out var problem))
            return CheckError(one, problem);
        if (one.ErrorCode is not null)
            return $"converted, but should be refused with: {one.ErrorCode}";
        if (one.Expect is null)
            return null;
        var expected = PublishedQuads.Parse(System.Text.Encoding.UTF8.GetString(Bytes(one.Expect)));
        return QuadIsomorphism.AreSame(expected, quads) ? null
            : $"expected\n{string.Join('\n', expected)}\nactual\n{string.Join('\n', quads)}";
    }

    private static string? CheckError(JsonLdApiCase one, Problem problem) =>
        one.ErrorCode is null ? problem.ToString()
        : problem.Errors.Single().Reason == JsonLdException.Reason(one.ErrorCode) ? null
        : $"expected {one.ErrorCode}, but {problem}";

    private JsonLdOptions Options(JsonLdApiCase one) => new()
    {
        Safe = false,
        Base = one.Option("base") ?? BaseIri + one.Input,
        RdfDirection = one.Option("rdfDirection") switch
        {
            "i18n-datatype" => JsonLdRdfDirection.I18nDatatype,
            "compound-literal" => JsonLdRdfDirection.CompoundLiteral,
            _ => JsonLdRdfDirection.None,
        },
        ExpandContext = one.Option("expandContext") is { } context
            ? StrictJson.ParseElement(Bytes(context)).Value.GetProperty("@context") : default,
    };

    private IEnumerable<JsonLdApiCase> Load(string manifest) =>
        StrictJson.ParseElement(Bytes($"{manifest}-manifest.jsonld")).Value.GetProperty("sequence").EnumerateArray()
            .Select(entry => new JsonLdApiCase(manifest + entry.GetProperty("@id").GetString(), entry, WhyNot(entry)));

    private static string? WhyNot(JsonElement entry)
    {
        if (!entry.TryGetProperty("option", out var option))
            return null;
        return JsonLdApiCase.Text(option, "specVersion") == "json-ld-1.0" ? "a case of JSON-LD 1.0 that 1.1 replaced"
            : JsonLdApiCase.Text(option, "processingMode") == "json-ld-1.0" ? "processing mode 1.0, which this processor does not have"
            : option.TryGetProperty("produceGeneralizedRdf", out var generalized) && generalized.GetBoolean() ? "generalized RDF, which signatures cannot have"
            : null;
    }

    private byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(_folder, name));
}
