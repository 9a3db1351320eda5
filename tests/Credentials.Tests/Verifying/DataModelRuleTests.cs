using System.Text.Json.Nodes;
using Credentials.Issuing;
using Credentials.Verifying;

namespace Credentials.Tests.Verifying;

public class DataModelRuleTests
{
    public static TheoryData<string, CredentialForm> Cases()
    {
        var cases = new TheoryData<string, CredentialForm>();
        foreach (var name in DataModelRuleCases.All.Keys)
        {
            cases.Add(name, CredentialForm.VcJwt);
            cases.Add(name, CredentialForm.DataIntegrity);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_credential_is_held_against_each_rule_of_the_data_model(string name, CredentialForm form)
    {
        var one = DataModelRuleCases.All[name];
        // On no list, so that nothing more is asked of it than of anybody's.
        var scenario = new Scenario(form) { IsTrusted = false };
        one.Change(scenario.Credential);

        var report = scenario.Verify();

        Assert.Equal(one.Expected, report.Checks.Single(check => check.Id == one.Expected.Id) with { Detail = null });
        if (one.Expected.Outcome == CheckOutcome.Failed)
            Assert.Equal(Verdict.Invalid, report.Verdict);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Who_secures_a_credential_is_told_the_same_beforehand(string name, CredentialForm form)
    {
        var one = DataModelRuleCases.All[name];
        var credential = new Scenario(form).Credential;
        one.Change(credential);

        var fault = UnsignedContent.Faults(System.Text.Json.JsonSerializer.SerializeToElement(credential)) is [var first, ..] ? first : null;

        Assert.Equal(one.Expected.Outcome == CheckOutcome.Failed ? one.Expected : null, fault is null ? null : fault with { Detail = null });
    }

    [Fact]
    public void Nothing_is_secured_by_data_model_1_1()
    {
        var credential = new Scenario(CredentialForm.VcJwt).Credential;
        credential["@context"]![0] = "https://www.w3.org/2018/credentials/v1";
        credential["issuanceDate"] = "2026-06-30T00:00:00Z";

        Assert.Contains(Reasons.ContextWrong, UnsignedContent.Faults(System.Text.Json.JsonSerializer.SerializeToElement(credential)));
    }

    [Fact]
    public void Our_own_presentation_breaks_no_rule() =>
        Assert.Null(UnsignedContent.FaultOfPresentation(System.Text.Json.JsonSerializer.SerializeToElement(Presentation())));

    [Theory]
    [InlineData("4.3", "@context", null)]
    [InlineData("4.3", "@context", "[]")]
    [InlineData("4.3", "@context", """["https://a.example/c", "https://www.w3.org/ns/credentials/v2"]""")]
    [InlineData("4.3", "@context", """["https://www.w3.org/ns/credentials/v2", "https ://a.example"]""")]
    [InlineData("4.3", "@context", """["https://www.w3.org/ns/credentials/v2", 7]""")]
    [InlineData("4.4", "id", "7")]
    [InlineData("4.4", "id", "\"number one\"")]
    [InlineData("4.5", "type", """["VerifiablePresentation", 7]""")]
    [InlineData("4.5", "termsOfUse", """{"id": "urn:a:1"}""")]
    [InlineData("4.13", "holder", "\"the learner\"")]
    [InlineData("4.13", "holder", """{"name": "the learner"}""")]
    [InlineData("4.13", "holder", """{"id": "the learner"}""")]
    [InlineData("4.13", "verifiableCredential", "\"https://a.example/credential\"")]
    [InlineData("4.13", "verifiableCredential", "[7]")]
    public void A_presentation_that_breaks_a_rule_is_malformed(string section, string member, string? value)
    {
        foreach (var form in Enum.GetValues<CredentialForm>().Where(form => form != CredentialForm.SdJwtVc))
        {
            var presentation = Presentation();
            if (value is null)
                presentation.Remove(member);
            else
                presentation[member] = JsonNode.Parse(value);

            var report = PresentationTests.Verify(PresentationTests.Sign(presentation, form));

            Assert.Equal(report.Checks[0], UnsignedContent.FaultOfPresentation(System.Text.Json.JsonSerializer.SerializeToElement(presentation)));
            Assert.Equal(Reasons.PresentationMalformed, report.Checks[0] with { Detail = null });
            Assert.Equal((section, "/" + member), (section, report.Checks[0].Detail));
            Assert.Equal(Verdict.Invalid, report.Verdict);
        }
    }

    [Theory]
    [InlineData("id", "\"urn:uuid:1b6ef2a4-0000-4000-8000-000000000009\"")]
    [InlineData("type", """["VerifiablePresentation", "https://a.example/T"]""")]
    [InlineData("termsOfUse", """{"type": "T"}""")]
    [InlineData("@context", """["https://www.w3.org/ns/credentials/v2", {"a": "https://a.example#a"}]""")]
    public void A_presentation_that_keeps_the_rules_is_well_formed(string member, string value)
    {
        var presentation = Presentation();
        presentation[member] = JsonNode.Parse(value);

        var report = PresentationTests.Verify(PresentationTests.Sign(presentation, CredentialForm.VcJwt));

        Assert.Equal(Reasons.PresentationWellFormed, report.Checks[0]);
        Assert.Equal(Verdict.Valid, report.Verdict);
    }

    [Theory]
    [InlineData("""["https://www.w3.org/ns/credentials/v2"]""", true)]
    [InlineData("\"https://www.w3.org/ns/credentials/v2\"", true)]
    [InlineData("[]", false)]
    [InlineData("\"https://www.w3.org/ns/credentials/examples/v2\"", false)]
    [InlineData(null, false)]
    public void An_envelope_names_the_base_context(string? context, bool isRead)
    {
        var token = System.Text.Encoding.ASCII.GetString(new Scenario(CredentialForm.VcJwt).Sign());
        var envelope = new JsonObject { ["type"] = "EnvelopedVerifiableCredential", ["id"] = "data:application/vc+jwt," + token };
        if (context is not null)
            envelope["@context"] = JsonNode.Parse(context);

        var report = new Scenario(CredentialForm.VcJwt).Verify(System.Text.Encoding.UTF8.GetBytes(envelope.ToJsonString()));

        Assert.Equal(isRead ? Reasons.WellFormed : Reasons.EnvelopeMalformed, report.Checks[0]);
        Assert.Equal(isRead ? Verdict.Valid : Verdict.Invalid, report.Verdict);
    }

    private static JsonObject Presentation() => PresentationTests.Presentation(PresentationTests.Contained(CredentialForm.VcJwt));
}
