using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Issuing;
using Credentials.Presentations;
using Credentials.Schemas;
using Credentials.Tests.Presentations;
using Credentials.Verifying;

namespace Credentials.Tests.Verifying;

/// <summary>The published schema and what is written agree, for every answer there is.</summary>
public class VerificationReportJsonTests
{
    private static readonly JsonSchema Schema = JsonSchema.Read(Parse(RepositoryFiles.Read("schemas", "verification-report.schema.json"))).Value;

    [Fact]
    public void Every_named_answer_fits_the_schema()
    {
        foreach (var one in NamedAnswers.All.Values)
        {
            var scenario = new Scenario(CredentialForm.VcJwt);
            one.Spoil(scenario);

            Assert.Empty(Schema.Validate(Parse(VerificationReportJson.Serialize(scenario.Verify()))));
        }
    }

    [Fact]
    public void Every_reason_fits_the_schema()
    {
        var report = new VerificationReport(Reasons.All, Scenario.Noon) { Contained = [new VerificationReport([Reasons.WellFormed], Scenario.Noon)] };

        Assert.Empty(Schema.Validate(Parse(VerificationReportJson.Serialize(report))));
    }

    [Theory]
    [InlineData("verdict", "\"probably\"")]
    [InlineData("checks", "[]")]
    [InlineData("checks", "[{\"id\":\"format\",\"outcome\":\"passed\",\"reason\":\"Well Formed\",\"message\":\"m\"}]")]
    [InlineData("checks", "[{\"id\":\"vibes\",\"outcome\":\"passed\",\"reason\":\"good\",\"message\":\"m\"}]")]
    [InlineData("verifiedAt", "\"yesterday\"")]
    [InlineData("note", "\"more\"")]
    public void The_schema_refuses_what_is_never_written(string member, string value)
    {
        var report = JsonNode.Parse(VerificationReportJson.Serialize(new Scenario(CredentialForm.VcJwt).Verify()))!;
        report[member] = JsonNode.Parse(value);

        Assert.False(Schema.Accepts(Parse(System.Text.Encoding.UTF8.GetBytes(report.ToJsonString()))));
    }

    [Fact]
    public void The_report_reads_as_agreed()
    {
        var json = Parse(VerificationReportJson.Serialize(new Scenario(CredentialForm.VcJwt).Verify()));

        Assert.Equal("valid", json.GetProperty("verdict").GetString());
        Assert.Equal("2026-07-02T12:00:00Z", json.GetProperty("verifiedAt").GetString());
        Assert.Equal(
            """{"id":"status","outcome":"passed","reason":"active","message":"The credential is neither revoked nor suspended."}""",
            json.GetProperty("checks")[5].GetRawText());
        Assert.Equal("2026-06-30", json.GetProperty("credential").GetProperty("awardedOn").GetString());
        Assert.Equal("2026-06-30T00:00:00+02:00", json.GetProperty("credential").GetProperty("validFrom").GetString());
        Assert.Equal("Žofia Peeters", json.GetProperty("credential").GetProperty("learnerName").GetString());
    }

    [Fact]
    public void Every_kind_of_report_is_read_back_as_it_was_written()
    {
        foreach (var report in Reports())
        {
            var json = VerificationReportJson.Serialize(report);
            Assert.Empty(Schema.Validate(Parse(json)));
            var read = VerificationReportJson.Parse(json).Value;
            Assert.Equal(json, VerificationReportJson.Serialize(read));
            Assert.Equal(report.Verdict, read.Verdict);
            Assert.Equal(report.Checks, read.Checks);
        }
    }

    [Fact]
    public void What_a_page_shows_of_a_claim_is_read_back_too()
    {
        var report = Answers.Judge("micro-credential", Answers.Bind(Answers.Show()), Asks.For([.. AskedClaim.All]));

        var read = VerificationReportJson.Parse(VerificationReportJson.Serialize(report)).Value.Credential!;

        foreach (var (before, after) in report.Credential!.Claims.Zip(read.Claims))
            Assert.Equal(
                (before.Name, before.NameIn("nl"), before.Text, before.IsToldElsewhere), (after.Name, after.NameIn("nl"), after.Text, after.IsToldElsewhere));
        Assert.Contains(read.Claims, claim => claim.IsToldElsewhere);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"verdict\":\"valid\",\"checks\":[],\"verifiedAt\":\"2026-07-02T12:00:00Z\"}")]
    public void What_is_no_report_is_not_read(string text) => Assert.False(VerificationReportJson.Parse(System.Text.Encoding.UTF8.GetBytes(text)).IsSuccess);

    [Theory]
    [InlineData("verdict", "\"invalid\"")]
    [InlineData("verdict", "1")]
    [InlineData("checks", "{}")]
    [InlineData("checks", "[1]")]
    [InlineData("checks", "[{\"id\":\"format\",\"outcome\":\"good\",\"reason\":\"r\",\"message\":\"m\"}]")]
    [InlineData("verifiedAt", "\"yesterday\"")]
    [InlineData("credential", "[]")]
    [InlineData("credential", "{\"levels\":[],\"learningOutcomes\":[1]}")]
    [InlineData("credential", "{\"levels\":[],\"learningOutcomes\":[],\"awardedOn\":\"June\"}")]
    [InlineData("credential", "{\"levels\":[{\"framework\":\"eqf\",\"level\":\"4\",\"uri\":\"u\",\"name\":\"n\"}],\"learningOutcomes\":[]}")]
    [InlineData("credential", "{\"levels\":[],\"learningOutcomes\":[],\"claims\":[{\"name\":\"n\"}]}")]
    [InlineData("contained", "[null]")]
    public void A_report_with_one_wrong_value_is_not_read(string member, string value)
    {
        var report = JsonNode.Parse(VerificationReportJson.Serialize(new Scenario(CredentialForm.VcJwt).Verify()))!;
        report[member] = JsonNode.Parse(value);

        Assert.Equal(ProblemCode.InvalidInput, VerificationReportJson.Parse(System.Text.Encoding.UTF8.GetBytes(report.ToJsonString())).Problem!.Code);
    }

    private static IEnumerable<VerificationReport> Reports()
    {
        foreach (var one in NamedAnswers.All.Values)
        {
            var scenario = new Scenario(CredentialForm.VcJwt);
            one.Spoil(scenario);
            yield return scenario.Verify();
        }

        yield return new VerificationReport(Reasons.All, Scenario.Noon) { Contained = [new VerificationReport([Reasons.WellFormed], Scenario.Noon)] };
        foreach (var ask in new[] { Asks.For(), Asks.For([.. AskedClaim.All]), new PresentationAsk(Asks.Achievement(), 8, [AskedClaim.Title]) })
        {
            yield return Answers.Judge("micro-credential", Answers.Bind(Answers.Show()), ask);
            yield return Answers.Judge("micro-credential", Answers.Show(), ask);
            yield return Answers.Judge("learning-credential", Answers.Bind(Answers.Show("learning-credential")), ask);
            yield return Answers.Judge("vc-jwt", Answers.SignToken(), ask);
            yield return Answers.Judge("vc-jwt", Answers.SignWrapped(), ask);
            yield return Answers.Judge("data-integrity", Answers.SignProof(), ask);
        }
    }

    private static JsonElement Parse(byte[] utf8) => JsonDocument.Parse(utf8).RootElement;
}
