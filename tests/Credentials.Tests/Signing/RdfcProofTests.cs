using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.Signing;

namespace Credentials.Tests.Signing;

public class RdfcProofTests
{
    private const string Document = """
        {"@context":["https://www.w3.org/ns/credentials/v2"],"type":"VerifiableCredential","issuer":"did:web:a.example","validUntil":"2030-01-01T00:00:00Z",
         "credentialSubject":{"id":"urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33","name":"A"}}
        """;

    private static readonly PrivateKey Ed25519 = PrivateKey.Generate(KeyAlgorithm.Ed25519);
    private static readonly PrivateKey P256 = PrivateKey.Generate(KeyAlgorithm.P256);

    [Theory]
    [InlineData(KeyAlgorithm.Ed25519, ProofForm.Rdfc, new[] { "eddsa-rdfc-2022" })]
    [InlineData(KeyAlgorithm.Ed25519, ProofForm.RdfcAndJcs, new[] { "eddsa-rdfc-2022", "eddsa-jcs-2022" })]
    [InlineData(KeyAlgorithm.P256, ProofForm.Rdfc, new[] { "ecdsa-rdfc-2019" })]
    [InlineData(KeyAlgorithm.P256, ProofForm.RdfcAndJcs, new[] { "ecdsa-rdfc-2019", "ecdsa-jcs-2019" })]
    public void What_is_signed_verifies_with_its_key_alone(KeyAlgorithm algorithm, ProofForm form, string[] suites)
    {
        var (key, other) = algorithm == KeyAlgorithm.Ed25519 ? (Ed25519, P256) : (P256, Ed25519);
        var proofs = DataIntegrityProof.Read(Parse(Signed(key, form).ToJsonString())).Value;

        Assert.Equal(suites, proofs.Select(proof => proof.Cryptosuite));
        Assert.All(proofs, proof => Assert.True(proof.Check(key.PublicKey).Value));
        Assert.All(proofs, proof => Assert.True(proof.CoversContext));
        Assert.All(proofs, proof => Assert.False(proof.Check(other.PublicKey).Value));
    }

    [Fact]
    public void The_order_of_members_does_not_matter_and_any_other_change_does()
    {
        var signed = Signed(Ed25519);
        var turned = new JsonObject(signed.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        Assert.True(Check(turned).Value);

        foreach (var change in (Action<JsonObject>[])
        [
            changed => changed["credentialSubject"]!["name"] = "B",
            changed => changed.Remove("validUntil"),
            changed => changed["name"] = "more",
            changed => changed["proof"]!["created"] = "2020-01-01T00:00:00Z",
            changed => changed["proof"]!["proofPurpose"] = "authentication",
            changed => changed["notATerm"] = "dropped by RDF if it were let",
            changed => changed["proof"]!["notATerm"] = "x",
            changed => changed["validUntil"] = null,
        ])
        {
            var changed = signed.DeepClone().AsObject();
            change(changed);
            Assert.False(Check(changed) is { IsSuccess: true, Value: true }, changed.ToJsonString());
        }
    }

    // Each of these has the signed RDF, and shows another credential to whoever reads its JSON.
    [Theory]
    [InlineData("""{"until":{"@id":"https://www.w3.org/2018/credentials#validUntil","@type":"http://www.w3.org/2001/XMLSchema#dateTime"}}""", "until")]
    [InlineData("""{"c":"https://www.w3.org/2018/cred","until":{"@id":"c:entials#validUntil","@type":"http://www.w3.org/2001/XMLSchema#dateTime"}}""", "until")]
    [InlineData("""{"cred":"https://www.w3.org/2018/credentials#","cred:validUntil":{"@type":"http://www.w3.org/2001/XMLSchema#dateTime"}}""", "cred:validUntil")]
    [InlineData("""{"@vocab":"https://www.w3.org/2018/cred","entials#validUntil":{"@type":"http://www.w3.org/2001/XMLSchema#dateTime"}}""", "entials#validUntil")]
    public void A_context_of_ones_own_cannot_hide_a_member(string context, string name)
    {
        var changed = Signed(Ed25519);
        var until = changed["validUntil"]!.DeepClone();
        changed.Remove("validUntil");
        changed[name] = until;
        changed["@context"]!.AsArray().Add(JsonNode.Parse(context));

        Assert.Equal(ProblemCode.Unavailable, Check(changed).Problem!.Code);
    }

    [Fact]
    public void A_name_that_is_written_out_cannot_hide_a_member()
    {
        var changed = Signed(Ed25519);
        changed.Remove("validUntil");
        changed["https://www.w3.org/2018/credentials#validUntil"] =
            JsonNode.Parse("""{"@type":"http://www.w3.org/2001/XMLSchema#dateTime","@value":"2030-01-01T00:00:00Z"}""");

        Assert.Equal(ProblemCode.Unavailable, Check(changed).Problem!.Code);
    }

    [Fact]
    public void Terms_of_ones_own_for_what_nobody_else_names_are_fine()
    {
        const string Inline = """{"x":"https://x.example/terms#","hours":"x:hours","days":{"@id":"https://x.example/days","@type":"@id"}}""";
        string document = Document.Replace("""credentials/v2"]""", $$"""credentials/v2",{{Inline}}]""", StringComparison.Ordinal)
            .Replace("\"name\":", "\"hours\":\"3\",\"days\":\"urn:x\",\"name\":", StringComparison.Ordinal);
        byte[] secured = DataIntegrityProof.Add(Parse(document), new SigningKey("did:web:a.example#1", Ed25519), DateTimeOffset.UnixEpoch, form: ProofForm.Rdfc);

        Assert.True(Check(JsonNode.Parse(secured)!.AsObject()).Value);
    }

    [Fact]
    public void A_context_that_is_not_at_hand_leaves_it_open()
    {
        var changed = Signed(Ed25519);
        changed["@context"]!.AsArray().Add("https://x.example/context");

        Assert.Equal(ProblemCode.Unavailable, Check(changed).Problem!.Code);
    }

    [Fact]
    public void A_document_without_context_has_nothing_to_sign() =>
        Assert.Throws<ArgumentException>(() =>
            DataIntegrityProof.Add(Parse("""{"a":1}"""), new SigningKey("did:web:a.example#1", Ed25519), DateTimeOffset.UnixEpoch, form: ProofForm.Rdfc));

    private static JsonObject Signed(PrivateKey key, ProofForm form = ProofForm.Rdfc) =>
        JsonNode.Parse(DataIntegrityProof.Add(Parse(Document), new SigningKey("did:web:a.example#1", key), DateTimeOffset.UnixEpoch, form: form))!.AsObject();

    private static Result<bool> Check(JsonObject document) => DataIntegrityProof.Read(Parse(document.ToJsonString())).Value[0].Check(Ed25519.PublicKey);

    private static JsonElement Parse(string json) => StrictJson.ParseElement(System.Text.Encoding.UTF8.GetBytes(json)).Value;
}
