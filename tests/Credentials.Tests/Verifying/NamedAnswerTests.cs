using Credentials.Issuing;
using Credentials.Verifying;

namespace Credentials.Tests.Verifying;

public class NamedAnswerTests
{
    public static TheoryData<string, CredentialForm> Cases()
    {
        var cases = new TheoryData<string, CredentialForm>();
        foreach (var name in NamedAnswers.All.Keys)
        {
            cases.Add(name, CredentialForm.VcJwt);
            cases.Add(name, CredentialForm.DataIntegrity);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_condition_has_its_own_answer(string name, CredentialForm form)
    {
        var one = NamedAnswers.All[name];
        var scenario = new Scenario(form);
        one.Spoil(scenario);

        var report = scenario.Verify();

        Assert.Equal(
            [CheckIds.Format, CheckIds.Proof, CheckIds.IssuerKey, CheckIds.IssuerTrust, CheckIds.Validity, CheckIds.Status, CheckIds.Schema, CheckIds.Content],
            report.Checks.Select(check => check.Id));
        var found = report.Checks.Single(check => check.Id == one.Expected.Id);
        Assert.Equal(one.Expected, found with { Detail = null });
        Assert.True(Severity(report.Verdict) >= Severity(VerdictOf(one.Expected.Outcome)));
    }

    [Theory]
    [InlineData(CredentialForm.VcJwt)]
    [InlineData(CredentialForm.DataIntegrity)]
    public void A_good_credential_is_valid_and_says_what_it_says(CredentialForm form)
    {
        var report = new Scenario(form).Verify();

        Assert.Equal(Verdict.Valid, report.Verdict);
        var credential = report.Credential!;
        Assert.Equal(("Informatica algemeen", "Žofia Peeters", "nl"), (credential.Title, credential.LearnerName, credential.Language));
        Assert.Equal(new DateOnly(2026, 6, 30), credential.AwardedOn);
        Assert.Equal([("vks", 3, "VKS-niveau 3"), ("eqf", 3, "EQF-niveau 3")], credential.Levels.Select(level => (level.Framework, level.Level!.Value, level.Name)));
        Assert.Equal(["Maakt een rekenblad", "Verstuurt een bericht"], credential.LearningOutcomes);
        Assert.Equal(("praktijkproef", "ter plaatse", "interne kwaliteitszorg"), (credential.Assessment, credential.Participation, credential.QualityAssurance));
        Assert.Equal(("PT60H, 3 ECTS", "geslaagd"), (credential.Workload, credential.Result));
        Assert.Equal(
            new ReportedIssuer(Scenario.IssuerDid, "Demo CVO", "0566.988.259", "Vlaanderen", "local", "What the credential calls itself"), credential.Issuer);
    }

    [Fact]
    public void The_name_of_an_unknown_issuer_is_only_a_claim()
    {
        var report = new Scenario(CredentialForm.VcJwt) { IsTrusted = false }.Verify();

        Assert.Equal(Verdict.Undetermined, report.Verdict);
        Assert.Equal(new ReportedIssuer(Scenario.IssuerDid, null, null, null, null, "What the credential calls itself"), report.Credential!.Issuer);
    }

    [Theory]
    [InlineData("key with a wrong name")]
    [InlineData("compromised before")]
    [InlineData("document unreachable")]
    public void No_content_is_a_fact_without_a_signature_that_counts(string name)
    {
        var scenario = new Scenario(CredentialForm.VcJwt);
        NamedAnswers.All[name].Spoil(scenario);

        Assert.Null(scenario.Verify().Credential);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_key_out_of_use_needs_a_signing_time(bool isCompromised)
    {
        var scenario = new Scenario(CredentialForm.VcJwt) { SignedAt = null };
        scenario.History = isCompromised
            ? [Scenario.Period(Scenario.Key, compromised: Scenario.Noon)]
            : [Scenario.Period(Scenario.Key, until: Scenario.Noon)];

        var report = scenario.Verify();

        Assert.Contains(Reasons.SigningTimeUnknown, report.Checks);
        Assert.Equal(Verdict.Undetermined, report.Verdict);
        Assert.Null(report.Credential);
    }

    [Theory]
    [InlineData(CredentialForm.VcJwt)]
    [InlineData(CredentialForm.DataIntegrity)]
    public void P256_keys_are_as_good(CredentialForm form)
    {
        var scenario = new Scenario(form) { SignWith = Scenario.P256Key, History = [Scenario.Period(Scenario.P256Key)] };

        Assert.Equal(Verdict.Valid, scenario.Verify().Verdict);
    }

    [Fact]
    public void Reasons_are_unique_stable_codes_with_a_sentence()
    {
        Assert.Distinct(Reasons.All.Select(reason => (reason.Id, reason.Reason)));
        Assert.All(Reasons.All, reason => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", reason.Reason));
        Assert.All(Reasons.All, reason => Assert.Matches(@"^\p{Lu}.*[.]$", reason.Message));
    }

    private static Verdict VerdictOf(CheckOutcome outcome) =>
        outcome == CheckOutcome.Failed ? Verdict.Invalid : outcome == CheckOutcome.Undetermined ? Verdict.Undetermined : Verdict.Valid;

    private static int Severity(Verdict verdict) => verdict == Verdict.Invalid ? 2 : verdict == Verdict.Undetermined ? 1 : 0;
}
