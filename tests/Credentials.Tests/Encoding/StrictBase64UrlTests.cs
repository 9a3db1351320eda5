using Credentials.Encoding;

namespace Credentials.Tests.Encoding;

public class StrictBase64UrlTests
{
    // RFC 4648 section 10, without padding.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "Zg")]
    [InlineData("fo", "Zm8")]
    [InlineData("foo", "Zm9v")]
    [InlineData("foob", "Zm9vYg")]
    [InlineData("fooba", "Zm9vYmE")]
    [InlineData("foobar", "Zm9vYmFy")]
    public void Values_round_trip(string value, string text)
    {
        byte[] bytes = System.Text.Encoding.ASCII.GetBytes(value);

        Assert.Equal(text, StrictBase64Url.Encode(bytes));
        Assert.True(StrictBase64Url.TryDecode(text, out byte[] decoded));
        Assert.Equal(bytes, decoded);
    }

    [Theory]
    [InlineData("Zg==")]
    [InlineData("Zg=")]
    [InlineData("Zm8=")]
    [InlineData("Zm9v====")]
    [InlineData("Zm9v ")]
    [InlineData(" Zm9v")]
    [InlineData("Zm 9v")]
    [InlineData("Zm9v\n")]
    [InlineData("Zg\r\n")]
    [InlineData("Z")]
    [InlineData("Zm9vZ")]
    [InlineData("Zh")]
    [InlineData("Zm9")]
    [InlineData("Z+8")]
    [InlineData("Z/8")]
    [InlineData("Zm9\u00ed")]
    [InlineData("Zm9v.")]
    public void Any_other_spelling_is_refused(string text)
    {
        Assert.False(StrictBase64Url.TryDecode(text, out byte[] bytes));
        Assert.Empty(bytes);
    }

    [Fact]
    public void Each_short_text_that_decodes_is_the_one_that_encodes()
    {
        const string Characters = "AQgwBEJ_-=+/ \n\tZ9\u0100";
        foreach (char a in Characters)
            foreach (char b in Characters)
                foreach (char c in Characters)
                    foreach (string text in (string[])[$"{a}{b}", $"{a}{b}{c}", $"AA{a}{b}{c}", $"AAA{a}{b}{c}", $"A{a}AA{b}A{c}"])
                    {
                        if (StrictBase64Url.TryDecode(text, out byte[] bytes))
                            Assert.Equal(text, StrictBase64Url.Encode(bytes));
                    }
    }
}
