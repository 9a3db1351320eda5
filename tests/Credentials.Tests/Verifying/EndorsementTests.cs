using System.Text.Json.Nodes;
using Credentials.Issuing;
using Credentials.Verifying;

namespace Credentials.Tests.Verifying;

public class EndorsementTests
{
    private const string CredentialId = "urn:uuid:1b6ef2a4-0000-4000-8000-000000000001";

    [Theory]
    [InlineData(CredentialForm.VcJwt)]
    [InlineData(CredentialForm.DataIntegrity)]
    public void An_endorsement_alone_is_read_and_says_what_it_says(CredentialForm form)
    {
        var report = Endorsement(form, CredentialId).Verify();

        Assert.Equal(Verdict.Valid, report.Verdict);
        Assert.Equal((CredentialId, "Good work", "An endorsement"), (report.Credential!.Endorses, report.Credential.EndorsementComment, report.Credential.Title));
        Assert.Null(report.Credential.LearnerName);
    }

    [Theory]
    [InlineData("id", "/id")]
    [InlineData("validFrom", "/validFrom")]
    public void An_endorsement_has_what_Open_Badges_requires(string member, string pointer)
    {
        var scenario = Endorsement(CredentialForm.VcJwt, CredentialId);
        scenario.Credential.Remove(member);

        Assert.Contains(Reasons.EndorsementIncomplete.Because(pointer), scenario.Verify().Checks);
    }

    [Theory]
    [InlineData("/id")]
    [InlineData("/type")]
    public void An_endorsement_says_what_it_endorses(string pointer)
    {
        var scenario = Endorsement(CredentialForm.VcJwt, CredentialId);
        scenario.Credential["credentialSubject"]!.AsObject().Remove(pointer[1..]);

        Assert.Contains(Reasons.EndorsementIncomplete.Because("/credentialSubject" + pointer), scenario.Verify().Checks);
    }

    [Fact]
    public void Endorsements_inside_a_credential_have_reports_of_their_own_that_change_nothing()
    {
        var scenario = new Scenario(CredentialForm.VcJwt);
        var wrong = JsonNode.Parse(Endorsement(CredentialForm.DataIntegrity, CredentialId).Sign())!;
        wrong["name"] = "forged";
        scenario.Credential["endorsement"] = new JsonArray(JsonNode.Parse(Endorsement(CredentialForm.DataIntegrity, CredentialId).Sign()), wrong);
        scenario.Credential["issuer"]!["endorsementJwt"] = new JsonArray(Token(Endorsement(CredentialForm.VcJwt, Scenario.IssuerDid)));
        scenario.Credential["credentialSubject"]!["achievement"]!["endorsementJwt"] =
            new JsonArray(Token(Endorsement(CredentialForm.VcJwt, "https://centre.example/achievements/demo/informatica/1")), "no token");
        Gather(scenario, 5);

        var report = scenario.Verify();

        Assert.Equal(Verdict.Valid, report.Verdict);
        Assert.Equal([Verdict.Valid, Verdict.Invalid, Verdict.Valid, Verdict.Valid, Verdict.Invalid], report.Endorsements.Select(one => one.Verdict));
        Assert.Equal("Good work", report.Endorsements[0].Credential!.EndorsementComment);
        Assert.Null(report.Endorsements[1].Credential);
        var read = VerificationReportJson.Parse(VerificationReportJson.Serialize(report)).Value;
        Assert.Equal(report.Endorsements.Select(one => one.Verdict), read.Endorsements.Select(one => one.Verdict));
        Assert.Equal(VerificationReportJson.Serialize(report), VerificationReportJson.Serialize(read));
    }

    [Fact]
    public void An_endorsement_of_something_else_is_not_this_ones()
    {
        var scenario = new Scenario(CredentialForm.VcJwt);
        scenario.Credential["endorsementJwt"] = new JsonArray(Token(Endorsement(CredentialForm.VcJwt, "urn:a:another")), Token(new Scenario(CredentialForm.VcJwt)));
        Gather(scenario, 2);

        var endorsements = scenario.Verify().Endorsements;

        Assert.Contains(Reasons.EndorsesAnother, endorsements[0].Checks);
        Assert.Contains(Reasons.EndorsementIncomplete.Because("/type"), endorsements[1].Checks);
        Assert.All(endorsements, one => Assert.Equal(Verdict.Invalid, one.Verdict));
    }

    [Fact]
    public void Eight_endorsements_are_read_and_the_rest_is_counted()
    {
        var scenario = new Scenario(CredentialForm.VcJwt);
        var token = Token(Endorsement(CredentialForm.VcJwt, CredentialId));
        scenario.Credential["endorsementJwt"] = new JsonArray([.. Enumerable.Range(0, 11).Select(_ => (JsonNode)token)]);
        Gather(scenario, 11);

        var report = scenario.Verify();

        Assert.Equal((8, 3), (report.Endorsements.Count, report.EndorsementsLeftOut));
        Assert.Equal(3, VerificationReportJson.Parse(VerificationReportJson.Serialize(report)).Value.EndorsementsLeftOut);
    }

    [Fact]
    public void Endorsements_of_a_forged_credential_are_not_reported()
    {
        var scenario = new Scenario(CredentialForm.VcJwt) { SignWith = Scenario.StrangersKey with { VerificationMethod = Scenario.Key.VerificationMethod } };
        scenario.Credential["endorsementJwt"] = new JsonArray(Token(Endorsement(CredentialForm.VcJwt, CredentialId)));
        Gather(scenario, 1);

        Assert.Empty(scenario.Verify().Endorsements);
    }

    private static Scenario Endorsement(CredentialForm form, string of)
    {
        var scenario = new Scenario(form) { Register = "elsewhere" };
        scenario.Credential["id"] = "urn:uuid:1b6ef2a4-0000-4000-8000-000000000077";
        scenario.Credential["type"] = new JsonArray("VerifiableCredential", "EndorsementCredential");
        scenario.Credential["name"] = "An endorsement";
        scenario.Credential["credentialSubject"] = new JsonObject
        {
            ["id"] = of,
            ["type"] = new JsonArray("EndorsementSubject"),
            ["endorsementComment"] = "Good work",
        };
        return scenario;
    }

    private static string Token(Scenario scenario) => System.Text.Encoding.ASCII.GetString(scenario.Sign());

    private static void Gather(Scenario scenario, int count) =>
        scenario.EndorsementFacts.AddRange(Enumerable.Range(0, count).Select(_ => new Scenario(CredentialForm.VcJwt) { Register = "elsewhere" }.Facts()));
}
