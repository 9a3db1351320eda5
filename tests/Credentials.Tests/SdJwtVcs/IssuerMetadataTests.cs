using System.Text.Json;
using Credentials.Keys;
using Credentials.SdJwtVcs;

namespace Credentials.Tests.SdJwtVcs;

public class IssuerMetadataTests
{
    private const string Issuer = "https://example.com";

    // The example of section "JWT VC Issuer Metadata Response", without the second key, which is not on its curve.
    private const string Example =
        """{"issuer":"https://example.com","jwks":{"keys":[{"kid":"doc-signer-05-25-2022","kty":"EC","crv":"P-256","x":"b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ","y":"Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8"}]}}""";

    [Fact]
    public void The_drafts_example_reads()
    {
        var metadata = Parse(Example).Value;

        Assert.Equal((Issuer, null), (metadata.Issuer, metadata.KeysUrl));
        Assert.True(metadata.Keys!.Find("doc-signer-05-25-2022", "ES256").IsSuccess);
        Assert.True(metadata.Keys.Find(null, "ES256").IsSuccess);
        Assert.Equal(ProblemCode.NotFound, metadata.Keys.Find("other", "ES256").Problem!.Code);
        Assert.Equal(ProblemCode.NotFound, metadata.Keys.Find("doc-signer-05-25-2022", "EdDSA").Problem!.Code);
    }

    [Fact]
    public void What_is_published_reads_back()
    {
        PublicKey p256 = PrivateKey.Generate(KeyAlgorithm.P256).PublicKey, ed25519 = PrivateKey.Generate(KeyAlgorithm.Ed25519).PublicKey;
        var metadata = JwtVcIssuerMetadata.Of(Issuer, new IssuerKeySet([new("did:web:example.com#1", p256), new("did:web:example.com#2", ed25519), new(null, p256)]));
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            metadata.Write(writer);

        var read = Parse(System.Text.Encoding.UTF8.GetString(stream.ToArray())).Value;

        Assert.Equal(metadata, read);
        Assert.Equal(ed25519, read.Keys!.Find("did:web:example.com#2", "EdDSA").Value);
        Assert.Equal(ProblemCode.NotFound, read.Keys.Find(null, "ES256").Problem!.Code);
    }

    [Theory]
    [InlineData("""{"issuer":"https://example.com/","jwks":{"keys":[]}}""")]
    [InlineData("""{"issuer":"https://EXAMPLE.com","jwks":{"keys":[]}}""")]
    [InlineData("""{"jwks":{"keys":[]}}""")]
    [InlineData("""{"issuer":"https://example.com"}""")]
    [InlineData("""{"issuer":"https://example.com","jwks":{"keys":[]},"jwks_uri":"https://example.com/k"}""")]
    [InlineData("""{"issuer":"https://example.com","jwks_uri":"http://example.com/k"}""")]
    [InlineData("""{"issuer":"https://example.com","jwks_uri":1}""")]
    [InlineData("""{"issuer":"https://example.com","jwks":[]}""")]
    [InlineData("""{"issuer":"https://example.com","jwks":{"keys":{}}}""")]
    [InlineData("[]")]
    public void What_is_malformed_or_another_issuers_is_refused(string json) => Assert.Equal(ProblemCode.InvalidInput, Parse(json).Problem?.Code);

    [Fact]
    public void Keys_of_unknown_kinds_and_private_keys_are_left_out()
    {
        var metadata = Parse(
            """{"issuer":"https://example.com","jwks":{"keys":[{"kty":"X"},1,{"kty":"oct","k":"AAAA"},{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}]},"more":1}""").Value;

        Assert.Empty(metadata.Keys!.Keys);
    }

    [Fact]
    public void The_keys_may_lie_elsewhere() =>
        Assert.Equal(
            new Uri("https://jwt-vc-issuer.example.com/my_public_keys.jwks"),
            Parse("""{"issuer":"https://example.com","jwks_uri":"https://jwt-vc-issuer.example.com/my_public_keys.jwks"}""").Value.KeysUrl);

    private static Result<JwtVcIssuerMetadata> Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JwtVcIssuerMetadata.Parse(document.RootElement, Issuer);
    }
}
