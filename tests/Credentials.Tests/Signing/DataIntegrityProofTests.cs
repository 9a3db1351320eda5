using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.Signing;

namespace Credentials.Tests.Signing;

public class DataIntegrityProofTests
{
    private const string Method = "did:web:example.com#key-1";
    private const string Document = """{ "@context": ["https://www.w3.org/ns/credentials/v2", {"x": "https://example.com/#x"}], "type": ["A"], "x": 1.0, "é": "\n" }""";

    private static readonly DateTimeOffset Created = new(2026, 6, 30, 2, 0, 0, 999, TimeSpan.FromHours(2));

    // Data Integrity EdDSA Cryptosuites 1.0, appendix A.4 (representation eddsa-jcs-2022): the signed credential.
    private const string Published = """
        {"@context":["https://www.w3.org/ns/credentials/v2","https://www.w3.org/ns/credentials/examples/v2"],"id":"urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type":["VerifiableCredential","AlumniCredential"],"name":"Alumni Credential","description":"A minimum viable example of an Alumni Credential.",
        "issuer":"https://vc.example/issuers/5678","validFrom":"2023-01-01T00:00:00Z","credentialSubject":{"id":"did:example:abcdefgh","alumniOf":"The School of Examples"},
        "proof":{"type":"DataIntegrityProof","cryptosuite":"eddsa-jcs-2022","created":"2023-02-24T23:36:38Z",
        "verificationMethod":"did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2","proofPurpose":"assertionMethod",
        "@context":["https://www.w3.org/ns/credentials/v2","https://www.w3.org/ns/credentials/examples/v2"],
        "proofValue":"z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"}}
        """;

    [Fact]
    public void The_published_eddsa_jcs_2022_credential_verifies()
    {
        var proof = Assert.Single(DataIntegrityProof.Read(Parse(Published)).Value);

        Assert.True(proof.Verify(PublicKey.FromMultikey("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2").Value));
        Assert.False(proof.Verify(PublicKey.FromMultikey("z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp").Value));
        Assert.False(proof.Verify(PublicKey.FromMultikey("zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP").Value));
    }

    [Theory]
    [InlineData(KeyAlgorithm.Ed25519, "eddsa-jcs-2022")]
    [InlineData(KeyAlgorithm.P256, "ecdsa-jcs-2019")]
    public void What_a_key_secures_its_public_half_verifies(KeyAlgorithm algorithm, string suite)
    {
        using var key = PrivateKey.Generate(algorithm);
        using var other = PrivateKey.Generate(algorithm);

        var secured = Parse(DataIntegrityProof.Add(Parse(Document), new SigningKey(Method, key), Created));
        var proof = Assert.Single(DataIntegrityProof.Read(secured).Value);

        Assert.Equal(suite, proof.Cryptosuite);
        Assert.Equal(Method, proof.VerificationMethod);
        Assert.Equal("assertionMethod", proof.ProofPurpose);
        Assert.Equal(new DateTimeOffset(2026, 6, 30, 0, 0, 0, TimeSpan.Zero), proof.Created);
        Assert.Null(proof.Expires);
        Assert.Equal("proof", secured.EnumerateObject().Last().Name);
        Assert.True(JsonElement.DeepEquals(secured.GetProperty("@context"), secured.GetProperty("proof").GetProperty("@context")));
        Assert.True(proof.Verify(key.PublicKey));
        Assert.False(proof.Verify(other.PublicKey));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData(""" { } """)]
    [InlineData("""{"a":1}""")]
    [InlineData("{\n  \"b\": 1,\n  \"a\": {\"proof\": 1}\n}\n")]
    public void A_document_of_any_layout_without_context_is_secured(string document)
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.Ed25519);

        var secured = Parse(DataIntegrityProof.Add(Parse(document), new SigningKey("did:x:\"\\é#1", key), Created, "authentication"));

        var proof = Assert.Single(DataIntegrityProof.Read(secured).Value);
        Assert.Equal("authentication", proof.ProofPurpose);
        Assert.Equal("did:x:\"\\é#1", proof.VerificationMethod);
        Assert.True(proof.Verify(key.PublicKey));
    }

    [Fact]
    public void A_proof_does_not_depend_on_layout_order_or_spelling()
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        var secured = Parse(DataIntegrityProof.Add(Parse(Document), new SigningKey(Method, key), Created));

        var reversed = new JsonObject(secured.EnumerateObject().Reverse().Select(member => KeyValuePair.Create(member.Name, JsonNode.Parse(member.Value.GetRawText()))));
        string text = reversed.ToJsonString(new JsonSerializerOptions { WriteIndented = true }).Replace("1.0", "10e-1", StringComparison.Ordinal);

        Assert.True(DataIntegrityProof.Read(Parse(text)).Value[0].Verify(key.PublicKey));
    }

    [Fact]
    public void Each_proof_of_a_set_is_read_and_verified_alone()
    {
        using var first = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        using var second = PrivateKey.Generate(KeyAlgorithm.P256);
        var one = Parse(DataIntegrityProof.Add(Parse(Document), new SigningKey(Method, first), Created));
        var two = Parse(DataIntegrityProof.Add(Parse(Document), new SigningKey(Method + "2", second), Created));
        var both = JsonNode.Parse(Document)!.AsObject();
        both["proof"] = new JsonArray(JsonNode.Parse(one.GetProperty("proof").GetRawText()), JsonNode.Parse(two.GetProperty("proof").GetRawText()));

        var proofs = DataIntegrityProof.Read(Parse(both.ToJsonString())).Value;

        Assert.Equal([Method, Method + "2"], proofs.Select(proof => proof.VerificationMethod));
        Assert.True(proofs[0].Verify(first.PublicKey));
        Assert.True(proofs[1].Verify(second.PublicKey));
        Assert.False(proofs[0].Verify(second.PublicKey));
    }

    [Theory]
    [InlineData("""["https://www.w3.org/ns/credentials/v2",{"x":"https://example.com/#x"}]""", true)]
    [InlineData("""["https://www.w3.org/ns/credentials/v2",{"x":"https://example.com/#x"},"https://example.com/more"]""", true)]
    [InlineData("""["https://www.w3.org/ns/credentials/v2"]""", false)]
    [InlineData("""[{"x":"https://example.com/#x"},"https://www.w3.org/ns/credentials/v2"]""", false)]
    [InlineData("""["https://example.com/first","https://www.w3.org/ns/credentials/v2",{"x":"https://example.com/#x"}]""", false)]
    [InlineData("""["https://www.w3.org/ns/credentials/v2",{"x":"https://example.com/#y"}]""", false)]
    [InlineData("\"https://www.w3.org/ns/credentials/v2\"", false)]
    [InlineData("null", false)]
    public void The_documents_context_must_begin_with_the_proofs(string context, bool expected)
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        var changed = JsonNode.Parse(DataIntegrityProof.Add(Parse(Document), new SigningKey(Method, key), Created))!.AsObject();
        changed["@context"] = JsonNode.Parse(context);

        Assert.Equal(expected, DataIntegrityProof.Read(Parse(changed.ToJsonString())).Value[0].Verify(key.PublicKey));
        changed.Remove("@context");
        Assert.False(DataIntegrityProof.Read(Parse(changed.ToJsonString())).Value[0].Verify(key.PublicKey));
    }

    [Theory]
    [InlineData("\"https://example.com/1\"", """["https://example.com/1"]""")]
    [InlineData("\"https://example.com/1\"", """["https://example.com/1","https://example.com/2"]""")]
    [InlineData("""["https://example.com/1"]""", "\"https://example.com/1\"")]
    public void A_context_alone_and_in_an_array_begin_alike(string signed, string stated)
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        var changed = JsonNode.Parse(DataIntegrityProof.Add(Parse($$"""{"@context":{{signed}},"a":1}"""), new SigningKey(Method, key), Created))!.AsObject();
        changed["@context"] = JsonNode.Parse(stated);

        Assert.True(DataIntegrityProof.Read(Parse(changed.ToJsonString())).Value[0].Verify(key.PublicKey));
    }

    [Theory]
    [InlineData("""{"type":"Ed25519Signature2020"}""")]
    [InlineData("""{"type":["DataIntegrityProof"]}""")]
    [InlineData("""{"type":null}""")]
    [InlineData("""{"cryptosuite":"bbs-2023"}""")]
    [InlineData("""{"cryptosuite":1}""")]
    [InlineData("""{"created":"2026-06-30"}""")]
    [InlineData("""{"created":"2026-06-31T00:00:00Z"}""")]
    [InlineData("""{"created":1}""")]
    [InlineData("""{"expires":"tomorrow"}""")]
    [InlineData("""{"proofPurpose":null}""")]
    [InlineData("""{"proofPurpose":""}""")]
    [InlineData("""{"verificationMethod":{"id":"did:web:example.com#key-1"}}""")]
    [InlineData("""{"proofValue":null}""")]
    [InlineData("""{"previousProof":"urn:uuid:1"}""")]
    [InlineData("""{"domain":1}""")]
    [InlineData("""{"domain":["a",1]}""")]
    [InlineData("""{"challenge":1}""")]
    public void A_proof_that_is_not_understood_is_refused(string change)
    {
        var problem = DataIntegrityProof.Read(Changed(change)).Problem!;

        Assert.Equal(ProblemCode.NotACredential, problem.Code);
        Assert.StartsWith("proof: ", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"created":"2023-02-24T23:36:39Z"}""")]
    [InlineData("""{"created":"2023-02-24T23:36:38+00:00"}""")]
    [InlineData("""{"proofPurpose":"authentication"}""")]
    [InlineData("""{"verificationMethod":"did:web:example.com#key-1"}""")]
    [InlineData("""{"expires":"2099-01-01T00:00:00Z"}""")]
    [InlineData("""{"domain":"https://example.com"}""")]
    [InlineData("""{"challenge":"1"}""")]
    [InlineData("""{"nonce":"1"}""")]
    [InlineData("""{"cryptosuite":"ecdsa-jcs-2019"}""")]
    [InlineData("""{"@context":["https://www.w3.org/ns/credentials/v2"]}""")]
    [InlineData("""{"proofValue":""}""")]
    [InlineData("""{"proofValue":"z"}""")]
    [InlineData("""{"proofValue":"z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aY"}""")]
    [InlineData("""{"proofValue":"z12HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"}""")]
    public void A_changed_proof_does_not_verify(string change)
    {
        var proof = Assert.Single(DataIntegrityProof.Read(Changed(change)).Value);

        Assert.False(proof.Verify(PublicKey.FromMultikey("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2").Value));
    }

    [Fact]
    public void A_signature_in_the_other_multibase_does_not_verify()
    {
        Assert.True(Multibase.TryDecode("z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX", out byte[] signature));
        var changed = Changed($$"""{"proofValue":"{{Multibase.EncodeBase64Url(signature)}}"}""");

        Assert.False(DataIntegrityProof.Read(changed).Value[0].Verify(PublicKey.FromMultikey("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2").Value));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("""{"proof":[]}""")]
    [InlineData("""{"proof":[1]}""")]
    [InlineData("""{"proof":"x"}""")]
    [InlineData("""{"proof":{}}""")]
    public void A_document_without_a_proof_is_refused(string document) =>
        Assert.Equal(ProblemCode.NotACredential, DataIntegrityProof.Read(Parse(document)).Problem!.Code);

    [Fact]
    public void A_document_with_very_many_proofs_is_refused()
    {
        var many = JsonNode.Parse(Published)!.AsObject();
        string proof = many["proof"]!.ToJsonString();
        many["proof"] = new JsonArray([.. Enumerable.Range(0, 17).Select(_ => JsonNode.Parse(proof))]);

        Assert.Equal(ProblemCode.NotACredential, DataIntegrityProof.Read(Parse(many.ToJsonString())).Problem!.Code);
    }

    [Fact]
    public void Challenge_and_domains_are_read()
    {
        var proof = DataIntegrityProof.Read(Changed("""{"challenge":"c","domain":["a","b"],"expires":"2099-01-01T00:00:00Z"}""")).Value[0];

        Assert.Equal("c", proof.Challenge);
        Assert.Equal(["a", "b"], proof.Domains);
        Assert.Equal(2099, proof.Expires!.Value.Year);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"proof":{}}""")]
    public void Only_an_object_without_a_proof_can_be_secured(string document)
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.Ed25519);

        Assert.Throws<ArgumentException>(() => DataIntegrityProof.Add(Parse(document), new SigningKey(Method, key), Created));
    }

    private static JsonElement Changed(string change)
    {
        var document = JsonNode.Parse(Published)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
            document["proof"]![name] = value?.DeepClone();
        return Parse(document.ToJsonString());
    }

    private static JsonElement Parse(string json) => Parse(System.Text.Encoding.UTF8.GetBytes(json));

    private static JsonElement Parse(byte[] json) => StrictJson.ParseElement(json).Value;
}
