using Credentials.LinkedData;

namespace Credentials.Tests.LinkedData;

public class NQuadsTests
{
    [Theory]
    [InlineData("<a:s> <a:p> <a:o> .", "<a:s> <a:p> <a:o> .\n")]
    [InlineData("<a:s><a:p>_:x.y. # a comment", "<a:s> <a:p> _:x.y .\n")]
    [InlineData("\t_:0 <a:p> \"v\"@nl-BE _:g .\r\n\r\n# nothing\n<a:s> <a:p> \"\" .", "_:0 <a:p> \"v\"@nl-BE _:g .\n<a:s> <a:p> \"\" .\n")]
    [InlineData("<a:s> <a:p> \"1\"^^<http://www.w3.org/2001/XMLSchema#string> .", "<a:s> <a:p> \"1\" .\n")]
    [InlineData("<a:s> <a:p> \"\\u00e9\\U0001F303\\t\\'\" .", "<a:s> <a:p> \"é🌃\\t'\" .\n")]
    [InlineData("<a:s> <a:p> \"\\u0000\\u007f\\uFFFE\\uFFFD\" .", "<a:s> <a:p> \"\\u0000\\u007F\\uFFFE\uFFFD\" .\n")]
    [InlineData("", "")]
    public void Statements_are_read_and_written_in_canonical_form(string text, string canonical) =>
        Assert.Equal(canonical, System.Text.Encoding.UTF8.GetString(NQuads.Serialize(Parse(text).Value).Value));

    [Theory]
    [InlineData("<a:s> <a:p> <a:o>", 1)]
    [InlineData("\n<a:s> <a:p> <a:o> . <a:s> <a:p> <a:o> .", 2)]
    [InlineData("<s> <a:p> <a:o> .", 1)]
    [InlineData("<a:s> _:p <a:o> .", 1)]
    [InlineData("\"s\" <a:p> <a:o> .", 1)]
    [InlineData("<a:s> <a:p> <a:o> \"g\" .", 1)]
    [InlineData("<a:s> <a:p> \"o\"@ .", 1)]
    [InlineData("<a:s> <a:p> \"o\"@1 .", 1)]
    [InlineData("<a:s> <a:p> \"o\"^^<d> .", 1)]
    [InlineData("<a:s> <a:p> \"o\"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString> .", 1)]
    [InlineData("<a:s> <a:p> 'o' .", 1)]
    [InlineData("<a:s> <a:p> \"o .", 1)]
    [InlineData("<a:s> <a:p> \"\\x\" .", 1)]
    [InlineData("<a:s> <a:p> \"\\uD800\" .", 1)]
    [InlineData("<a:s> <a:p> \"\\U00110000\" .", 1)]
    [InlineData("<a:s> <a:p> \"\\u12\" .", 1)]
    [InlineData("<a:s\\u0020> <a:p> <a:o> .", 1)]
    [InlineData("<a:s\\n> <a:p> <a:o> .", 1)]
    [InlineData("<a:s t> <a:p> <a:o> .", 1)]
    [InlineData("_: <a:p> <a:o> .", 1)]
    [InlineData("_:-a <a:p> <a:o> .", 1)]
    public void What_is_no_statement_is_refused_with_its_line(string text, int line)
    {
        var problem = Parse(text).Problem!;

        Assert.Equal(ProblemCode.InvalidInput, problem.Code);
        Assert.StartsWith($"N-Quads: line {line}: ", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_refused() => Assert.Equal(ProblemCode.InvalidInput, NQuads.Parse([0xFF]).Problem!.Code);

    private static Result<IReadOnlyList<RdfQuad>> Parse(string text) => NQuads.Parse(System.Text.Encoding.UTF8.GetBytes(text));
}
