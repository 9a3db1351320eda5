using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Issuing;
using Credentials.LinkedData;
using Credentials.Presentations;
using Credentials.Signing;
using Credentials.Verifying;

namespace Credentials.Tests.Verifying;

/// <summary>A credential in a context that does not come along is decided upon where the deployment has it, wherever the credential stands.</summary>
public class AddedContextTests
{
    private const string Url = "https://terms.example/v1";

    private static readonly JsonLdContexts Added =
        JsonLdContexts.Bundled.With(Url, """{"@context": {"@protected": true, "courseMark": "https://terms.example/courseMark"}}"""u8).Value;

    [Theory]
    [InlineData("alone")]
    [InlineData("in a presentation")]
    [InlineData("in the token of a presentation")]
    [InlineData("as an endorsement")]
    public void It_verifies_with_the_context_and_is_undetermined_without(string place)
    {
        var text = Placed(Credential(), place);

        Assert.Equal(CheckOutcome.Passed, ProofOf(PresentedCredential.Parse(text, Added).Value, place).Outcome);
        Assert.Equal(CheckOutcome.Undetermined, ProofOf(PresentedCredential.Parse(text).Value, place).Outcome);
    }

    [Fact]
    public void In_a_wallets_answer_it_verifies_with_the_context_and_is_undetermined_without()
    {
        var answer = JsonSerializer.SerializeToElement(new JsonObject
        {
            [CredentialQuery.DataIntegrity.Id] = new JsonArray(JsonNode.Parse(Placed(Credential(), "in a presentation"))),
        });

        Assert.Equal(CheckOutcome.Passed, ProofOf(PresentedAnswer.Read(answer, Added).Value, "in a presentation").Outcome);
        Assert.Equal(CheckOutcome.Undetermined, ProofOf(PresentedAnswer.Read(answer).Value, "in a presentation").Outcome);
    }

    [Theory]
    [InlineData("alone")]
    [InlineData("as an endorsement")]
    public void What_the_context_defines_is_signed(string place)
    {
        var changed = Credential();
        changed["credentialSubject"]!["courseMark"] = "20/20";

        Assert.Equal(CheckOutcome.Failed, ProofOf(PresentedCredential.Parse(Placed(changed, place), Added).Value, place).Outcome);
    }

    [Fact]
    public void Nobody_signs_as_RDF_what_no_context_defines() => Assert.Equal(
        ProblemCode.Unavailable, DataIntegrityProof.TryAdd(JsonSerializer.SerializeToElement(Unsigned()), Scenario.Key, Scenario.Noon, "assertionMethod", ProofForm.Rdfc).Problem?.Code);

    private static VerificationCheck ProofOf(PresentedCredential presented, string place)
    {
        var one = place == "as an endorsement" ? Assert.Single(presented.Endorsements) : presented.IsPresentation ? Assert.Single(presented.Contained) : presented;
        return CredentialVerifier.Verify(one, new Scenario(CredentialForm.DataIntegrity).Facts()).Checks.Single(check => check.Id == CheckIds.Proof);
    }

    private static byte[] Placed(JsonObject credential, string place)
    {
        if (place == "alone")
            return System.Text.Encoding.UTF8.GetBytes(credential.ToJsonString());
        if (place != "as an endorsement")
            return PresentationTests.Sign(
                PresentationTests.Presentation(credential), place == "in a presentation" ? CredentialForm.DataIntegrity : CredentialForm.VcJwt);
        var scenario = new Scenario(CredentialForm.VcJwt);
        scenario.Credential["endorsement"] = new JsonArray(credential);
        return scenario.Sign();
    }

    private static JsonObject Credential() => JsonNode.Parse(DataIntegrityProof.TryAdd(
        JsonSerializer.SerializeToElement(Unsigned()), Scenario.Key, Scenario.Noon, "assertionMethod", ProofForm.Rdfc, Added).Value)!.AsObject();

    private static JsonObject Unsigned() => new()
    {
        ["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2", Url),
        ["type"] = new JsonArray("VerifiableCredential"),
        ["issuer"] = Scenario.IssuerDid,
        ["validFrom"] = "2026-06-30T00:00:00Z",
        ["credentialSubject"] = new JsonObject { ["id"] = "did:web:learner.example", ["courseMark"] = "14/20" },
    };
}
