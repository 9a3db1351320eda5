using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Encoding;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.LinkedData;
using Credentials.Schemas;
using Credentials.Signing;
using Credentials.Verifying;

namespace Credentials.Tests.Verifying;

/// <summary>What is handed in together is bounded together: it cannot cost the bound of one document as many times as it has documents and proofs.</summary>
public class SharedWorkTests
{
    private static readonly SigningKey Key = DidKey();
    private static readonly Did Signer = Did.TryParse(Key.VerificationMethod.Split('#')[0], out var did) ? did : throw new InvalidOperationException();

    [Fact]
    public void A_set_of_proofs_tries_a_document_that_cannot_be_hashed_once()
    {
        var contexts = JsonLdContexts.Bundled.Within(new WorkAllowance());
        var proofs = DataIntegrityProof.Read(Element(Poison(proofs: 8, isChain: false)), contexts).Value;

        Assert.Equal(ProblemCode.TooLarge, proofs[0].Check(Key.PrivateKey.PublicKey).Problem!.Code);
        var left = contexts.Allowance!.Left;
        Assert.All(proofs, proof => Assert.Equal(ProblemCode.TooLarge, proof.Check(Key.PrivateKey.PublicKey).Problem!.Code));

        Assert.InRange(left - contexts.Allowance.Left, 0, 200_000);
    }

    [Fact]
    public void Credentials_endorsements_and_links_of_chains_share_the_work()
    {
        var presented = Read([.. Enumerable.Range(0, 16).Select(number => WithEndorsements(number, Enumerable.Range(0, 8).Select(_ => Poison(proofs: 8, isChain: true))))]);

        var report = Verify(presented, endorsements: 8);

        var proofs = report.Contained.SelectMany(one => one.Endorsements).Select(one => one.Checks.Single(check => check.Id == CheckIds.Proof)).ToList();
        Assert.Equal(128, proofs.Count);
        Assert.All(proofs, check => Assert.Equal((CheckOutcome.Undetermined, "proof-not-supported"), (check.Outcome, check.Reason)));
        Assert.Contains("resemble", proofs[0].Detail, StringComparison.Ordinal);
        Assert.True(presented.Members.Contexts.Allowance!.IsUsedUp);
        Assert.All(proofs[32..], check => Assert.Contains("together", check.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public void Schemas_of_all_credentials_share_the_work()
    {
        var levels = string.Join(',', Enumerable.Range(1, 39).Select(level =>
            $$"""
            "l{{level}}":{"allOf":[{"$ref":"#/$defs/l{{level - 1}}"},{"$ref":"#/$defs/l{{level - 1}}"}]}
            """));
        var heavy = JsonSchema.Read(Element(JsonNode.Parse($$"""{"$defs":{"l0":true,{{levels}} },"$ref":"#/$defs/l39"}""")!)).Value;
        var value = Element(new JsonObject());
        var work = new WorkAllowance();

        Assert.False(heavy.TryValidate(value, work, out var errors));
        Assert.Contains("work", Assert.Single(errors).Detail, StringComparison.Ordinal);
        Assert.False(heavy.TryValidate(value, work, out _));

        Assert.True(work.IsUsedUp);
        Assert.False(JsonSchema.Read(Element(JsonNode.Parse("{}")!)).Value.TryValidate(value, work, out _));
    }

    [Fact]
    public void A_report_is_the_same_when_it_is_made_again()
    {
        var presented = Read([.. Enumerable.Range(0, 4).Select(number => WithEndorsements(number, Enumerable.Range(0, 8).Select(_ => Poison(proofs: 2, isChain: true))))]);

        var first = Verify(presented, endorsements: 8);
        var second = Verify(presented, endorsements: 8);

        Assert.Equal(Outcomes(first), Outcomes(second));
    }

    [Fact]
    public void A_large_but_honest_presentation_is_done()
    {
        JsonNode Endorsement() => Signed(Credential("urn:e"), ProofForm.Rdfc);
        var presented = Read([.. Enumerable.Range(0, 16).Select(number => WithEndorsements(number, Enumerable.Range(0, 8).Select(_ => Endorsement()), ProofForm.Rdfc))]);

        var report = Verify(presented, endorsements: 8);

        Assert.All(
            report.Contained.SelectMany(one => one.Endorsements.Prepend(one)),
            one => Assert.Equal(CheckOutcome.Passed, one.Checks.Single(check => check.Id == CheckIds.Proof).Outcome));
        Assert.Equal(128, report.Contained.Sum(one => one.Endorsements.Count));
        Assert.InRange(presented.Members.Contexts.Allowance!.Left, WorkAllowance.Usual / 4, WorkAllowance.Usual);
    }

    private static PresentedCredential Read(JsonNode[] credentials) =>
        PresentedCredential.Parse(System.Text.Encoding.UTF8.GetBytes(PresentationTests.Presentation(credentials).ToJsonString())).Value;

    private static VerificationReport Verify(PresentedCredential presented, int endorsements)
    {
        var facts = new VerificationFacts
        {
            Now = Scenario.Noon,
            IssuerDocument = new Gathered<DidDocument>.Found(DidDocument.FromIdentifier(Signer).Value),
            TrustedIssuer = new Gathered<TrustedIssuer>.NotFound("unknown"),
            StatusLists = new Dictionary<string, Gathered<PublishedStatusList>>(),
        };
        var whole = facts with { Endorsements = [.. Enumerable.Repeat(facts, endorsements)] };
        return CredentialVerifier.VerifyPresentation(presented, [.. presented.Contained.Select(_ => whole)], facts);
    }

    private static List<(CheckOutcome, string)> Outcomes(VerificationReport report) =>
        [.. report.Contained.SelectMany(one => one.Endorsements.Prepend(one)).SelectMany(one => one.Checks).Select(check => (check.Outcome, check.Detail ?? ""))];

    private static JsonNode WithEndorsements(int number, IEnumerable<JsonNode> endorsements, ProofForm form = ProofForm.Jcs)
    {
        var credential = Credential($"urn:c:{number}");
        credential["endorsement"] = new JsonArray([.. endorsements]);
        return Signed(credential, form);
    }

    private static JsonObject Credential(string id) => new()
    {
        ["@context"] = new JsonArray(CredentialTerms.CredentialsContext, CredentialTerms.OpenBadgesContext),
        ["type"] = new JsonArray("VerifiableCredential"),
        ["id"] = id,
        ["issuer"] = Signer.Value,
        ["description"] = new string('x', 2000),
        ["credentialSubject"] = new JsonObject { ["id"] = "urn:s" },
    };

    private static JsonNode Signed(JsonObject credential, ProofForm form) =>
        JsonNode.Parse(DataIntegrityProof.Add(Element(credential), Key, Scenario.Noon, form: form))!;

    // Blank nodes of which each is related to each other: nothing tells them apart, and there are as many orders as the factorial of their number.
    private static JsonObject Poison(int proofs, bool isChain)
    {
        const int Nodes = 10;
        var items = Enumerable.Range(0, Nodes).Select(one => new JsonObject
        {
            ["id"] = $"_:n{one}",
            ["knows"] = new JsonArray([.. Enumerable.Range(0, Nodes).Where(other => other != one).Select(other => JsonValue.Create($"_:n{other}"))]),
        });
        return new JsonObject
        {
            ["@context"] = new JsonArray(
                CredentialTerms.CredentialsContext, JsonNode.Parse("""{"knows":{"@id":"urn:x:knows","@type":"@id"},"has":"urn:x:has"}""")),
            ["type"] = new JsonArray("VerifiableCredential"),
            ["issuer"] = Signer.Value,
            ["credentialSubject"] = new JsonObject { ["id"] = "urn:s", ["has"] = new JsonArray([.. items]) },
            ["proof"] = new JsonArray([.. Enumerable.Range(0, proofs).Select(number => Proof(number, isChain && number > 0))]),
        };
    }

    private static JsonObject Proof(int number, bool isLink)
    {
        var proof = new JsonObject
        {
            ["id"] = $"urn:p:{number}",
            ["type"] = "DataIntegrityProof",
            ["cryptosuite"] = "ecdsa-rdfc-2019",
            ["created"] = "2026-07-01T12:00:00Z",
            ["proofPurpose"] = "assertionMethod",
            ["verificationMethod"] = Key.VerificationMethod,
            ["proofValue"] = Multibase.EncodeBase58Btc(new byte[64]),
        };
        if (isLink)
            proof["previousProof"] = $"urn:p:{number - 1}";
        return proof;
    }

    private static JsonElement Element(JsonNode json) => StrictJson.ParseElement(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString())).Value;

    private static SigningKey DidKey()
    {
        var key = PrivateKey.Generate(KeyAlgorithm.P256);
        var did = DidDocument.ToDidKey(key.PublicKey);
        return new SigningKey($"{did.Value}#{did.MethodSpecificId}", key);
    }
}
