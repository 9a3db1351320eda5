using System.Text.Json.Nodes;
using Credentials.Encoding;
using Credentials.Issuing;
using Credentials.LinkedData;
using Credentials.Signing;
using Credentials.Verifying;

namespace Credentials.Tests.Verifying;

/// <summary>Credentials whose signature over RDF stays right while their JSON says something else: none is valid.</summary>
public class HiddenMeaningTests
{
    private const string OwnId = "https://centre.example/credentials/1";
    private const string Badge = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential";
    private const string Endorsement = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#EndorsementCredential";
    private const string Eqf8 = "http://data.europa.eu/snb/eqf/8";
    private const string Proof = """{"type":"DataIntegrityProof","cryptosuite":"eddsa-rdfc-2022","created":"2026-07-01T12:00:00Z","proofPurpose":"assertionMethod"}""";

    private readonly Scenario _scenario = new(CredentialForm.DataIntegrity);

    public HiddenMeaningTests() => _scenario.Credential["@context"] =
        new JsonArray(CredentialTerms.CredentialsContext, CredentialTerms.OpenBadgesContext, JsonNode.Parse(CredentialTerms.InlineContext));

    [Fact]
    public void As_it_was_signed_it_is_valid() => Assert.Equal((Verdict.Valid, "signature-right"), Verify(Sign(_scenario.Credential)));

    [Theory]
    [InlineData("evidence", "Evidence")]
    [InlineData("termsOfUse", "Policy")]
    public void Members_cannot_be_moved_to_another_object_of_the_same_id(string member, string type)
    {
        _scenario.Credential["id"] = OwnId;
        _scenario.Credential["validUntil"] = "2026-07-01T13:00:00Z";
        _scenario.Credential[member] = new JsonArray(new JsonObject { ["id"] = OwnId, ["type"] = new JsonArray(type) });
        if (member == "termsOfUse")
            _scenario.Credential["@context"]!.AsArray().Add(JsonNode.Parse("""{"Policy":"https://centre.example/#Policy"}"""));
        var signed = Sign(_scenario.Credential, isPlain: false);

        var moved = signed[member]![0]!.AsObject();
        moved["type"] = new JsonArray(type, "VerifiableCredential");
        foreach (var name in new[] { "validUntil", "credentialStatus" })
        {
            moved[name] = signed[name]!.DeepClone();
            signed.Remove(name);
        }

        Assert.NotEqual(Verdict.Valid, Verify(signed).Verdict);
        Assert.Equal("context-not-understood", Verify(signed).Proof);
    }

    [Fact]
    public void An_id_cannot_be_shortened_to_be_another()
    {
        var signed = Sign(_scenario.Credential);
        signed["@context"]!.AsArray().Add(JsonNode.Parse("""{"c":"urn:uuid:"}"""));
        signed["id"] = "c:" + ((string)signed["id"]!)["urn:uuid:".Length..];

        Assert.Equal((Verdict.Undetermined, "context-not-understood"), Verify(signed));
    }

    [Theory]
    [InlineData("expiration", "\"https://w3id.org/security/v1\"")]
    [InlineData("until", """{"until":{"@id":"https://w3id.org/security#expiration","@type":"http://www.w3.org/2001/XMLSchema#dateTime"}}""")]
    public void The_end_of_a_proof_cannot_have_another_name(string name, string context)
    {
        var signed = Sign(_scenario.Credential, proof: Proof.Replace("\"proofPurpose\"", "\"expires\":\"2026-07-01T13:00:00Z\",\"proofPurpose\"", StringComparison.Ordinal));
        Assert.Equal((Verdict.Invalid, "proof-expired"), Verify(signed));

        Rename(signed["proof"]!.AsObject(), "expires", name);
        signed["@context"]!.AsArray().Add(JsonNode.Parse(context));

        Assert.Equal((Verdict.Undetermined, "context-not-understood"), Verify(signed));
    }

    [Fact]
    public void The_day_of_a_proof_cannot_have_another_name()
    {
        var signed = Sign(_scenario.Credential);
        Rename(signed["proof"]!.AsObject(), "created", "when");
        signed["@context"]!.AsArray().Add(JsonNode.Parse("""{"when":{"@id":"http://purl.org/dc/terms/created","@type":"http://www.w3.org/2001/XMLSchema#dateTime"}}"""));

        Assert.Equal((Verdict.Undetermined, "context-not-understood"), Verify(signed));
    }

    [Fact]
    public void A_name_of_schema_org_cannot_have_another_name()
    {
        var signed = Sign(_scenario.Credential);
        Rename(signed["credentialSubject"]!["achievement"]!.AsObject(), "name", "label");
        signed["@context"]!.AsArray().Add(JsonNode.Parse("""{"label":"https://schema.org/name"}"""));

        Assert.Equal("context-not-understood", Verify(signed).Proof);
    }

    [Theory]
    [InlineData(Badge, null)]
    [InlineData("p:vc/ob/vocab.html#OpenBadgeCredential", """{"p":"https://purl.imsglobal.org/spec/"}""")]
    [InlineData("p:spec/vc/ob/vocab.html#OpenBadgeCredential", """{"p":"https://purl.imsglobal.org/"}""")]
    public void A_type_cannot_be_written_out(string type, string? context)
    {
        var signed = Sign(_scenario.Credential);
        signed["type"] = new JsonArray("VerifiableCredential", type);
        if (context is not null)
            signed["@context"]!.AsArray().Add(JsonNode.Parse(context));

        Assert.Equal((Verdict.Undetermined, "context-not-understood"), Verify(signed));
    }

    [Fact]
    public void An_endorsement_cannot_become_an_award()
    {
        _scenario.Credential["type"] = new JsonArray("VerifiableCredential", "EndorsementCredential");
        _scenario.Credential["credentialSubject"] = new JsonObject { ["id"] = "did:example:person", ["type"] = new JsonArray("EndorsementSubject"), ["endorsementComment"] = "Good" };
        var signed = Sign(_scenario.Credential);
        signed["type"] = new JsonArray("VerifiableCredential", Endorsement);

        Assert.Equal((Verdict.Undetermined, "context-not-understood"), Verify(signed));
    }

    [Fact]
    public void A_level_cannot_hide_in_an_inner_array()
    {
        Alignments(_scenario.Credential)[1]!["targetUrl"] = Eqf8;
        var signed = Sign(_scenario.Credential);
        Assert.Equal(Verdict.Invalid, Verify(signed).Verdict);

        Alignments(signed)[1] = new JsonArray(Alignments(signed)[1]!.DeepClone());

        Assert.Equal((Verdict.Undetermined, "context-not-understood"), Verify(signed));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_level_is_read_where_the_achievement_stands_in_a_list(bool isSigned)
    {
        Alignments(_scenario.Credential)[1]!["targetUrl"] = Eqf8;
        if (isSigned)
            InList(_scenario.Credential);
        var signed = Sign(_scenario.Credential);
        if (!isSigned)
            InList(signed);

        Assert.Equal((Verdict.Invalid, "signature-right"), Verify(signed));

        static void InList(JsonObject credential) =>
            credential["credentialSubject"]!["achievement"] = new JsonArray(credential["credentialSubject"]!["achievement"]!.DeepClone());
    }

    [Fact]
    public void A_profile_may_be_described_as_issuer_and_as_creator()
    {
        _scenario.Credential["credentialSubject"]!["achievement"]!["creator"] = new JsonObject
        {
            ["id"] = (string)_scenario.Credential["issuer"]!["id"]!,
            ["type"] = new JsonArray("Profile"),
            ["name"] = "Demo CVO, afdeling Aarschot",
        };

        Assert.Equal((Verdict.Valid, "signature-right"), Verify(Sign(_scenario.Credential)));
    }

    [Fact]
    public void Thousands_of_terms_are_not_looked_at()
    {
        var terms = new JsonObject();
        for (int number = 0; number < 30_000; number++)
            terms[$"a{number}"] = "urn:";
        var signed = Sign(_scenario.Credential);
        signed["@context"]!.AsArray().Add(terms);

        Assert.Equal("context-not-understood", Verify(signed).Proof);
    }

    private static JsonArray Alignments(JsonObject credential) => credential["credentialSubject"]!["achievement"]!["alignment"]!.AsArray();

    private static void Rename(JsonObject value, string from, string to)
    {
        value[to] = value[from]!.DeepClone();
        value.Remove(from);
    }

    private (Verdict Verdict, string Proof) Verify(JsonObject signed)
    {
        var report = _scenario.Verify(System.Text.Encoding.UTF8.GetBytes(signed.ToJsonString()));
        return (report.Verdict, report.Checks.Single(check => check.Id == "proof").Reason);
    }

    /// <summary>Signs as another product might: also what the suite here does not sign.</summary>
    private static JsonObject Sign(JsonObject credential, string proof = Proof, bool isPlain = true)
    {
        var options = JsonNode.Parse(proof)!.AsObject();
        options["verificationMethod"] = Scenario.Key.VerificationMethod;
        var document = SecuredDocument.Of(Parsed(credential), JsonLdContexts.Bundled);
        Assert.Equal(isPlain, document.HasPlainNames);
        byte[] hashes = new byte[64];
        Assert.Null(LinkedDataHash.Compute(document.WithContext(Parsed(options), "proofValue")!.Value, JsonLdContexts.Bundled, RdfcHash.Sha256, hashes));
        Assert.Null(document.HashCanonical(RdfcHash.Sha256, hashes.AsSpan(32)));
        options["proofValue"] = Multibase.EncodeBase58Btc(Scenario.Key.PrivateKey.Sign(hashes));
        var signed = credential.DeepClone().AsObject();
        signed["proof"] = options;
        return signed;
    }

    private static System.Text.Json.JsonElement Parsed(JsonObject json) => StrictJson.ParseElement(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString())).Value;
}
