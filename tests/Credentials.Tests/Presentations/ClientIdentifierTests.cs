using Credentials.Presentations;
using Credentials.Tests.Issuing;

namespace Credentials.Tests.Presentations;

public class ClientIdentifierTests
{
    /// <summary>The examples of OpenID4VP 1.0 section 5.9.3.</summary>
    [Theory]
    [InlineData("redirect_uri:https://client.example.org/cb", ClientIdPrefix.RedirectUri, "https://client.example.org/cb")]
    [InlineData("decentralized_identifier:did:example:123", ClientIdPrefix.DecentralizedIdentifier, "did:example:123")]
    [InlineData("x509_san_dns:client.example.org", ClientIdPrefix.X509SanDns, "client.example.org")]
    [InlineData("x509_hash:Uvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk", ClientIdPrefix.X509Hash, "Uvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk")]
    public void The_specifications_examples_are_read_and_written(string text, ClientIdPrefix prefix, string original)
    {
        Assert.True(ClientIdentifier.TryParse(text, out var identifier));
        Assert.Equal((prefix, original, text), (identifier.Prefix, identifier.Original, identifier.ToString()));
        Assert.Equal(prefix != ClientIdPrefix.RedirectUri, identifier.IsSigned);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("example-client")]
    [InlineData("origin:https://verifier.example.com")]
    [InlineData("verifier_attestation:verifier.example")]
    [InlineData("redirect_uri:/cb")]
    [InlineData("x509_san_dns:")]
    [InlineData("x509_san_dns:192.0.2.1")]
    [InlineData("x509_hash:AAAA")]
    [InlineData("decentralized_identifier:example")]
    [InlineData("X509_hash:Uvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk")]
    public void What_is_none_of_them_is_not_read(string? text) => Assert.False(ClientIdentifier.TryParse(text, out _));

    [Fact]
    public void What_is_made_is_what_would_be_read()
    {
        foreach (var made in new[]
        {
            ClientIdentifier.RedirectUri(Asks.ResponseUri), ClientIdentifier.X509SanDns("employer.example"), ClientIdentifier.X509Hash([1, 2, 3]),
            ClientIdentifier.DecentralizedIdentifier(Awards.Issuer),
        })
        {
            Assert.True(ClientIdentifier.TryParse(made.ToString(), out var read));
            Assert.Equal(made, read);
        }
    }
}
