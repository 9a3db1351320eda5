using System.Net;
using System.Text.Json;
using Credentials.Keys;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.VcApi;

public sealed class IdentifierTests(CredentialsApp app) : IClassFixture<CredentialsApp>
{
    private const string Did = "did:key:z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b";
    private const string Multibase = "z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b";
    private const string Former = "application/ld+json;profile=\"https://w3id.org/did-resolution\"";

    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("application/did-resolution")]
    public async Task A_result_has_the_document_and_both_metadata(string? accept)
    {
        var (status, type, body) = await GetAsync(Did, accept);

        Assert.Equal((HttpStatusCode.OK, "application/did-resolution"), (status, type));
        var document = body.GetProperty("didDocument");
        Assert.Equal(Did, document.Text("id"));
        Assert.Equal("https://www.w3.org/ns/did/v1", document.GetProperty("@context")[0].GetString());
        var method = document.GetProperty("verificationMethod")[0];
        Assert.Equal(($"{Did}#{Multibase}", "Multikey", Did, Multibase), (method.Text("id"), method.Text("type"), method.Text("controller"), method.Text("publicKeyMultibase")));
        Assert.Equal($"{Did}#{Multibase}", document.GetProperty("capabilityInvocation")[0].GetString());
        Assert.Equal("application/did", body.GetProperty("didResolutionMetadata").Text("contentType"));
        Assert.Equal(JsonValueKind.Object, body.GetProperty("didDocumentMetadata").ValueKind);
    }

    [Theory]
    [InlineData("application/did")]
    [InlineData("application/did+json")]
    [InlineData("application/did+ld+json")]
    public async Task The_document_can_be_had_by_itself(string accept)
    {
        var (status, type, body) = await GetAsync(Did, accept);

        Assert.Equal((HttpStatusCode.OK, accept, Did), (status, type, body.Text("id")));
    }

    [Theory]
    [InlineData("notDid:key:z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b", 400, "invalidDid", "INVALID_DID")]
    [InlineData("did:experimental:z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b", 501, "methodNotSupported", "METHOD_NOT_SUPPORTED")]
    [InlineData("did:key:-4:z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b", 400, "invalidDid", "INVALID_DID")]
    [InlineData("did:key:6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b", 400, "invalidDid", "INVALID_DID")]
    [InlineData("did:key:@", 400, "invalidDid", "INVALID_DID")]
    [InlineData("did:key:zTjsVPtY", 400, "invalidPublicKeyLength", "INVALID_DID")]
    [InlineData("did:web:127.0.0.1", 400, "invalidDid", "INVALID_DID")]
    [InlineData("did:jwk:eyJ9", 400, "invalidDid", "INVALID_DID")]
    [InlineData("did:web:localhost%3A8080:centres:nobody", 404, "notFound", "NOT_FOUND")]
    [InlineData("", 400, "invalidDid", "INVALID_DID")]
    public async Task What_cannot_be_resolved_is_named_in_the_words_of_both_specifications(string did, int status, string word, string name)
    {
        var former = await GetAsync(did, Former);
        Assert.Equal((HttpStatusCode)status, former.Status);
        Assert.Equal(word, former.Body.GetProperty("didResolutionMetadata").Text("error"));
        Assert.All(["@context", "didDocument", "didDocumentMetadata"], member => Assert.NotEqual(JsonValueKind.Null, former.Body.GetProperty(member).ValueKind));

        var result = await GetAsync(did);
        Assert.Equal(((HttpStatusCode)status, "application/did-resolution"), (result.Status, result.Type));
        Assert.Equal("https://www.w3.org/ns/did#" + name, result.Body.GetProperty("didResolutionMetadata").GetProperty("error").Text("type"));
        Assert.Equal(JsonValueKind.Null, result.Body.GetProperty("didDocument").ValueKind);
    }

    [Fact]
    public async Task A_DID_URL_is_dereferenced_to_its_key()
    {
        var former = await GetAsync($"{Did}#{Multibase}", Former);
        Assert.Equal((HttpStatusCode.OK, Did), (former.Status, former.Body.GetProperty("didDocument").Text("controller")));
        Assert.Equal(JsonValueKind.Object, former.Body.GetProperty("didDereferencingMetadata").ValueKind);

        var result = await GetAsync($"{Did}#{Multibase}", "application/did-url-dereferencing");
        Assert.Equal("Multikey", result.Body.GetProperty("contentStream").Text("type"));
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync($"{Did}#another")).Status);
        Assert.Equal(HttpStatusCode.NotImplemented, (await GetAsync($"{Did}/path")).Status);
    }

    [Theory]
    [InlineData($"{Did}/^bar^/?query=`#{Multibase}", "", "didDereferencingMetadata", "invalidDidUrl")]
    [InlineData(Did, "?publicKeyFormat=unknown", "didResolutionMetadata", "unsupportedPublicKeyType")]
    [InlineData(
        $"{Did}#{Multibase}", "?publicKeyFormat=Ed25519VerificationKey2018&enableExperimentalPublicKeyTypes=false", "didDereferencingMetadata", "invalidPublicKeyType")]
    [InlineData(
        $"{Did}#z6LSfHfAMAopsuBxaBzvp51GXrPf38Az13j2fmwqadbwwrzJ", "?publicKeyFormat=Ed25519VerificationKey2018&enableExperimentalPublicKeyTypes=false",
        "didDereferencingMetadata", "invalidPublicKeyType")]
    [InlineData(Did, "?versionId=1", "didResolutionMetadata", "featureNotSupported")]
    public async Task What_cannot_be_had_of_a_key_is_named(string did, string query, string metadata, string word)
    {
        var (status, _, body) = await GetAsync(did, Former, query);

        Assert.NotEqual(HttpStatusCode.OK, status);
        Assert.Equal(word, body.GetProperty(metadata).Text("error"));
    }

    [Theory]
    [InlineData("JsonWebKey2020", "publicKeyJwk")]
    [InlineData("Ed25519VerificationKey2020", "publicKeyMultibase")]
    public async Task The_format_of_the_key_can_be_chosen(string format, string member)
    {
        var (_, _, body) = await GetAsync(Did, query: "?publicKeyFormat=" + format);

        var method = body.GetProperty("didDocument").GetProperty("verificationMethod")[0];
        Assert.Equal(format, method.Text("type"));
        Assert.True(method.TryGetProperty(member, out _));
    }

    [Fact]
    public async Task A_did_jwk_has_a_JWK_named_0()
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.P256);
        var did = DidDocument.ToDidJwk(key.PublicKey).Value;

        var (_, _, body) = await GetAsync(did);

        var method = body.GetProperty("didDocument").GetProperty("verificationMethod")[0];
        Assert.Equal((did + "#0", "P-256"), (method.Text("id"), method.GetProperty("publicKeyJwk").Text("crv")));
    }

    [Fact]
    public async Task A_centre_of_this_service_resolves()
    {
        const string did = "did:web:localhost%3A8080:centres:demo";

        var (status, _, body) = await GetAsync(did);

        Assert.Equal((HttpStatusCode.OK, did), (status, body.GetProperty("didDocument").Text("id")));
    }

    [Fact]
    public async Task Another_representation_is_not_supported()
    {
        var (status, _, body) = await GetAsync(Did, "application/did+cbor");

        Assert.Equal(HttpStatusCode.NotAcceptable, status);
        Assert.Equal("https://www.w3.org/ns/did#REPRESENTATION_NOT_SUPPORTED", body.GetProperty("didResolutionMetadata").GetProperty("error").Text("type"));
    }

    private async Task<(HttpStatusCode Status, string? Type, JsonElement Body)> GetAsync(string did, string? accept = null, string query = "")
    {
        using var client = app.AsEveryone();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/vc-api/identifiers/" + Uri.EscapeDataString(did) + query);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.JsonAsync());
    }
}
