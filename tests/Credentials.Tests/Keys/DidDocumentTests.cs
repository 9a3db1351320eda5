using System.Text.Json;
using Credentials.Encoding;
using Credentials.Keys;

namespace Credentials.Tests.Keys;

public class DidDocumentTests
{
    private const string Demo = "did:web:example.com:centres:demo";
    private const string Multikey = "z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp";
    private const string Jwk = """{"kty":"OKP","crv":"Ed25519","x":"O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik"}""";

    public static TheoryData<string> Methods =>
    [
        $$"""{"id":"{{Demo}}#1","type":"Multikey","controller":"{{Demo}}","publicKeyMultibase":"{{Multikey}}"}""",
        $$"""{"id":"#1","type":"Multikey","controller":"{{Demo}}","publicKeyMultibase":"{{Multikey}}"}""",
        $$"""{"id":"{{Demo}}#1","type":"Ed25519VerificationKey2020","controller":"{{Demo}}","publicKeyMultibase":"{{Multikey}}"}""",
        $$"""{"id":"{{Demo}}#1","type":"JsonWebKey","controller":"{{Demo}}","publicKeyJwk":{{Jwk}} }""",
        $$"""{"id":"{{Demo}}#1","type":"JsonWebKey2020","controller":"{{Demo}}","publicKeyJwk":{{Jwk}} }""",
    ];

    public static TheoryData<string> MethodsLeftOut =>
    [
        $$"""{"id":"{{Demo}}#1","type":"EcdsaSecp256k1VerificationKey2019","controller":"{{Demo}}","publicKeyMultibase":"{{Multikey}}"}""",
        $$"""{"id":"{{Demo}}#1","type":"Multikey","controller":"did:web:example.org","publicKeyMultibase":"{{Multikey}}"}""",
        $$"""{"id":"{{Demo}}#1","type":"Multikey","publicKeyMultibase":"{{Multikey}}"}""",
        $$"""{"id":"did:web:example.org#1","type":"Multikey","controller":"{{Demo}}","publicKeyMultibase":"{{Multikey}}"}""",
        $$"""{"id":"{{Demo}}","type":"Multikey","controller":"{{Demo}}","publicKeyMultibase":"{{Multikey}}"}""",
        $$"""{"id":"{{Demo}}#","type":"Multikey","controller":"{{Demo}}","publicKeyMultibase":"{{Multikey}}"}""",
        $$"""{"id":"{{Demo}}#1","type":"Multikey","controller":"{{Demo}}","publicKeyJwk":{{Jwk}} }""",
        $$"""{"id":"{{Demo}}#1","type":"Multikey","controller":"{{Demo}}","publicKeyMultibase":"{{Multikey}}","publicKeyJwk":{{Jwk}} }""",
        $$"""{"id":"{{Demo}}#1","type":"Ed25519VerificationKey2020","controller":"{{Demo}}","publicKeyMultibase":"zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv"}""",
        $$"""{"id":"{{Demo}}#1","type":"JsonWebKey","controller":"{{Demo}}","publicKeyJwk":{"kty":"oct","k":"AAAA"} }""",
        $$"""{"id":"{{Demo}}#1","type":"Multikey","controller":"{{Demo}}","publicKeyMultibase":"{{Multikey}}","revoked":"yesterday"}""",
    ];

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_method_is_found_whether_referenced_or_embedded(string method)
    {
        string[] documents =
        [
            $$"""{"@context":["https://www.w3.org/ns/did/v1"],"id":"{{Demo}}","verificationMethod":[{{method}}],"assertionMethod":["{{Demo}}#1"],"authentication":["#1"]}""",
            $$"""{"@context":"https://www.w3.org/ns/did/v1","id":"{{Demo}}","verificationMethod":[{{method}}],"assertionMethod":["#1"],"authentication":["{{Demo}}#1"]}""",
            $$"""{"id":"{{Demo}}","assertionMethod":[{{method}}],"authentication":[{{method}}]}""",
            $$"""{"id":"{{Demo}}","assertionMethod":[{{method}}],"authentication":["#1"]}""",
        ];
        foreach (string text in documents)
        {
            var document = Parse(text).Value;
            var found = Assert.Single(document.AssertionMethod);
            Assert.Equal(new VerificationMethod($"{Demo}#1", Demo, PublicKey.FromMultikey(Multikey).Value), found);
            Assert.Equal(found, Assert.Single(document.Authentication));
            Assert.Equal(found, document.FindAssertionMethod($"{Demo}#1"));
            Assert.Null(document.FindAssertionMethod("#1"));
        }
    }

    [Theory]
    [MemberData(nameof(MethodsLeftOut))]
    public void A_method_that_is_not_understood_or_not_its_own_is_left_out(string method)
    {
        string good = $$"""{"id":"{{Demo}}#2","type":"Multikey","controller":"{{Demo}}","publicKeyMultibase":"{{Multikey}}"}""";

        var document = Parse($$"""{"id":"{{Demo}}","verificationMethod":[{{method}},{{good}}],"assertionMethod":["#1","#2","#3","did:web:example.org#1"]}""").Value;

        Assert.Equal($"{Demo}#2", Assert.Single(document.AssertionMethod).Id);
    }

    [Fact]
    public void A_method_counts_only_for_the_relationships_that_name_it()
    {
        var document = Parse($$"""{"id":"{{Demo}}","verificationMethod":[{"id":"#1","type":"Multikey","controller":"{{Demo}}","publicKeyMultibase":"{{Multikey}}"}],"keyAgreement":["#1"],"authentication":["#1"]}""").Value;

        Assert.Empty(document.AssertionMethod);
        Assert.Single(document.Authentication);
    }

    [Fact]
    public void Expiry_and_revocation_of_a_method_are_read_and_written()
    {
        var document = Parse($$"""
            {"id":"{{Demo}}","assertionMethod":[{"id":"#1","type":"Multikey","controller":"{{Demo}}","publicKeyMultibase":"{{Multikey}}",
             "expires":"2026-01-01T00:00:00Z","revoked":"2025-01-01T00:00:00+01:00"}]}
            """).Value;

        var method = Assert.Single(Parse(Written(document)).Value.AssertionMethod);

        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), method.Expires);
        Assert.Equal(new DateTimeOffset(2024, 12, 31, 23, 0, 0, TimeSpan.Zero), method.Revoked);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"id":"did:web:example.com"}""")]
    [InlineData("""{"id":"did:web:EXAMPLE.com:centres:demo"}""")]
    [InlineData($$"""{"id":"{{Demo}}","@context":{} }""")]
    [InlineData($$"""{"id":"{{Demo}}","verificationMethod":{} }""")]
    [InlineData($$"""{"id":"{{Demo}}","assertionMethod":"#1"}""")]
    [InlineData($$"""{"id":"{{Demo}}","verificationMethod":["#1"]}""")]
    [InlineData($$"""{"id":"{{Demo}}","assertionMethod":[1]}""")]
    [InlineData($$"""{"id":"{{Demo}}","verificationMethod":[{"type":"Multikey"}]}""")]
    [InlineData($$"""{"id":"{{Demo}}","verificationMethod":[{"id":"#1","type":"A"},{"id":"{{Demo}}#1","type":"B"}]}""")]
    public void A_malformed_document_or_one_of_another_DID_is_refused(string text) =>
        Assert.Equal(ProblemCode.InvalidInput, Parse(text).Problem!.Code);

    [Fact]
    public void A_document_with_very_many_methods_is_refused()
    {
        string methods = string.Join(',', Enumerable.Range(0, 101).Select(i => $$"""{"id":"#{{i}}","type":"X"}"""));

        Assert.Equal(ProblemCode.InvalidInput, Parse($$"""{"id":"{{Demo}}","verificationMethod":[{{methods}}]}""").Problem!.Code);
    }

    [Theory]
    [InlineData(KeyAlgorithm.Ed25519)]
    [InlineData(KeyAlgorithm.P256)]
    public void A_written_document_has_the_DID_context_first_and_is_read_back(KeyAlgorithm algorithm)
    {
        using var key = PrivateKey.Generate(algorithm);
        using var retired = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        Assert.True(Did.TryParse(Demo, out var did));
        VerificationMethod[] methods = [new($"{Demo}#1", Demo, key.PublicKey), new($"{Demo}#2", Demo, retired.PublicKey)];

        string text = Written(new DidDocument(did, methods, methods[..1]));

        using var json = JsonDocument.Parse(text);
        Assert.Equal("https://www.w3.org/ns/did/v1", json.RootElement.GetProperty("@context")[0].GetString());
        Assert.Equal("Multikey", json.RootElement.GetProperty("verificationMethod")[0].GetProperty("type").GetString());
        Assert.Equal([$"{Demo}#1", $"{Demo}#2"], json.RootElement.GetProperty("assertionMethod").EnumerateArray().Select(item => item.GetString()!));
        var read = Parse(text).Value;
        Assert.Equal(methods, read.AssertionMethod);
        Assert.Equal(methods[..1], read.Authentication);
    }

    [Theory]
    [InlineData(KeyAlgorithm.Ed25519)]
    [InlineData(KeyAlgorithm.P256)]
    public void A_key_becomes_a_DID_and_the_DID_gives_the_key_back(KeyAlgorithm algorithm)
    {
        using var key = PrivateKey.Generate(algorithm);
        foreach (var did in (Did[])[DidDocument.ToDidKey(key.PublicKey), DidDocument.ToDidJwk(key.PublicKey)])
        {
            var document = DidDocument.FromIdentifier(did).Value;
            var method = Assert.Single(document.AssertionMethod);
            Assert.Equal(key.PublicKey, method.Key);
            Assert.Equal(did.Method == "key" ? $"{did}#{key.PublicKey.ToMultikey()}" : $"{did}#0", method.Id);
            Assert.Equal(document.AssertionMethod, document.Authentication);
            Assert.Equal(method, Assert.Single(DidDocument.Parse(JsonDocument.Parse(Written(document)).RootElement, did).Value.AssertionMethod));
        }
    }

    [Fact]
    public void The_example_of_the_did_jwk_specification_gives_its_key()
    {
        const string Example = "did:jwk:eyJjcnYiOiJQLTI1NiIsImt0eSI6IkVDIiwieCI6ImFjYklRaXVNczNpOF91c3pFakoydHBUdFJNNEVVM3l6OTFQSDZDZEgyVjAiLCJ5IjoiX0tjeUxqOXZXTXB0bm1LdG00NkdxRHo4d2Y3NEk1TEtncmwyR3pIM25TRSJ9";

        var method = Assert.Single(Self(Example).Value.AssertionMethod);

        Assert.Equal(Example + "#0", method.Id);
        Assert.Equal(KeyAlgorithm.P256, method.Key.Algorithm);
        Assert.Equal(Example, DidDocument.ToDidJwk(method.Key).Value);
    }

    [Theory]
    [InlineData("did:web:example.com", ProblemCode.NotFound)]
    [InlineData("did:key:z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc", ProblemCode.InvalidKey)]
    [InlineData("did:key:x", ProblemCode.InvalidKey)]
    [InlineData("did:jwk:e30", ProblemCode.InvalidKey)]
    [InlineData("did:jwk:x", ProblemCode.InvalidKey)]
    [InlineData("did:jwk:eyJrdHkiOiJPS1AiLCJjcnYiOiJYMjU1MTkiLCJ1c2UiOiJlbmMiLCJ4IjoiM3A3YmZYdDl3YlRUVzJIQzdPUTFOei1EUThoYmVHZE5yZngtRkctSUswOCJ9", ProblemCode.InvalidKey)]
    public void Other_identifiers_hold_no_usable_key(string did, ProblemCode code) => Assert.Equal(code, Self(did).Problem!.Code);

    private static Result<DidDocument> Self(string text)
    {
        Assert.True(Did.TryParse(text, out var did));
        return DidDocument.FromIdentifier(did);
    }

    private static Result<DidDocument> Parse(string text)
    {
        Assert.True(Did.TryParse(Demo, out var did));
        return DidDocument.Parse(StrictJson.ParseElement(System.Text.Encoding.UTF8.GetBytes(text)).Value, did);
    }

    private static string Written(DidDocument document)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            document.Write(writer);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
