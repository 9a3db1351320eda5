using Credentials.LinkedData;

namespace Credentials.Tests.LinkedData;

public class Rdfc10Tests
{
    private static readonly RdfTerm Predicate = RdfTerm.Iri("a:p");

    [Fact]
    public void Names_of_blank_nodes_and_the_order_of_statements_do_not_matter()
    {
        const string One = "_:x <a:p> _:y .\n_:y <a:p> _:z .\n_:z <a:p> _:x .\n_:x <a:q> \"1\" .\n";
        const string Other = "_:c <a:p> _:a .\n_:a <a:q> \"1\" .\n_:b <a:p> _:c .\n_:a <a:p> _:b .\n_:a <a:p> _:b .\n";

        Assert.Equal(Canonical(Parse(One)), Canonical(Parse(Other)));
    }

    [Fact]
    public void Nodes_that_nothing_tells_apart_but_a_further_one_get_names_by_it()
    {
        var forwards = Parse("_:a <a:p> _:b .\n_:b <a:q> \"1\" .\n_:c <a:p> _:d .\n_:d <a:q> \"2\" .\n");
        var backwards = Parse("_:c <a:p> _:d .\n_:d <a:q> \"1\" .\n_:a <a:p> _:b .\n_:b <a:q> \"2\" .\n");

        Assert.Equal(Canonical(forwards), Canonical(backwards));
    }

    [Fact]
    public void Doubles_count_once_also_where_blank_nodes_are_in_them() =>
        Assert.Equal(Canonical(Parse("_:a <a:p> _:b .\n_:a <a:p> _:c .\n")), Canonical(Parse("_:a <a:p> _:b .\n_:a <a:p> _:c .\n_:a <a:p> _:b .\n")));

    [Fact]
    public void Order_is_by_code_points_and_not_by_UTF16()
    {
        string canonical = Canonical(Parse("<a:s> <a:p> \"\U0001F303\" .\n<a:s> <a:p> \"\uFF21\" .\n"));

        Assert.Equal("<a:s> <a:p> \"\uFF21\" .\n<a:s> <a:p> \"\U0001F303\" .\n", canonical);
    }

    [Theory]
    [InlineData("a:b> <a:p> <a:o> .\n<a:s")]
    [InlineData("a:b c")]
    public void An_IRI_that_would_be_read_as_something_else_is_refused(string iri)
    {
        RdfQuad[] quads = [new(RdfTerm.Iri(iri), Predicate, RdfTerm.Iri("a:o"), default)];

        Assert.Equal(ProblemCode.InvalidInput, Rdfc10.Canonicalize(quads).Problem!.Code);
        Assert.Equal(ProblemCode.InvalidInput, NQuads.Serialize(quads).Problem!.Code);
    }

    [Fact]
    public void Half_a_character_is_refused() =>
        Assert.Equal(
            ProblemCode.InvalidInput,
            Rdfc10.Canonicalize([new(RdfTerm.Iri("a:s"), Predicate, new RdfTerm(RdfTermKind.Literal, "\uD800"), default)]).Problem!.Code);

    [Theory]
    [InlineData("nl> .\n")]
    [InlineData("")]
    public void A_language_tag_that_is_none_is_refused(string language) =>
        Assert.Equal(
            ProblemCode.InvalidInput,
            Rdfc10.Canonicalize([new(RdfTerm.Iri("a:s"), Predicate, new RdfTerm(RdfTermKind.Literal, "o", null, language), default)]).Problem!.Code);

    [Fact]
    public void Terms_at_places_that_RDF_does_not_have_for_them_are_refused()
    {
        var literal = new RdfTerm(RdfTermKind.Literal, "o");
        RdfQuad[] wrong =
        [
            new(literal, Predicate, literal, default), new(default, Predicate, literal, default), new(Predicate, literal, literal, default),
            new(Predicate, RdfTerm.BlankNode("b"), literal, default), new(Predicate, Predicate, default, default), new(Predicate, Predicate, literal, literal),
        ];

        Assert.All(wrong, quad => Assert.Equal(ProblemCode.InvalidInput, Rdfc10.Canonicalize([quad]).Problem!.Code));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(60)]
    public void A_clique_of_blank_nodes_is_stopped(int size)
    {
        RdfQuad[] quads = [.. from one in Enumerable.Range(0, size) from other in Enumerable.Range(0, size) select Edge($"n{one}", $"n{other}")];

        Assert.Equal(ProblemCode.TooLarge, Rdfc10.Canonicalize(quads).Problem!.Code);
    }

    [Fact]
    public void Two_hubs_whose_many_neighbours_nothing_tells_apart_are_stopped()
    {
        RdfQuad[] quads = [.. Enumerable.Range(0, 1000).SelectMany(leaf => new[] { Edge("one", $"n{leaf}"), Edge("other", $"n{leaf}") })];

        Assert.Equal(ProblemCode.TooLarge, Rdfc10.Canonicalize(quads).Problem!.Code);
    }

    [Fact]
    public void A_star_takes_no_work_however_large_it_is()
    {
        RdfQuad[] quads = [.. Enumerable.Range(0, 1000).Select(leaf => Edge("hub", $"n{leaf}"))];

        Assert.Equal(1001, Rdfc10.Canonicalize(quads).Value.IssuedIdentifiers.Count);
    }

    [Fact]
    public void A_ring_that_is_too_long_to_walk_is_stopped()
    {
        RdfQuad[] quads = [.. Enumerable.Range(0, 20_000).Select(node => Edge($"n{node}", $"n{(node + 1) % 20_000}"))];

        Assert.Equal(ProblemCode.TooLarge, Rdfc10.Canonicalize(quads, workLimit: int.MaxValue).Problem!.Code);
    }

    [Fact]
    public void A_work_limit_of_the_callers_own_counts()
    {
        var twins = Parse("_:a <a:p> _:b .\n_:b <a:p> _:a .\n");

        Assert.Equal(ProblemCode.TooLarge, Rdfc10.Canonicalize(twins, workLimit: 1).Problem!.Code);
        Assert.True(Rdfc10.Canonicalize(twins, workLimit: 100).IsSuccess);
    }

    [Fact]
    public void A_long_predicate_is_more_work()
    {
        string predicate = "a:" + new string('p', 2000);

        Assert.Equal(
            ProblemCode.TooLarge, Rdfc10.Canonicalize(Parse($"_:a <{predicate}> _:b .\n_:b <{predicate}> _:a .\n"), workLimit: 100).Problem!.Code);
    }

    [Fact]
    public void Nothing_has_an_empty_form() => Assert.Empty(Rdfc10.Canonicalize([]).Value.NQuads);

    private static RdfQuad Edge(string from, string to) => new(RdfTerm.BlankNode(from), Predicate, RdfTerm.BlankNode(to), default);

    private static IReadOnlyList<RdfQuad> Parse(string text) => NQuads.Parse(System.Text.Encoding.UTF8.GetBytes(text)).Value;

    private static string Canonical(IReadOnlyList<RdfQuad> quads) => System.Text.Encoding.UTF8.GetString(Rdfc10.Canonicalize(quads).Value.NQuads);
}
