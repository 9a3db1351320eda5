using System.Text.Json.Nodes;
using Credentials.Issuing;
using Credentials.Verifying;
using FsCheck;
using FsCheck.Fluent;

namespace Credentials.Tests.Verifying;

public class PresentedTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("  \r\n ")]
    [InlineData("hello")]
    [InlineData("\"eyJ\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"type\":\"Person\"}")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d")]
    [InlineData("e30.e30.AAAA!")]
    [InlineData("https://centre.example/s/abc")]
    public void What_is_no_credential_at_all_is_a_problem(string text) =>
        Assert.Equal(ProblemCode.NotACredential, PresentedCredential.Parse(System.Text.Encoding.UTF8.GetBytes(text)).Problem?.Code);

    [Theory]
    [InlineData(CredentialForm.VcJwt)]
    [InlineData(CredentialForm.DataIntegrity)]
    public void Surrounding_space_and_a_byte_order_mark_do_no_harm(CredentialForm form)
    {
        var scenario = new Scenario(form);

        Assert.Equal(Verdict.Valid, scenario.Verify([.. "\uFEFF\r\n "u8, .. scenario.Sign(), .. "\n\t"u8]).Verdict);
    }

    [Fact]
    public void What_is_too_large_is_refused()
    {
        var text = new byte[2 * 1024 * 1024];
        Array.Fill(text, (byte)'a');
        Assert.Equal(ProblemCode.TooLarge, PresentedCredential.Parse(text).Problem!.Code);
        text[0] = (byte)'{';
        Assert.Equal(ProblemCode.TooLarge, PresentedCredential.Parse(text).Problem!.Code);
    }

    [Fact]
    public void An_enveloped_credential_is_the_credential_in_it()
    {
        var scenario = new Scenario(CredentialForm.VcJwt);

        Assert.Equal(Verdict.Valid, scenario.Verify(Envelope("data:application/vc+jwt," + System.Text.Encoding.ASCII.GetString(scenario.Sign()))).Verdict);
    }

    [Theory]
    [InlineData("data:application/vc+jwt,")]
    [InlineData("data:application/vc+sd-jwt,eyJ")]
    [InlineData("https://centre.example/credential")]
    public void An_envelope_that_holds_something_else_is_named(string id) =>
        Assert.Contains(Reasons.EnvelopeMalformed, new Scenario(CredentialForm.VcJwt).Verify(Envelope(id)).Checks);

    [Fact]
    public void Random_bytes_never_throw() =>
        Prop.ForAll<byte[]>(bytes => PresentedCredential.Parse(bytes).IsSuccess || true).QuickCheckThrowOnFailure();

    [Fact]
    public void Random_JSON_around_a_credential_never_throws()
    {
        string[] members =
        [
            "@context", "id", "type", "issuer", "validFrom", "validUntil", "awardedDate", "credentialSubject", "credentialStatus", "credentialSchema",
            "evidence", "relatedResource", "proof", "termsOfUse",
        ];
        string[] values = ["null", "true", "1e308", "-1", "\"\"", "\"did:web:a\"", "\"\\u0000\"", "[]", "{}", "[null,{}]", "[[[]]]", "{\"id\":1,\"type\":[1]}"];
        var random = new System.Random(7);

        foreach (var form in new[] { CredentialForm.VcJwt, CredentialForm.DataIntegrity })
            for (var round = 0; round < 500; round++)
            {
                var scenario = new Scenario(form);
                for (var change = 0; change < 3; change++)
                    Spoil(scenario.Credential, members[random.Next(members.Length)], values[random.Next(values.Length)], random);
                if (form == CredentialForm.DataIntegrity)
                    scenario.Credential.Remove("proof");
                if (!PresentedCredential.Parse(scenario.Sign()).TryGet(out var presented, out _))
                    continue;
                var report = CredentialVerifier.Verify(presented, scenario.Facts());
                Assert.Equal(8, report.Checks.Count);
                _ = VerificationReportJson.Serialize(report);
            }
    }

    private static void Spoil(JsonObject credential, string member, string value, System.Random random)
    {
        var target = random.Next(3) == 0 && credential["credentialSubject"] is JsonObject { } subject && subject["achievement"] is JsonObject achievement
            ? achievement : credential;
        var name = ReferenceEquals(target, credential) ? member : AchievementMembers[random.Next(AchievementMembers.Length)];
        target[name] = JsonNode.Parse(value);
    }

    private static readonly string[] AchievementMembers = ["alignment", "learningOutcome", "inLanguage", "provenBy", "accreditation", "mode", "name", "criteria"];

    internal static byte[] Envelope(string id) => System.Text.Encoding.UTF8.GetBytes(new JsonObject
    {
        ["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2"),
        ["id"] = id,
        ["type"] = "EnvelopedVerifiableCredential",
    }.ToJsonString());
}
