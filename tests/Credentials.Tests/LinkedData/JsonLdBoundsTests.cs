using System.Text;
using Credentials.LinkedData;

namespace Credentials.Tests.LinkedData;

/// <summary>What a stranger may hand in: each is refused or done, at a cost in proportion to its size.</summary>
public class JsonLdBoundsTests
{
    private static readonly JsonLdOptions Lenient = new() { Safe = false };

    [Fact]
    public void Contexts_that_lead_to_each_other_end()
    {
        var contexts = JsonLdContexts.Bundled
            .With("https://example.org/a", """{"@context":["https://example.org/b"]}"""u8).Value
            .With("https://example.org/b", """{"@context":"https://example.org/a"}"""u8).Value;

        var refused = LinkedDataSample.ToRdf("""{"@context":"https://example.org/a","@id":"urn:a"}""", contexts: contexts);

        Assert.Equal((ProblemCode.TooLarge, "context-overflow"), (refused.Problem!.Code, refused.Problem.Errors.Single().Reason));
    }

    [Fact]
    public void Scoped_contexts_that_lead_to_each_other_are_no_error_until_used_without_end()
    {
        var contexts = JsonLdContexts.Bundled
            .With("https://example.org/a", """{"@context":{"a":{"@id":"urn:a","@context":"https://example.org/a"}}}"""u8).Value;

        Assert.Equal(2, LinkedDataSample.ToRdf("""{"@context":"https://example.org/a","a":{"a":{"@id":"urn:end"}}}""", contexts: contexts).Value.Count);
    }

    [Fact]
    public void More_contexts_than_any_document_needs_are_refused()
    {
        string many = string.Join(',', Enumerable.Repeat($"\"{LinkedDataSample.V2}\"", 200));

        Assert.Equal("context-overflow", LinkedDataSample.ToRdf($$"""{"@context":[{{many}}],"@id":"urn:a"}""").Problem!.Errors.Single().Reason);
    }

    public static TheoryData<string> Bombs() =>
    [
        // Each term costs the reading of a whole context to check its scoped context.
        $$"""{"@context":{ {{Many(8000, i => $"\"t{i}\":{{\"@id\":\"urn:t{i}\",\"@context\":\"{LinkedDataSample.V2}\"}}")}} } }""",
        // Each nested context copies all terms.
        $$"""{"@context":{ {{Many(8000, i => $"\"t{i}\":\"urn:t{i}\"")}} },"t0":[{{Many(8000, i => $$$"""{"@context":{"u":"urn:u{{{i}}}"},"u":1}""")}}]}""",
        // Each statement has a long subject.
        $$"""{"@id":"urn:{{new string('x', 200_000)}}",{{Many(8000, i => $"\"urn:p{i}\":{i}")}}}""",
        // Each property is made of a long prefix.
        $$"""{"@context":{"p":"urn:{{new string('x', 2000)}}:"},{{Many(40_000, i => $"\"p:{i}\":{i}")}}}""",
        // A context whose terms are long.
        $$"""{"@context":{"@vocab":"urn:{{new string('x', 3000)}}:"},"@id":"urn:a","b":1}""",
        // A chain of terms, each defined by the next.
        $$"""{"@context":{ {{Many(3000, i => $"\"t{i}\":\"t{i + 1}:x\"")}} } }""",
    ];

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_bomb_is_refused_as_too_large(string json)
    {
        var refused = LinkedDataSample.ToRdf(json, Lenient);

        Assert.Equal((ProblemCode.TooLarge, "too-large"), (refused.Problem!.Code, refused.Problem.Errors.Single().Reason));
    }

    [Fact]
    public void A_document_deeper_than_its_reader_allows_is_refused_and_not_a_crash()
    {
        string deep = string.Concat(Enumerable.Repeat("""{"urn:p":""", 5000)) + "1" + new string('}', 5000);
        using var document = System.Text.Json.JsonDocument.Parse(deep, new System.Text.Json.JsonDocumentOptions { MaxDepth = 6000 });

        Assert.Equal(ProblemCode.TooLarge, JsonLdDocument.ToRdf(document.RootElement, JsonLdContexts.Bundled, Lenient).Problem!.Code);
    }

    [Fact]
    public void Chains_of_terms_in_scoped_contexts_in_chains_of_terms_are_refused_and_not_a_crash()
    {
        string scoped = "{}";
        for (int level = 0; level < 25; level++)
            scoped = $$"""{ {{Many(90, i => $"\"t{i}\":\"t{i + 1}:x\"")}},"t90":{"@id":"urn:x:","@prefix":true,"@context":{{scoped}} } }""";

        Assert.False(LinkedDataSample.ToRdf($$"""{"@context":{{scoped}},"@id":"urn:a"}""").IsSuccess);
    }

    [Fact]
    public void A_wide_document_is_done()
    {
        var quads = LinkedDataSample.ToRdf($$"""{"@id":"urn:a",{{Many(20_000, i => $"\"urn:p{i}\":[{i},{i}]")}}}""").Value;

        Assert.Equal(20_000, quads.Count);
    }

    [Fact]
    public void Strangers_contexts_do_not_fill_the_memory_nor_change_what_others_mean()
    {
        var contexts = JsonLdContexts.Bundled.With("https://example.org/terms", """{"@context":{"name":"urn:name"}}"""u8).Value;
        for (int i = 0; i < 3000; i++)
        {
            string json = $$"""{"@context":["{{LinkedDataSample.V2}}",{"own{{i}}":"urn:own:{{i}}"}],"id":"urn:a","own{{i}}":1}""";
            Assert.Equal($"urn:own:{i}", LinkedDataSample.ToRdf(json, contexts: contexts).Value.Single().Predicate.Value);
        }

        Assert.InRange(contexts.Cache.Terms, 1, 400_000);
        Assert.Equal("urn:name", LinkedDataSample.ToRdf("""{"@context":"https://example.org/terms","@id":"urn:a","name":1}""", contexts: contexts).Value.Single().Predicate.Value);
    }

    [Fact]
    public void Short_contexts_whose_terms_are_long_do_not_fill_the_memory()
    {
        var contexts = JsonLdContexts.Bundled.With("https://example.org/terms", """{"@context":{"name":"urn:name"}}"""u8).Value;
        string terms = Many(900, i => $"\"q{i}\":\"p:1\"");
        for (int i = 0; i < 30; i++)
            LinkedDataSample.ToRdf($$"""{"@context":{"p":"urn:{{i:d4}}{{new string('x', 2000)}}/",{{terms}} },"@id":"urn:a","p":1}""", contexts: contexts);

        Assert.InRange(contexts.Cache.Characters, 1, 16_000_000);
    }

    [Fact]
    public void What_contexts_share_weighs_once()
    {
        var weight = new ContextWeight();
        var one = JsonLdContext.Initial(null);
        for (int i = 0; i < 1000; i++)
            one.Terms.Add($"t{i}", new TermDefinition { Iri = "urn:" + new string('x', 1000) });
        weight.Add(one, 0);
        long alone = weight.Units;

        weight.Add(one.Copy(withTerms: true), 0);

        Assert.InRange(alone, 60_000, 80_000);
        Assert.InRange(weight.Units - alone, 1000, 3000);
    }

    [Fact]
    public void An_allowance_is_shared_by_documents_and_once_used_up_nothing_is_begun()
    {
        var allowance = new WorkAllowance(3000);
        var contexts = JsonLdContexts.Bundled.Within(allowance);
        string json = $$"""{"@id":"urn:{{new string('x', 1000)}}","urn:p":1}""";

        Assert.True(LinkedDataSample.ToRdf(json, contexts: contexts).IsSuccess);
        Assert.InRange(allowance.Left, 1, 2999);
        while (LinkedDataSample.ToRdf(json, contexts: contexts).IsSuccess)
            Assert.False(allowance.IsUsedUp);

        Assert.True(allowance.IsUsedUp);
        Assert.Equal(ProblemCode.TooLarge, LinkedDataSample.ToRdf("{}", contexts: contexts).Problem!.Code);
        Assert.True(LinkedDataSample.ToRdf(json).IsSuccess);
    }

    [Fact]
    public void Of_a_strangers_large_context_nothing_is_kept()
    {
        var contexts = JsonLdContexts.Bundled.With("https://example.org/terms", """{"@context":{"name":"urn:name"}}"""u8).Value;
        string terms = Many(2000, i => $$$"""
            "t{{{i}}}":{"@id":"urn:t{{{i}}}","@context":{"u":"urn:u"}}
            """);
        string large = $$"""{"@context":[{ {{terms}} },"https://example.org/terms"],"@id":"urn:a","t0":{"u":1,"name":2} }""";

        Assert.Equal(3, LinkedDataSample.ToRdf(large, contexts: contexts).Value.Count);
        Assert.Equal(0, contexts.Cache.Terms);
    }

    private static string Many(int count, Func<int, string> one) =>
        new StringBuilder().AppendJoin(',', Enumerable.Range(0, count).Select(one)).ToString();
}
