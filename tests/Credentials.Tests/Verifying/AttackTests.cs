using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Encoding;
using Credentials.Issuing;
using Credentials.Signing;
using Credentials.Verifying;

namespace Credentials.Tests.Verifying;

/// <summary>What someone hands in who wants to be believed wrongly, or to do harm.</summary>
public class AttackTests
{
    [Theory]
    [InlineData(CredentialForm.VcJwt, 1)]
    [InlineData(CredentialForm.VcJwt, 0x20)]
    [InlineData(CredentialForm.VcJwt, 0x80)]
    [InlineData(CredentialForm.DataIntegrity, 1)]
    [InlineData(CredentialForm.DataIntegrity, 0x20)]
    [InlineData(CredentialForm.DataIntegrity, 0x80)]
    public void No_changed_byte_leaves_a_valid_credential_unless_it_says_the_same(CredentialForm form, byte flip)
    {
        var scenario = new Scenario(form);
        var signed = scenario.Sign();
        var original = Meaning(signed, form);
        var stillValid = new List<int>();

        for (var position = 0; position < signed.Length; position++)
        {
            var changed = (byte[])signed.Clone();
            changed[position] ^= flip;
            if (PresentedCredential.Parse(changed).TryGet(out var presented, out _)
                && CredentialVerifier.Verify(presented, scenario.Facts()).Verdict == Verdict.Valid
                && !JsonElement.DeepEquals(original, Meaning(changed, form)))
                stillValid.Add(position);
        }

        Assert.Empty(stillValid);
    }

    [Theory]
    [InlineData("alignment")]
    [InlineData("credentialStatus")]
    [InlineData("credentialSubject")]
    [InlineData("learningOutcome")]
    [InlineData("validFrom")]
    public void A_member_name_spelled_with_an_escape_hides_nothing(string name)
    {
        var scenario = new Scenario(CredentialForm.DataIntegrity);
        var text = System.Text.Encoding.UTF8.GetString(scenario.Sign());
        var spelled = text.Replace($"\"{name}\"", $"\"\\u{(int)name[0]:x4}{name[1..]}\"", StringComparison.Ordinal);
        Assert.NotEqual(text, spelled);

        var report = CredentialVerifier.Verify(PresentedCredential.Parse(System.Text.Encoding.UTF8.GetBytes(spelled)).Value, scenario.Facts());
        var plain = CredentialVerifier.Verify(PresentedCredential.Parse(System.Text.Encoding.UTF8.GetBytes(text)).Value, scenario.Facts());

        Assert.Equal(plain.Checks, report.Checks);
        Assert.Equal(Verdict.Valid, report.Verdict);
        Assert.Equal(JsonSerializer.Serialize(plain.Credential), JsonSerializer.Serialize(report.Credential));
    }

    [Theory]
    [InlineData(CredentialForm.VcJwt)]
    [InlineData(CredentialForm.DataIntegrity)]
    public void No_cut_leaves_a_valid_credential(CredentialForm form)
    {
        var scenario = new Scenario(form);
        var signed = scenario.Sign();

        for (var length = 0; length < signed.Length; length += 7)
            Assert.False(PresentedCredential.Parse(signed.AsMemory(0, length)).TryGet(out var presented, out _)
                && CredentialVerifier.Verify(presented, scenario.Facts()).Verdict == Verdict.Valid);
    }

    [Theory]
    [InlineData("{\"alg\":\"none\",\"typ\":\"vc+jwt\"}", "algorithm-refused")]
    [InlineData("{\"alg\":\"None\",\"typ\":\"vc+jwt\"}", "algorithm-refused")]
    [InlineData("{\"alg\":\"HS256\",\"typ\":\"vc+jwt\"}", "algorithm-refused")]
    [InlineData("{\"typ\":\"vc+jwt\"}", "algorithm-refused")]
    [InlineData("{\"alg\":\"EdDSA\",\"crit\":[\"exp\"],\"exp\":1}", "crit-not-understood")]
    [InlineData("{\"alg\":\"EdDSA\",\"b64\":false}", "token-malformed")]
    public void A_header_that_deceives_is_refused_by_name(string header, string reason)
    {
        var report = new Scenario(CredentialForm.VcJwt).Verify(WithHeader(header));

        Assert.Equal((CheckIds.Format, CheckOutcome.Failed, reason), (report.Checks[0].Id, report.Checks[0].Outcome, report.Checks[0].Reason));
        Assert.All(report.Checks.Skip(1), check => Assert.Equal((CheckOutcome.Undetermined, "not-read"), (check.Outcome, check.Reason)));
        Assert.Null(report.Credential);
    }

    [Fact]
    public void An_EC_key_is_no_HMAC_secret()
    {
        var publicKey = Scenario.P256Key.PrivateKey.PublicKey;
        var parts = Parts(new Scenario(CredentialForm.VcJwt));
        var signed = $"{Base64Url("{\"alg\":\"HS256\",\"typ\":\"vc+jwt\",\"kid\":\"" + Scenario.P256Key.VerificationMethod + "\"}")}.{parts[1]}";
        var secret = System.Text.Encoding.ASCII.GetBytes(publicKey.ToMultikey());
        var token = $"{signed}.{StrictBase64Url.Encode(HMACSHA256.HashData(secret, System.Text.Encoding.ASCII.GetBytes(signed)))}";

        var report = new Scenario(CredentialForm.VcJwt) { History = [Scenario.Period(Scenario.P256Key)] }.Verify(System.Text.Encoding.ASCII.GetBytes(token));

        Assert.Equal(Verdict.Invalid, report.Verdict);
        Assert.Equal("algorithm-refused", report.Checks[0].Reason);
    }

    [Fact]
    public void An_ES256_token_cannot_name_an_Ed25519_key()
    {
        var report = new Scenario(CredentialForm.VcJwt) { SignWith = Scenario.P256Key with { VerificationMethod = Scenario.Key.VerificationMethod } }.Verify();

        Assert.Contains(Reasons.AlgorithmDiffers, report.Checks);
        Assert.Equal(Verdict.Invalid, report.Verdict);
    }

    [Fact]
    public void Duplicate_names_are_refused_in_both_forms()
    {
        var twice = "{\"type\":\"VerifiableCredential\",\"type\":\"VerifiableCredential\"}"u8.ToArray();
        var token = $"{Parts(new Scenario(CredentialForm.VcJwt))[0]}.{StrictBase64Url.Encode(twice)}.{StrictBase64Url.Encode(new byte[64])}";

        Assert.Equal(ProblemCode.MalformedJson, PresentedCredential.Parse(twice).Problem!.Code);
        Assert.Equal("payload-malformed", new Scenario(CredentialForm.VcJwt).Verify(System.Text.Encoding.ASCII.GetBytes(token)).Checks[0].Reason);
    }

    [Fact]
    public void Deep_nesting_is_refused_in_both_forms()
    {
        var deep = System.Text.Encoding.ASCII.GetBytes("{\"a\":" + new string('[', 100_000) + new string(']', 100_000) + "}");
        var token = $"{Parts(new Scenario(CredentialForm.VcJwt))[0]}.{StrictBase64Url.Encode(deep)}.{StrictBase64Url.Encode(new byte[64])}";

        Assert.Equal(ProblemCode.MalformedJson, PresentedCredential.Parse(deep).Problem!.Code);
        Assert.Equal("payload-malformed", new Scenario(CredentialForm.VcJwt).Verify(System.Text.Encoding.ASCII.GetBytes(token)).Checks[0].Reason);
    }

    [Theory]
    [InlineData("vc")]
    [InlineData("vp")]
    public void A_wrapped_credential_is_refused(string claim)
    {
        var scenario = new Scenario(CredentialForm.VcJwt);
        scenario.Credential[claim] = new JsonObject();

        Assert.Contains(Reasons.WrappedClaims, scenario.Verify().Checks);
    }

    [Theory]
    [InlineData("iss", "did:web:other.example", "iss-differs")]
    [InlineData("iss", Scenario.IssuerDid, "well-formed")]
    [InlineData("exp", "tomorrow", "claim-malformed")]
    public void Claims_may_not_contradict_the_credential(string claim, string value, string reason)
    {
        var scenario = new Scenario(CredentialForm.VcJwt);
        scenario.Credential[claim] = value;

        Assert.Equal(reason, scenario.Verify().Checks[0].Reason);
    }

    [Fact]
    public void A_token_past_its_exp_fails()
    {
        var scenario = new Scenario(CredentialForm.VcJwt);
        scenario.Credential["exp"] = scenario.Now.ToUnixTimeSeconds();

        Assert.Contains(Reasons.ProofExpired, scenario.Verify().Checks);
    }

    [Theory]
    [InlineData("at+jwt", "wrong-typ")]
    [InlineData("JWT", "typ-jwt")]
    [InlineData("vp+jwt", "not-a-credential")]
    [InlineData("application/VC+JWT", "well-formed")]
    public void The_type_header_says_what_it_is(string type, string reason)
    {
        var scenario = new Scenario(CredentialForm.VcJwt);
        var token = CompactJws.Sign(scenario.SignWith, type, System.Text.Encoding.UTF8.GetBytes(scenario.Credential.ToJsonString()), scenario.SignedAt);
        var presented = PresentedCredential.Parse(System.Text.Encoding.ASCII.GetBytes(token)).Value;

        var report = presented.IsPresentation
            ? CredentialVerifier.VerifyPresentation(presented, [], scenario.Facts())
            : CredentialVerifier.Verify(presented, scenario.Facts());

        Assert.Equal(reason, report.Checks[0].Reason);
    }

    [Theory]
    [InlineData("proofPurpose", "\"authentication\"", "wrong-purpose")]
    [InlineData("cryptosuite", "\"eddsa-rdfc-2022\"", "signature-wrong")]
    [InlineData("cryptosuite", "\"ecdsa-jcs-2019\"", "algorithm-differs")]
    [InlineData("cryptosuite", "\"bbs-2023\"", "proof-not-supported")]
    [InlineData("type", "\"Ed25519Signature2018\"", "proof-not-supported")]
    [InlineData("type", "\"Ed25519Signature2020\"", "proof-malformed")]
    [InlineData("proofValue", "17", "proof-malformed")]
    [InlineData("proofValue", "\"zzz\"", "signature-wrong")]
    [InlineData("expires", "\"2020-01-01T00:00:00Z\"", "signature-wrong")]
    [InlineData("created", "\"2020-01-01T00:00:00Z\"", "signature-wrong")]
    public void A_changed_proof_is_named(string member, string value, string reason)
    {
        var scenario = new Scenario(CredentialForm.DataIntegrity);
        var signed = JsonNode.Parse(scenario.Sign())!;
        signed["proof"]![member] = JsonNode.Parse(value);

        var check = scenario.Verify(System.Text.Encoding.UTF8.GetBytes(signed.ToJsonString())).Checks.Single(check => check.Id == CheckIds.Proof);

        Assert.Equal(reason, check.Reason);
        Assert.NotEqual(CheckOutcome.Passed, check.Outcome);
    }

    [Theory]
    [InlineData("relatedResource", "{\"id\":\"a\",\"digestSRI\":\"b\"}")]
    [InlineData("credentialSubject", "{\"a\":1}")]
    [InlineData("evidence", "{\"type\":\"a\"}")]
    public void However_many_parts_a_credential_has_checking_costs_no_more_than_reading_them(string member, string part)
    {
        var scenario = new Scenario(CredentialForm.VcJwt);
        scenario.Credential[member] = JsonNode.Parse($"[{string.Join(',', Enumerable.Repeat(part, 1_000_000 / (part.Length + 1)))}]");
        var signed = scenario.Sign();
        var started = Stopwatch.GetTimestamp();

        Assert.Equal(8, scenario.Verify(signed).Checks.Count);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    // The suites let a document's context go on after the proof's: what was added there was signed by nobody.
    [Theory]
    [InlineData("\"https://attacker.example/context\"")]
    [InlineData("{\"name\":\"https://attacker.example/#other\"}")]
    public void A_context_added_after_signing_is_not_covered(string added)
    {
        var scenario = new Scenario(CredentialForm.DataIntegrity);
        var signed = JsonNode.Parse(scenario.Sign())!;
        signed["@context"]!.AsArray().Add(JsonNode.Parse(added));

        var report = scenario.Verify(System.Text.Encoding.UTF8.GetBytes(signed.ToJsonString()));

        Assert.Contains(Reasons.ContextNotSigned, report.Checks);
        Assert.Equal(Verdict.Undetermined, report.Verdict);
        Assert.Null(report.Credential);
    }

    [Theory]
    [InlineData(0, "no-proof")]
    [InlineData(2, "signature-right")]
    [InlineData(9, "proof-malformed")]
    public void All_proofs_of_a_set_count(int count, string reason)
    {
        var scenario = new Scenario(CredentialForm.DataIntegrity);
        var signed = JsonNode.Parse(scenario.Sign())!;
        signed["proof"] = new JsonArray([.. Enumerable.Range(0, count).Select(_ => signed["proof"]!.DeepClone())]);

        Assert.Equal(reason, scenario.Verify(System.Text.Encoding.UTF8.GetBytes(signed.ToJsonString())).Checks.Single(check => check.Id == CheckIds.Proof).Reason);
    }

    [Fact]
    public void One_wrong_proof_of_two_fails()
    {
        var scenario = new Scenario(CredentialForm.DataIntegrity);
        var signed = JsonNode.Parse(scenario.Sign())!;
        var wrong = signed["proof"]!.DeepClone();
        wrong["created"] = "2026-07-01T12:00:01Z";
        signed["proof"] = new JsonArray(signed["proof"]!.DeepClone(), wrong);

        Assert.Contains(Reasons.SignatureWrong, scenario.Verify(System.Text.Encoding.UTF8.GetBytes(signed.ToJsonString())).Checks);
    }

    private static JsonElement Meaning(byte[] text, CredentialForm form)
    {
        var json = form == CredentialForm.DataIntegrity ? text : CompactJws.Parse(System.Text.Encoding.ASCII.GetString(text)).Value.Payload.ToArray();
        return JsonDocument.Parse(json).RootElement;
    }

    private static byte[] WithHeader(string header)
    {
        var parts = Parts(new Scenario(CredentialForm.VcJwt));
        return System.Text.Encoding.ASCII.GetBytes($"{Base64Url(header)}.{parts[1]}.{parts[2]}");
    }

    private static string[] Parts(Scenario scenario) => System.Text.Encoding.ASCII.GetString(scenario.Sign()).Split('.');

    private static string Base64Url(string text) => StrictBase64Url.Encode(System.Text.Encoding.UTF8.GetBytes(text));
}
