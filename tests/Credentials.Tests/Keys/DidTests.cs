using Credentials.Keys;

namespace Credentials.Tests.Keys;

public class DidTests
{
    [Theory]
    [InlineData("did:example:123456789abcdefghi", "example")]
    [InlineData("did:web:localhost%3A8080:centres:demo", "web")]
    [InlineData("did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp", "key")]
    [InlineData("did:a1:a..b::c", "a1")]
    public void Identifiers_are_read(string text, string method)
    {
        Assert.True(Did.TryParse(text, out var did));
        Assert.Equal(text, did.Value);
        Assert.Equal(text, did.ToString());
        Assert.Equal(method, did.Method);
        Assert.True(Did.TryParseKeyUrl(text + "#key-1", out var owner));
        Assert.Equal(did, owner);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("did:")]
    [InlineData("did::x")]
    [InlineData("did:web")]
    [InlineData("did:web:")]
    [InlineData("did:web:a:")]
    [InlineData("DID:web:a")]
    [InlineData("did:Web:a")]
    [InlineData("did:we-b:a")]
    [InlineData("did:web:a/b")]
    [InlineData("did:web:a?b")]
    [InlineData("did:web:a#b")]
    [InlineData("did:web:a b")]
    [InlineData("did:web:a@b")]
    [InlineData("did:web:a%")]
    [InlineData("did:web:a%4")]
    [InlineData("did:web:a%4g")]
    [InlineData("did:web:é")]
    [InlineData(" did:web:a")]
    [InlineData("did:web:a\n")]
    [InlineData("https://a")]
    public void Anything_else_is_refused(string? text) => Assert.False(Did.TryParse(text, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("did:web:a")]
    [InlineData("did:web:a#")]
    [InlineData("#key-1")]
    [InlineData("did:web:a?x=1#key-1")]
    [InlineData("did:web:a/path#key-1")]
    public void A_key_is_named_by_a_DID_and_a_fragment(string? text) => Assert.False(Did.TryParseKeyUrl(text, out _));

    [Fact]
    public void An_identifier_beyond_the_limit_is_refused()
    {
        Assert.True(Did.TryParse("did:web:" + new string('a', Did.MaxLength - 8), out _));
        Assert.False(Did.TryParse("did:web:" + new string('a', Did.MaxLength - 7), out _));
    }
}
