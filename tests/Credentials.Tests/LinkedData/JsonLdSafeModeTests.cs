using Credentials.LinkedData;

namespace Credentials.Tests.LinkedData;

public class JsonLdSafeModeTests
{
    public static TheoryData<string, string> Dropping() => new()
    {
        { "an unmapped term", LinkedDataSample.Credential(""","unheardOf":1""") },
        { "an unmapped term further down", LinkedDataSample.Credential(""","evidence":{"unheardOf":{"id":"urn:x"}}""") },
        { "a term mapped to null", LinkedDataSample.Credential(""","gone":1""", """,{"gone":null}""") },
        { "an unmapped type", LinkedDataSample.Credential(""","evidence":{"type":"UnheardOf"}""") },
        { "a relative id", LinkedDataSample.Credential(""","evidence":{"id":"relative","type":"urn:t"}""") },
        { "a relative reference", LinkedDataSample.Credential(""","evidence":"relative" """) },
        { "a reference like a keyword", LinkedDataSample.Credential(""","evidence":{"id":"@forbidden","type":"urn:t"}""") },
        { "a type like a keyword", LinkedDataSample.Credential(""","evidence":{"type":"@forbidden"}""") },
        { "a term like a keyword", LinkedDataSample.Credential(""","@forbidden":1""") },
        { "a reference with a space", LinkedDataSample.Credential(""","evidence":"urn:a b" """) },
        { "a language tag that is none", LinkedDataSample.Credential(""","name":{"@value":"n","@language":"not a tag"}""") },
        { "a default language that is none", """{"@context":{"@language":"not a tag"},"@id":"urn:a","urn:p":"x"}""" },
        { "a direction that RDF would lose", LinkedDataSample.Credential(""","name":{"@value":"n","@language":"ar","@direction":"rtl"}""") },
        { "a free value", """["text"]""" },
        { "a free list", """{"@list":[1]}""" },
        { "an object with only @id", """{"@id":"urn:a"}""" },
        { "an object with only @language", """{"@id":"urn:a","urn:p":{"@language":"nl"}}""" },
        { "an empty object", "{}" },
        { "a null value", """{"@id":"urn:a","urn:p":{"@value":null}}""" },
        { "a blank node as property", """{"@id":"urn:a","_:p":"x"}""" },
        { "a graph with a relative name", """{"@id":"relative","@graph":[{"@id":"urn:a","urn:p":1}]}""" },
        { "an empty vocabulary without base", """{"@context":{"@vocab":""},"@id":"urn:a","term":1}""" },
        { "a relative vocabulary without base", """{"@context":{"@vocab":"rel/"},"@id":"urn:a","@type":"Kind"}""" },
        { "a base taken away", """{"@context":{"@base":null},"@id":"a","urn:p":1}""" },
        { "@type in a context without terms", """{"@context":[],"@id":"urn:a","@type":"Person"}""" },
        { "terms after a null context", """{"@context":[{"name":"urn:name"},null],"@id":"urn:a","name":"x"}""" },
    };

    [Theory]
    [MemberData(nameof(Dropping))]
    public void What_would_be_dropped_is_refused(string what, string json)
    {
        var refused = LinkedDataSample.ToRdf(json);

        Assert.False(refused.IsSuccess, what);
        Assert.Equal((ProblemCode.InvalidInput, "dropped-in-safe-mode"), (refused.Problem.Code, refused.Problem.Errors.Single().Reason));
        Assert.True(LinkedDataSample.ToRdf(json, new JsonLdOptions { Safe = false }).IsSuccess);
    }

    [Theory]
    [InlineData(""","credentialSubject2":1""", """,{"VerifiableCredential":"urn:mine"}""", "protected-term-redefinition")]
    [InlineData("", """,{"issuer":null}""", null)]
    [InlineData("", """,{"type":"urn:type"}""", "protected-term-redefinition")]
    [InlineData("", """,{"type":{"@reverse":"urn:type"}}""", "protected-term-redefinition")]
    [InlineData("", """,{"type":{"@reverse":"@forbidden"}}""", "protected-term-redefinition")]
    [InlineData("", """,{"type":"@forbidden"}""", "protected-term-redefinition")]
    [InlineData("", ",null", "invalid-context-nullification")]
    [InlineData(""","evidence":{"@context":null,"@type":"urn:t"}""", "", "invalid-context-nullification")]
    [InlineData(""","evidence":{"@context":{"@version":1.0}}""", "", "invalid-version-value")]
    [InlineData("", ""","https://example.org/unheard-of" """, "loading-remote-context-failed")]
    public void Protection_holds(string members, string contexts, string? reason)
    {
        var answer = LinkedDataSample.ToRdf(LinkedDataSample.Credential(members, contexts));

        if (reason is null)
            Assert.Contains(answer.Value, quad => quad.Predicate.Value == "https://www.w3.org/2018/credentials#issuer");
        else
            Assert.Equal(reason, answer.Problem!.Errors.Single().Reason);
    }

    [Fact]
    public void The_problem_points_at_the_place()
    {
        var refused = LinkedDataSample.ToRdf(LinkedDataSample.Credential(""","evidence":[{"type":"urn:t"},{"a/b":1}]"""));

        Assert.Equal("/evidence/1/a~1b", refused.Problem!.Errors.Single().Pointer);
    }

    [Fact]
    public void Directions_are_kept_where_the_options_say_how()
    {
        string json = LinkedDataSample.Credential(""","name":{"@value":"n","@language":"AR","@direction":"rtl"}""");

        var quads = LinkedDataSample.ToRdf(json, new JsonLdOptions { RdfDirection = JsonLdRdfDirection.I18nDatatype }).Value;

        Assert.Contains(quads, quad => quad.Object.Datatype == "https://www.w3.org/ns/i18n#ar_rtl");
    }
}
