using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.Tests.Encoding;

public class CanonicalJsonTests
{
    [Fact]
    public void The_sample_of_RFC_8785_section_3_2_gives_its_bytes()
    {
        const string Input = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;

        Assert.Equal(
            """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""",
            Canonical(Input));
    }

    [Fact]
    public void Names_are_ordered_by_UTF16_code_units_as_in_RFC_8785_section_3_2_3()
    {
        const string Input = """
            {"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
             "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}
            """;

        Assert.Equal(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
            + "\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
            Canonical(Input));
    }

    [Fact]
    public void Literal_names_beyond_the_surrogates_are_ordered_like_escaped_ones() =>
        Assert.Equal(
            "{\"a\":0,\"\ud7ff\":1,\"😀\":2,\"\U0010FFFF\":3,\"\ue000\":4,\"\ufb33\":5,\"\uffff\":6}",
            Canonical("{\"\uffff\":6,\"\ufb33\":5,\"\ue000\":4,\"\U0010FFFF\":3,\"😀\":2,\"\ud7ff\":1,\"a\":0}"));

    // RFC 8785 appendix B.
    [Theory]
    [InlineData("0000000000000000", "0")]
    [InlineData("8000000000000000", "0")]
    [InlineData("0000000000000001", "5e-324")]
    [InlineData("8000000000000001", "-5e-324")]
    [InlineData("7fefffffffffffff", "1.7976931348623157e+308")]
    [InlineData("ffefffffffffffff", "-1.7976931348623157e+308")]
    [InlineData("4340000000000000", "9007199254740992")]
    [InlineData("c340000000000000", "-9007199254740992")]
    [InlineData("4430000000000000", "295147905179352830000")]
    [InlineData("44b52d02c7e14af5", "9.999999999999997e+22")]
    [InlineData("44b52d02c7e14af6", "1e+23")]
    [InlineData("44b52d02c7e14af7", "1.0000000000000001e+23")]
    [InlineData("444b1ae4d6e2ef4e", "999999999999999700000")]
    [InlineData("444b1ae4d6e2ef4f", "999999999999999900000")]
    [InlineData("444b1ae4d6e2ef50", "1e+21")]
    [InlineData("3eb0c6f7a0b5ed8c", "9.999999999999997e-7")]
    [InlineData("3eb0c6f7a0b5ed8d", "0.000001")]
    [InlineData("41b3de4355555553", "333333333.3333332")]
    [InlineData("41b3de4355555554", "333333333.33333325")]
    [InlineData("41b3de4355555555", "333333333.3333333")]
    [InlineData("41b3de4355555556", "333333333.3333334")]
    [InlineData("41b3de4355555557", "333333333.33333343")]
    [InlineData("becbf647612f3696", "-0.0000033333333333333333")]
    [InlineData("43143ff3c1cb0959", "1424953923781206.2")]
    public void Numbers_are_written_as_in_RFC_8785_appendix_B(string bits, string expected)
    {
        double value = BitConverter.UInt64BitsToDouble(Convert.ToUInt64(bits, 16));
        Span<byte> text = stackalloc byte[EcmaScriptNumber.MaxLength];

        int length = EcmaScriptNumber.Format(value, text);

        Assert.Equal(expected, System.Text.Encoding.ASCII.GetString(text[..length]));
        Assert.Equal(expected, Canonical(value.ToString("E16", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("-0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("0e5", "0")]
    [InlineData("1.0", "1")]
    [InlineData("10", "10")]
    [InlineData("-10", "-10")]
    [InlineData("1e0", "1")]
    [InlineData("100e-2", "1")]
    [InlineData("999999999999999", "999999999999999")]
    [InlineData("9007199254740993", "9007199254740992")]
    [InlineData("123456789012345678901234567890", "1.2345678901234568e+29")]
    [InlineData("1e-400", "0")]
    public void Numbers_lose_their_spelling(string text, string expected) => Assert.Equal(expected, Canonical(text));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_number_that_is_not_finite_is_an_exception(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => EcmaScriptNumber.Format(value, new byte[32]));

    [Fact]
    public void Every_control_character_is_escaped_in_its_short_or_long_form()
    {
        string text = string.Concat(Enumerable.Range(0, 0x21).Select(i => (char)i)) + "\u007f\"\\/";

        Assert.Equal(
            "\"" + """\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f """
            + "\u007f\\\"\\\\/\"",
            Canonical(JsonSerializer.Serialize(text)));
    }

    [Theory]
    [InlineData("""{"b":1,"proof":{"x":1},"a":2}""", """{"a":2,"b":1}""")]
    [InlineData("""{"b":1,"pr\u006fof":{"x":1},"a":2}""", """{"a":2,"b":1}""")]
    [InlineData("""{"b":{"proof":1},"proof":0}""", """{"b":{"proof":1}}""")]
    [InlineData("""{"proof":0}""", "{}")]
    public void A_member_can_be_left_out_of_the_outermost_object(string text, string expected)
    {
        using var document = Parse(text);
        using var output = new PooledBuffer();

        CanonicalJson.Write(document.RootElement, output, "proof");

        Assert.Equal(expected, System.Text.Encoding.UTF8.GetString(output.Written));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(33)]
    [InlineData(3000)]
    public void Any_number_of_members_comes_out_in_order(int count)
    {
        var random = new Random(count);
        string[] names = [.. Enumerable.Range(0, count).Select(i => $"{(char)random.Next('a', 'z')}{(char)random.Next(0xE000, 0xF000)}{i}")];
        string text = $"{{{string.Join(',', names.Select(name => $"\"{name}\":0"))}}}";

        Assert.Equal($"{{{string.Join(',', names.Order(StringComparer.Ordinal).Select(name => $"\"{name}\":0"))}}}", Canonical(text));
    }

    [Fact]
    public void A_part_of_a_document_is_written_like_a_document_of_its_own()
    {
        using var document = Parse("""{"x":{"b":[{"d":1,"c":2}],"a":"\n"}}""");

        Assert.Equal("""{"a":"\n","b":[{"c":2,"d":1}]}"""u8.ToArray(), CanonicalJson.Serialize(document.RootElement.GetProperty("x")));
    }

    private static string Canonical(string text)
    {
        using var document = Parse(text);
        return System.Text.Encoding.UTF8.GetString(CanonicalJson.Serialize(document.RootElement));
    }

    private static JsonDocument Parse(string text) => StrictJson.Parse(System.Text.Encoding.UTF8.GetBytes(text)).Value;
}
