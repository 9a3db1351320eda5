using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Issuing;
using Credentials.Schemas;
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

    private static JsonElement Parse(byte[] utf8) => JsonDocument.Parse(utf8).RootElement;
}
