using Credentials.Keys;

namespace Credentials.Tests.Keys;

public class DidWebTests
{
    // The first four are the did:web specification's own.
    [Theory]
    [InlineData("did:web:w3c-ccg.github.io", "https://w3c-ccg.github.io/.well-known/did.json")]
    [InlineData("did:web:w3c-ccg.github.io:user:alice", "https://w3c-ccg.github.io/user/alice/did.json")]
    [InlineData("did:web:example.com%3A3000:user:alice", "https://example.com:3000/user/alice/did.json")]
    [InlineData("did:web:example.com%3A3000", "https://example.com:3000/.well-known/did.json")]
    [InlineData("did:web:localhost%3a8080:centres:demo", "https://localhost:8080/centres/demo/did.json")]
    [InlineData("did:web:example.com:a%20b", "https://example.com/a%20b/did.json")]
    [InlineData("did:web:xn--bcher-kva.example", "https://xn--bcher-kva.example/.well-known/did.json")]
    public void The_document_lies_where_the_identifier_says(string text, string url) => Assert.Equal(url, Url(text).Value.AbsoluteUri);

    [Theory]
    [InlineData("did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp")]
    [InlineData("did:web:127.0.0.1")]
    [InlineData("did:web:127.0.0.1%3A8080")]
    [InlineData("did:web:127.1")]
    [InlineData("did:web:2130706433")]
    [InlineData("did:web:0x7f.1")]
    [InlineData("did:web:0x7f000001")]
    [InlineData("did:web:0x")]
    [InlineData("did:web:169.254.169.254:latest")]
    [InlineData("did:web:example.0")]
    [InlineData("did:web:%5B%3A%3A1%5D")]
    [InlineData("did:web:user%40example.com")]
    [InlineData("did:web:user%3Apass%40example.com")]
    [InlineData("did:web:example.com%3A")]
    [InlineData("did:web:example.com%3A0")]
    [InlineData("did:web:example.com%3A080")]
    [InlineData("did:web:example.com%3A65536")]
    [InlineData("did:web:example.com%3A80%3A80")]
    [InlineData("did:web:example.com%3A-1")]
    [InlineData("did:web:example.com%2Fpath")]
    [InlineData("did:web:example.com%23")]
    [InlineData("did:web:exa%6Dple.com")]
    [InlineData("did:web:example.com.")]
    [InlineData("did:web:.example.com")]
    [InlineData("did:web:exa_mple.com")]
    [InlineData("did:web:-example.com")]
    [InlineData("did:web:example.com::a")]
    [InlineData("did:web:example.com:.:a")]
    [InlineData("did:web:example.com:..:a")]
    [InlineData("did:web:example.com:%2e%2E:a")]
    [InlineData("did:web:example.com:a%2fb")]
    [InlineData("did:web:example.com:a%5Cb")]
    [InlineData("did:web:example.com:a%00b")]
    [InlineData("did:web:example.com:a%0Ab")]
    [InlineData("did:web:example.com:a%252Fb")]
    [InlineData("did:web:example.com:a%3Fb")]
    [InlineData("did:web:example.com:a%23b")]
    [InlineData("did:web:example.com:a%FFb")]
    public void Addresses_and_tricks_are_refused(string text) => Assert.Equal(ProblemCode.InvalidInput, Url(text).Problem!.Code);

    [Theory]
    [InlineData("http://localhost:8080", "centres/demo", "did:web:localhost%3A8080:centres:demo")]
    [InlineData("https://Example.COM", "", "did:web:example.com")]
    [InlineData("https://example.com/", "centres/a", "did:web:example.com:centres:a")]
    [InlineData("https://bücher.example", "", "did:web:xn--bcher-kva.example")]
    public void Identifiers_are_built_from_addresses(string origin, string path, string expected) =>
        Assert.Equal(expected, DidWeb.Build(new Uri(origin), path).Value);

    [Theory]
    [InlineData("http://127.0.0.1:8080", "")]
    [InlineData("http://[::1]:8080", "")]
    [InlineData("ftp://example.com", "")]
    [InlineData("https://user@example.com", "")]
    [InlineData("https://example.com", "a//b")]
    [InlineData("https://example.com", "../b")]
    [InlineData("https://example.com", "a b")]
    [InlineData("https://example.com", "/a")]
    [InlineData("https://example.com", "a/")]
    public void An_address_without_a_form_is_an_exception(string origin, string path) =>
        Assert.Throws<ArgumentException>(() => DidWeb.Build(new Uri(origin), path));

    private static Result<Uri> Url(string text)
    {
        Assert.True(Did.TryParse(text, out var did));
        return DidWeb.DocumentUrl(did);
    }
}
