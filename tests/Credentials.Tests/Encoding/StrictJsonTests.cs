using System.Text;
using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.Tests.Encoding;

public class StrictJsonTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[true,null,"x"],"c":{"a":1}}""")]
    [InlineData("""{"a":{"x":1},"b":{"x":1}}""")]
    [InlineData("""[{"a":1},{"a":2}]""")]
    [InlineData(""" "\ud83d\ude02 \\ud800 \" \/ " """)]
    [InlineData("""{"\ud83d\ude02":1,"\\ud800":2}""")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("1e-400")]
    [InlineData("\"\u00e9\U0001F602\"")]
    public void Plain_JSON_is_read(string text)
    {
        using var document = StrictJson.Parse(Bytes(text)).Value;

        Assert.Equal(text.Trim(), document.RootElement.GetRawText());
        Assert.True(JsonElement.DeepEquals(document.RootElement, StrictJson.ParseElement(Bytes(text)).Value));
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    [InlineData("""{"\u0061":1,"a":2}""")]
    [InlineData("""{"\u0061":1,"\u0061":2}""")]
    [InlineData("""{"\ud83d\ude02":1,"😂":2}""")]
    [InlineData("""{"/":1,"\/":2}""")]
    [InlineData("""{"":1,"":2}""")]
    [InlineData("""[0,{"x":{"b":[{"n":1,"m":{},"n":2}]}}]""")]
    [InlineData("""{"a":{"q":1},"b":{"q":1},"a":3}""")]
    public void A_name_that_stands_twice_is_refused_however_it_is_spelled(string text) => Refused(text, "twice");

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(5000)]
    public void A_duplicate_is_found_among_many_names(int count)
    {
        var names = Enumerable.Range(0, count).Select(i => $"\"name{i}\":{i}").ToList();
        Assert.True(StrictJson.Parse(Bytes($"{{{string.Join(',', names)}}}")).IsSuccess);
        Refused($"{{{string.Join(',', names)},\"name{count / 2}\":0}}", "twice");
    }

    [Theory]
    [InlineData(""" "\ud800" """)]
    [InlineData(""" "\udc00" """)]
    [InlineData(""" "\udc00\ud800" """)]
    [InlineData(""" "\ud800x" """)]
    [InlineData(""" "\ud800\n" """)]
    [InlineData(""" "\ud800\ud800\udc00" """)]
    [InlineData(""" "\\\ud800" """)]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"a":1,"x\uDFFF":1}""")]
    public void A_lone_surrogate_is_refused_in_strings_and_names(string text) => Refused(text, "surrogate");

    [Theory]
    [InlineData("1e309")]
    [InlineData("-1e400")]
    [InlineData("""{"a":[1E+999]}""")]
    public void A_number_that_overflows_a_double_is_refused(string text) => Refused(text, "double");

    [Fact]
    public void A_long_number_that_overflows_without_an_exponent_is_refused() => Refused(new string('9', 310), "double");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("""{"a":1,}""")]
    [InlineData("[1,]")]
    [InlineData("/* c */ 1")]
    [InlineData("1 // c")]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData("NaN")]
    [InlineData("'a'")]
    [InlineData("\"\t\"")]
    [InlineData(""" "\x" """)]
    [InlineData("\uFEFF{}")]
    [InlineData("\u00a01")]
    public void What_is_not_JSON_is_refused(string text) => Refused(text, "");

    [Theory]
    [InlineData(new byte[] { 0x22, 0xC0, 0x80, 0x22 })]
    [InlineData(new byte[] { 0x22, 0xED, 0xA0, 0x80, 0x22 })]
    [InlineData(new byte[] { 0x22, 0xFF, 0x22 })]
    [InlineData(new byte[] { 0x22, 0xF4, 0x90, 0x80, 0x80, 0x22 })]
    public void Invalid_UTF8_is_refused(byte[] bytes) =>
        Assert.Equal(ProblemCode.MalformedJson, StrictJson.Parse(bytes).Problem!.Code);

    [Fact]
    public void Sixty_four_levels_are_read_and_sixty_five_refused()
    {
        Assert.True(StrictJson.Parse(Bytes(new string('[', 64) + new string(']', 64))).IsSuccess);
        Refused(new string('[', 65) + new string(']', 65), "");
        Refused(string.Concat(Enumerable.Repeat("{\"a\":", 65)) + "1" + new string('}', 65), "");
    }

    [Fact]
    public void A_hundred_thousand_levels_are_refused_without_using_memory()
    {
        byte[] deep = Bytes(new string('[', 100_000));
        StrictJson.Parse(deep);
        long before = GC.GetAllocatedBytesForCurrentThread();

        var result = StrictJson.Parse(deep);

        Assert.Equal((ProblemCode.MalformedJson, "nested more than 64 levels deep"), (result.Problem!.Code, result.Problem.Detail));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
    }

    [Fact]
    public void One_mebibyte_is_read_and_one_byte_more_refused()
    {
        byte[] largest = Bytes("\"" + new string('x', StrictJson.MaxBytes - 2) + "\"");
        Assert.True(StrictJson.Parse(largest).IsSuccess);
        Assert.Equal(ProblemCode.TooLarge, StrictJson.Parse((byte[])[.. largest, (byte)' ']).Problem!.Code);
    }

    [Fact]
    public void The_problem_does_not_quote_the_text()
    {
        var problem = StrictJson.Parse(Bytes("""{"Jansen":1,"Jansen":Q}""")).Problem!;

        Assert.DoesNotContain("Jansen", problem.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("Q", problem.Detail, StringComparison.Ordinal);
    }

    private static void Refused(string text, string reason)
    {
        var problem = StrictJson.Parse(Bytes(text)).Problem;
        Assert.NotNull(problem);
        Assert.Equal(ProblemCode.MalformedJson, problem.Code);
        Assert.Contains(reason, problem.Detail, StringComparison.Ordinal);
        Assert.False(StrictJson.ParseElement(Bytes(text)).IsSuccess);
    }

    private static byte[] Bytes(string text) => new UTF8Encoding(false).GetBytes(text);
}
