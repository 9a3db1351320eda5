using System.Globalization;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.LinkedData;
using Credentials.Tests.Achievements;
using Credentials.Tests.Issuing;
using Credentials.Tests.Properties;
using Credentials.Tests.Vectors;

namespace Credentials.Tests.LinkedData;

public class JsonLdDocumentTests
{
    [Fact]
    public void What_this_service_issues_is_safe()
    {
        foreach (var definition in new[] { Definitions.Smallest(), Definitions.Fullest() })
        {
            using var credential = StrictJson.Parse(Awards.Draft(Awards.Check(definition)).Utf8).Value;

            var quads = JsonLdDocument.ToRdf(credential.RootElement, JsonLdContexts.Bundled, JsonLdOptions.Default).Value;

            Assert.Contains(quads, quad => quad.Object.Value == "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential");
            Assert.Equal(quads.Count, quads.Distinct().Count());
        }
    }

    [VectorTheory]
    [InlineData("unsigned.json", "canonDocDataInt.txt")]
    [InlineData("eddsa-rdfc-2022/proofConfigDataInt.json", "proofCanonDataInt.txt")]
    public void The_graph_is_that_of_the_specification(string document, string canonical)
    {
        var expected = PublishedQuads.Parse(VectorFolder.Text("vc-di-eddsa", "eddsa-rdfc-2022", canonical));

        var quads = LinkedDataSample.ToRdf(VectorFolder.Text("vc-di-eddsa", document)).Value;

        Assert.True(QuadIsomorphism.AreSame(expected, quads));
    }

    [Theory]
    [InlineData("5", "5", "integer")]
    [InlineData("-0", "0", "integer")]
    [InlineData("5.0", "5", "integer")]
    [InlineData("5.3", "5.3E0", "double")]
    [InlineData("1e20", "100000000000000000000", "integer")]
    [InlineData("1e21", "1.0E21", "double")]
    [InlineData("0.1", "1.0E-1", "double")]
    [InlineData("12345678901234567890", "12345678901234567168", "integer")]
    [InlineData("true", "true", "boolean")]
    public void Numbers_have_their_canonical_form(string json, string lexical, string datatype)
    {
        var quad = LinkedDataSample.ToRdf($$"""{"@id":"urn:a","urn:p":{{json}}}""").Value.Single();

        Assert.Equal(new RdfTerm(RdfTermKind.Literal, lexical, "http://www.w3.org/2001/XMLSchema#" + datatype), quad.Object);
    }

    [Theory]
    [InlineData("""{"@id":"urn:a","urn:p":[1,1.0,1e0]}""")]
    [InlineData("""{"@id":"urn:a","urn:p":["x","\u0078"]}""")]
    [InlineData("""{"@id":"urn:a","urn:p":[{"@list":[]},{"@id":"http://www.w3.org/1999/02/22-rdf-syntax-ns#nil"}]}""")]
    [InlineData("""{"@id":"urn:a","@type":["urn:t","urn:t"]}""")]
    [InlineData("""{"@id":"urn:a","@type":"urn:t","http://www.w3.org/1999/02/22-rdf-syntax-ns#type":{"@id":"urn:t"}}""")]
    [InlineData("""[{"@id":"urn:a","urn:p":1},{"@id":"urn:a","urn:p":1}]""")]
    [InlineData("""{"@id":"urn:a","urn:p":{"@id":"urn:b"},"@included":{"@id":"urn:b","@reverse":{"urn:p":{"@id":"urn:a"}}}}""")]
    [InlineData("""{"@id":"urn:a","urn:p":[1,1,2,2,3,3,4,4,5,5]}""", 5)]
    public void A_statement_that_is_made_twice_is_there_once(string json, int statements = 1) =>
        Assert.Equal(statements, LinkedDataSample.ToRdf(json).Value.Count);

    [Fact]
    public void The_same_document_gives_the_same_statements_on_every_thread()
    {
        string json = LinkedDataSample.Credential(
            ""","evidence":[{"type":"Evidence"},{"name":{"@value":"n","@language":"nl"}}]""", ""","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json" """);
        var contexts = JsonLdContexts.Bundled.With("https://example.org/own", "{}"u8).Value;
        var expected = LinkedDataSample.ToRdf(json).Value;

        Parallel.For(0, 200, _ => Assert.Equal(expected, LinkedDataSample.ToRdf(json, contexts: contexts).Value));
    }

    [Fact]
    public void The_order_of_members_means_nothing()
    {
        var random = new Random(7);
        string json = System.Text.Encoding.UTF8.GetString(Awards.Draft(Awards.Check(Definitions.Fullest())).Utf8.Span);
        var expected = LinkedDataSample.ToRdf(json).Value;

        for (int i = 0; i < 10; i++)
        {
            using var document = JsonDocument.Parse(json);
            var shuffled = LinkedDataSample.ToRdf(Shuffled(document.RootElement, random)).Value;

            Assert.Equal(Shapes(expected), Shapes(shuffled));
        }
    }

    [Fact]
    public void Random_damage_gives_an_answer_and_never_an_exception()
    {
        var random = new RandomJson(11);
        byte[] json = System.Text.Encoding.UTF8.GetBytes(LinkedDataSample.Credential(
            ""","name":{"@value":"n","@language":"nl"},"evidence":[{"@list":[1,{"@set":[2]}]},{"@reverse":{"urn:r":{"@id":"urn:x"}}}]""",
            ""","@vocab-is-no-context",{"@vocab":"urn:v:","t":{"@id":"urn:t","@type":"@json","@container":["@set"],"@context":{"u":"urn:u"}},"@propagate":true}"""));
        for (int i = 0; i < 4000; i++)
        {
            var damaged = random.Damage(random.Damage(json));
            if (!StrictJson.ParseElement(damaged).TryGet(out var element, out _))
                continue;
            _ = JsonLdDocument.ToRdf(element, JsonLdContexts.Bundled, JsonLdOptions.Default).IsSuccess;
            _ = JsonLdDocument.ToRdf(element, JsonLdContexts.Bundled, new JsonLdOptions { Safe = false, Base = "https://example.org/" }).IsSuccess;
        }
    }

    [Fact]
    public void An_address_is_added_once_and_must_be_absolute()
    {
        Assert.False(JsonLdContexts.Bundled.With(LinkedDataSample.V2, "{}"u8).IsSuccess);
        Assert.False(JsonLdContexts.Bundled.With("relative", "{}"u8).IsSuccess);
        Assert.Equal(ProblemCode.MalformedJson, JsonLdContexts.Bundled.With("urn:c", "{"u8).Problem!.Code);
    }

    /// <summary>The statements without labels, in an order of their own.</summary>
    private static IEnumerable<string> Shapes(IEnumerable<RdfQuad> quads) => quads.Select(quad => string.Create(
        CultureInfo.InvariantCulture, $"{Shape(quad.Subject)} {quad.Predicate.Value} {Shape(quad.Object)} {Shape(quad.Graph)}")).Order(StringComparer.Ordinal);

    private static string Shape(RdfTerm term) => term.Kind == RdfTermKind.BlankNode ? "blank" : term.ToString();

    private static string Shuffled(JsonElement value, Random random) => value.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(',', value.EnumerateObject().OrderBy(_ => random.Next())
            .Select(entry => $"{JsonSerializer.Serialize(entry.Name)}:{(entry.Name == "@context" ? entry.Value.GetRawText() : Shuffled(entry.Value, random))}")) + "}",
        JsonValueKind.Array => "[" + string.Join(',', value.EnumerateArray().Select(item => Shuffled(item, random))) + "]",
        _ => value.GetRawText(),
    };
}
