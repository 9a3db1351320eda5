using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Credentials.Encoding;
using Credentials.Issuing;
using Credentials.SdJwtVcs;
using Credentials.Tests.Issuing;
using Credentials.Verifying;

namespace Credentials.Tests.Verifying;

public class SchemaAndResourceTests
{
    private const string Url = "https://schemas.example/one.json";
    private const string Draft = "\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"";

    [Theory]
    [InlineData("JsonSchema", "{" + Draft + """, "required": ["id"], "properties": {"name": {"type": "string"}}}""", "as-schema-says")]
    [InlineData("JsonSchema", """{"$schema": "https://json-schema.org/draft/2019-09/schema#", "type": "object"}""", "as-schema-says")]
    [InlineData("1EdTechJsonSchemaValidator2019", """{"$schema": "https://json-schema.org/draft/2019-09/schema#", "required": ["issuer"]}""", "as-schema-says")]
    [InlineData("JsonSchema", "{" + Draft + """, "required": ["nothing"]}""", "not-as-schema-says")]
    [InlineData("JsonSchema", "{" + Draft + """, "properties": {"credentialSubject": {"required": ["id"]}}}""", "not-as-schema-says")]
    [InlineData("JsonSchema", "{" + Draft + """, "unknownKeyword": 1}""", "schema-unusable")]
    [InlineData("JsonSchema", """{"type": "object"}""", "schema-unusable")]
    [InlineData("JsonSchema", """{"$schema": "http://json-schema.org/draft-04/schema#"}""", "schema-unusable")]
    [InlineData("JsonSchema", "no JSON", "schema-unusable")]
    [InlineData("JsonSchemaCredential", "{" + Draft + "}", "unknown-schema-type")]
    public void A_credential_is_held_against_its_schema(string type, string schema, string reason)
    {
        foreach (var form in (CredentialForm[])[CredentialForm.VcJwt, CredentialForm.DataIntegrity])
        {
            var scenario = WithSchema(form, type);
            scenario.Documents[Url] = Scenario.Answer(schema);

            Assert.Equal(reason, scenario.Verify().Checks.Single(check => check.Id == CheckIds.Schema).Reason);
        }
    }

    [Fact]
    public void A_schema_that_cannot_be_had_is_undetermined()
    {
        var unreachable = WithSchema(CredentialForm.VcJwt, "JsonSchema");
        unreachable.Documents[Url] = new Gathered<NamedDocument>.Unreachable("down");

        Assert.Contains(Reasons.SchemaNotAvailable.Because("down"), unreachable.Verify().Checks);
        Assert.Equal(Verdict.Undetermined, WithSchema(CredentialForm.VcJwt, "JsonSchema").Verify().Verdict);
    }

    [OpenBadgesFact]
    public void A_badge_is_held_against_the_schema_of_1EdTech()
    {
        var scenario = WithSchema(CredentialForm.DataIntegrity, "1EdTechJsonSchemaValidator2019");
        scenario.Documents[Url] = Scenario.Answer(File.ReadAllText(OpenBadgesFactAttribute.SchemaPath!));
        scenario.Credential["credentialSubject"]!["achievement"]!.AsObject().Remove("name");

        Assert.StartsWith(Url + ": ", scenario.Verify().Checks.Single(check => check.Reason == Reasons.NotAsSchemaSays.Reason).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_schema_counts()
    {
        var scenario = WithSchema(CredentialForm.VcJwt, "JsonSchema");
        scenario.Credential["credentialSchema"] = JsonNode.Parse("""[{"id": "urn:a:1", "type": "X"}, {"id": "https://schemas.example/one.json", "type": "JsonSchema"}]""");
        scenario.Documents[Url] = Scenario.Answer("{" + Draft + """, "required": ["nothing"]}""");
        Assert.Contains(scenario.Verify().Checks, check => check.Reason == Reasons.NotAsSchemaSays.Reason);

        scenario.Documents[Url] = Scenario.Answer("{" + Draft + "}");
        Assert.Contains(Reasons.UnknownSchemaType, scenario.Verify().Checks);
    }

    [Fact]
    public void More_schemas_than_are_asked_for_leave_it_undetermined()
    {
        var scenario = WithSchema(CredentialForm.VcJwt, "JsonSchema");
        scenario.Credential["credentialSchema"] = new JsonArray(
            [.. Enumerable.Range(0, 5).Select(number => new JsonObject { ["id"] = $"{Url}?{number}", ["type"] = "JsonSchema" })]);
        for (var number = 0; number < 5; number++)
            scenario.Documents[$"{Url}?{number}"] = Scenario.Answer("{" + Draft + "}");

        Assert.Equal(4, PresentedCredential.Parse(scenario.Sign()).Value.DocumentUrls.Count);
        Assert.Contains(scenario.Verify().Checks, check => check.Reason == Reasons.SchemaNotAvailable.Reason);
    }

    [Fact]
    public void A_schema_is_the_one_that_its_digest_says()
    {
        var text = "{" + Draft + "}";
        var scenario = WithSchema(CredentialForm.VcJwt, "JsonSchema");
        scenario.Documents[Url] = Scenario.Answer(text);
        scenario.Credential["credentialSchema"]!["digestSRI"] = SubresourceIntegrity.Of(System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Contains(Reasons.AsSchemaSays, scenario.Verify().Checks);

        scenario.Documents[Url] = Scenario.Answer(text + " ");
        Assert.Contains(Reasons.SchemaAltered.Because(Url), scenario.Verify().Checks);
    }

    [Theory]
    [InlineData(true, false, "complete")]
    [InlineData(false, false, "complete")]
    [InlineData(true, true, "related-resource-differs")]
    [InlineData(false, true, "related-resource-differs")]
    public void A_related_resource_is_compared(bool isSri, bool isChanged, string reason)
    {
        var bytes = "the resource"u8.ToArray();
        var scenario = new Scenario(CredentialForm.DataIntegrity);
        scenario.Credential["relatedResource"] = new JsonObject
        {
            ["id"] = Url,
            [isSri ? "digestSRI" : "digestMultibase"] =
                isSri ? SubresourceIntegrity.Of(bytes) : Multibase.EncodeBase64Url([0x12, 0x20, .. SHA256.HashData(bytes)]),
            ["mediaType"] = "text/plain",
        };
        scenario.Documents[Url] = Scenario.Answer(isChanged ? "another resource" : "the resource");

        Assert.Equal([Url], PresentedCredential.Parse(scenario.Sign()).Value.DocumentUrls);
        Assert.Equal(reason, scenario.Verify().Checks.Single(check => check.Id == CheckIds.Content).Reason);
    }

    [Fact]
    public void A_wrong_digest_beside_a_right_one_fails()
    {
        var scenario = new Scenario(CredentialForm.VcJwt);
        scenario.Credential["relatedResource"] = new JsonObject
        {
            ["id"] = Url,
            ["digestSRI"] = SubresourceIntegrity.Of("r"u8),
            ["digestMultibase"] = Multibase.EncodeBase64Url([0x12, 0x20, .. new byte[32]]),
        };
        scenario.Documents[Url] = Scenario.Answer("r");

        Assert.Contains(Reasons.RelatedResourceDiffers.Because(Url), scenario.Verify().Checks);
    }

    [Fact]
    public void A_related_resource_that_cannot_be_had_is_said_and_does_no_harm()
    {
        var scenario = new Scenario(CredentialForm.VcJwt);
        scenario.Credential["relatedResource"] = new JsonObject { ["id"] = Url, ["digestSRI"] = SubresourceIntegrity.Of("r"u8) };

        var report = scenario.Verify();

        Assert.Contains(Reasons.CompleteUnseen.Because(Url), report.Checks);
        Assert.Equal(Verdict.Valid, report.Verdict);
    }

    private static Scenario WithSchema(CredentialForm form, string type)
    {
        var scenario = new Scenario(form);
        scenario.Credential["credentialSchema"] = new JsonObject { ["id"] = Url, ["type"] = type };
        return scenario;
    }
}
