using Credentials.Encoding;

namespace Credentials.Tests.Encoding;

public class MultibaseTests
{
    // draft-msporny-base58 section 5, and values at the limits of a step.
    [Theory]
    [InlineData("48656c6c6f20576f726c6421", "2NEpo7TZRRrLZSi2U")]
    [InlineData("54686520717569636b2062726f776e20666f78206a756d7073206f76657220746865206c617a7920646f672e", "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z")]
    [InlineData("0000287fb4cd", "11233QC4")]
    [InlineData("", "")]
    [InlineData("00", "1")]
    [InlineData("39", "z")]
    [InlineData("3a", "21")]
    [InlineData("271f359f", "zzzzz")]
    [InlineData("271f35a0", "211111")]
    [InlineData("0000000000000000", "11111111")]
    public void Base58_values_round_trip(string hex, string text)
    {
        byte[] bytes = Convert.FromHexString(hex);

        Assert.Equal(text, Base58Btc.Encode(bytes));
        Assert.True(Base58Btc.TryDecode(text, out byte[] decoded));
        Assert.Equal(bytes, decoded);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("O")]
    [InlineData("I")]
    [InlineData("l")]
    [InlineData("2 ")]
    [InlineData("11\n")]
    [InlineData("2\u0132")]
    [InlineData("2é")]
    public void Characters_outside_the_alphabet_are_refused(string text) => Assert.False(Base58Btc.TryDecode(text, out _));

    [Fact]
    public void A_text_beyond_the_limit_is_refused()
    {
        Assert.True(Base58Btc.TryDecode(new string('z', Base58Btc.MaxTextLength), out _));
        Assert.False(Base58Btc.TryDecode(new string('z', Base58Btc.MaxTextLength + 1), out _));
    }

    [Fact]
    public void Base58_round_trips_for_every_length()
    {
        var random = new Random(58);
        for (int length = 0; length < 200; length++)
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);
            bytes.AsSpan(0, random.Next(Math.Min(length, 4) + 1)).Clear();
            string text = Base58Btc.Encode(bytes);
            Assert.True(Base58Btc.TryDecode(text, out byte[] decoded));
            Assert.Equal(bytes, decoded);
            Assert.Equal(text, Base58Btc.Encode(decoded));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("mAHllcyBtYW5pICE")]
    [InlineData("UAHllcyBtYW5pICE=")]
    [InlineData("uAHllcyBtYW5pICE=")]
    [InlineData("Z7paNL19xttacUY")]
    [InlineData("f796573206d616e692021")]
    public void Other_bases_and_spellings_are_refused(string text) => Assert.False(Multibase.TryDecode(text, out _));
}
