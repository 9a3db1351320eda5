using System.Net;
using System.Text.Json.Nodes;
using Credentials.PublicVerifier.VcApi;
using Credentials.Services.Tests.Apps;
using Credentials.Verifying;

namespace Credentials.Services.Tests.VcApi;

public sealed class VerifyTests(CredentialsApp app) : IClassFixture<CredentialsApp>
{
    private const string DataModel = "https://www.w3.org/TR/vc-data-model#";
    private const string Untrusted = CredentialsApp.PublicUrl + "/problems/issuer-not-trusted";

    [Fact]
    public void Every_reason_has_a_problem_type() =>
        Assert.Empty(Reasons.All.Where(reason => !ReasonProblems.Knows(reason)).Select(reason => $"{reason.Id}: {reason.Reason}"));

    [Theory]
    [InlineData(Keys.KeyAlgorithm.Ed25519)]
    [InlineData(Keys.KeyAlgorithm.P256)]
    public async Task A_strangers_good_credential_verifies_with_a_warning_about_trust_alone(Keys.KeyAlgorithm algorithm)
    {
        var key = VcApiCalls.NewKey(algorithm);

        var (status, body) = await app.AsEveryone().VerifyAsync(VcApiCalls.Credential(key).Sign(key), new JsonObject { ["checks"] = new JsonArray("proof") });

        Assert.Equal((HttpStatusCode.OK, true), (status, body.GetProperty("verified").GetBoolean()));
        Assert.Empty(body.Types());
        Assert.Equal([Untrusted], body.Types("warnings"));
        Assert.Equal([Untrusted], body.Types("problemDetails"));
        Assert.Equal("undetermined", body.GetProperty("report").Text("verdict"));
    }

    [Fact]
    public async Task An_own_credential_verifies_without_a_warning_until_it_is_revoked()
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        var id = (await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Lena", "Verify")).Text("id");
        foreach (var form in new[] { "application/vc", "application/vc+jwt" })
        {
            var credential = await staff.CredentialAsync(id, form);
            var (status, body) = await app.AsEveryone().VerifyAsync(form == "application/vc" ? JsonNode.Parse(credential)! : VcApiCalls.Envelope(credential));
            Assert.Equal((HttpStatusCode.OK, 0), (status, body.GetProperty("problemDetails").GetArrayLength()));
        }

        await staff.SetStatusAsync(id, "revoked");
        var (after, refused) = await app.AsEveryone().VerifyAsync(JsonNode.Parse(await staff.CredentialAsync(id, "application/vc"))!);
        Assert.Equal((HttpStatusCode.BadRequest, false), (after, refused.GetProperty("verified").GetBoolean()));
        Assert.Equal([CredentialsApp.PublicUrl + "/problems/credential-withdrawn"], refused.Types());
        Assert.Equal("revoked", refused.GetProperty("errors")[0].Text("code"));
    }

    [Fact]
    public async Task What_is_asked_for_is_returned_and_nothing_else()
    {
        var key = VcApiCalls.NewKey();
        var credential = VcApiCalls.Credential(key).Sign(key);
        var (_, plain) = await app.AsEveryone().VerifyAsync(credential);
        Assert.False(plain.TryGetProperty("credential", out _) || plain.TryGetProperty("results", out _));

        var (_, full) = await app.AsEveryone().VerifyAsync(
            credential, new JsonObject { ["returnCredential"] = true, ["returnResults"] = true, ["returnProblemDetails"] = false });
        Assert.True(JsonNode.DeepEquals(credential, JsonNode.Parse(full.GetProperty("credential").GetRawText())));
        Assert.True(full.GetProperty("results").GetProperty("proof")[0].GetProperty("verified").GetBoolean());
        Assert.False(full.TryGetProperty("problemDetails", out _));
    }

    [Fact]
    public async Task A_changed_value_is_a_cryptographic_security_error()
    {
        var key = VcApiCalls.NewKey();
        var credential = VcApiCalls.Credential(key).Sign(key);
        credential["credentialSubject"]!["id"] = "did:example:other";

        var (status, body) = await app.AsEveryone().VerifyAsync(credential);

        Assert.Equal((HttpStatusCode.BadRequest, false), (status, body.GetProperty("verified").GetBoolean()));
        Assert.Contains(DataModel + "CRYPTOGRAPHIC_SECURITY_ERROR", body.Types());
    }

    [Theory]
    [InlineData("validUntil", "\"2001-01-01T00:00:00Z\"", CredentialsApp.PublicUrl + "/problems/outside-validity")]
    [InlineData("validFrom", "\"yesterday\"", DataModel + "MALFORMED_VALUE_ERROR")]
    [InlineData("id", "[\"urn:a:1\", \"urn:a:2\"]", DataModel + "MALFORMED_VALUE_ERROR")]
    [InlineData("credentialStatus", "{\"type\":\"BitstringStatusListEntry\",\"statusListIndex\":true}", DataModel + "MALFORMED_VALUE_ERROR")]
    [InlineData(
        "credentialStatus",
        "{\"type\":\"BitstringStatusListEntry\",\"statusPurpose\":\"revocation\",\"statusListIndex\":\"1\",\"statusListCredential\":\"https://127.0.0.1:1/list\"}",
        "https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR")]
    public async Task A_fault_that_was_signed_is_named_by_its_type(string member, string value, string type)
    {
        var key = VcApiCalls.NewKey();
        var credential = VcApiCalls.Credential(key);
        credential[member] = JsonNode.Parse(value);

        var (status, body) = await app.AsEveryone().VerifyAsync(credential.Sign(key));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(type, body.Types());
    }

    [Theory]
    [InlineData("{\"verifiableCredential\":{\"type\":[\"NonconformingDocument\"]}}", "MALFORMED_VALUE_ERROR", "/verifiableCredential")]
    [InlineData("{\"verifiableCredential\":17}", "PARSING_ERROR", "/verifiableCredential")]
    [InlineData("{\"verifiableCredential\":\"hello\"}", "PARSING_ERROR", "/verifiableCredential")]
    [InlineData("{\"verifiableCredential\":\"{\\\"type\\\":\\\"VerifiableCredential\\\"}\"}", "PARSING_ERROR", "/verifiableCredential")]
    [InlineData("{\"verifiableCredential\":[{\"type\":\"VerifiableCredential\"}]}", "PARSING_ERROR", "/verifiableCredential")]
    [InlineData("{\"verifiableCredential\":null}", "PARSING_ERROR", "/verifiableCredential")]
    [InlineData("{\"options\":{\"challenge\":null}}", "MALFORMED_VALUE_ERROR", "/options/challenge")]
    [InlineData("{\"options\":{\"domain\":[\"a\",1]}}", "MALFORMED_VALUE_ERROR", "/options/domain")]
    [InlineData("{\"options\":{\"expectedProofPurpose\":[]}}", "MALFORMED_VALUE_ERROR", "/options/expectedProofPurpose")]
    [InlineData("{\"options\":{\"returnResults\":\"yes\"}}", "MALFORMED_VALUE_ERROR", "/options/returnResults")]
    [InlineData("{}", "MALFORMED_VALUE_ERROR", "/verifiableCredential")]
    [InlineData("[]", "MALFORMED_VALUE_ERROR", "")]
    [InlineData("{\"verifiableCredential\":", "PARSING_ERROR", null)]
    [InlineData("{\"options\":1}", "MALFORMED_VALUE_ERROR", "/options")]
    [InlineData("{\"options\":{\"a/b\":1}}", "UNKNOWN_OPTION_PROVIDED", "/options/a~1b")]
    [InlineData("{\"verifiableCredential\":{\"type\":\"VerifiablePresentation\"}}", "MALFORMED_VALUE_ERROR", "/verifiableCredential")]
    public async Task What_cannot_be_verified_at_all_is_answered_in_the_same_form(string body, string title, string? pointer)
    {
        var (status, answer) = await app.AsEveryone().PostJsonAsync("/vc-api/credentials/verify", body);

        Assert.Equal((HttpStatusCode.BadRequest, false), (status, answer.GetProperty("verified").GetBoolean()));
        var error = answer.GetProperty("errors")[0];
        Assert.Equal(title, error.Text("title"));
        Assert.Equal(pointer, error.TryGetProperty("errors", out var places) ? places[0].Text("pointer") : null);
    }

    [Fact]
    public async Task A_presentation_about_others_verifies_when_its_holder_signed_for_this_challenge_and_domain()
    {
        SigningKeyPair(out var holder, out var issuer);
        var presentation = VcApiCalls.Presentation(holder, VcApiCalls.Credential(issuer).Sign(issuer)).SignFor(holder, "c-1", "verifier.example");

        var (status, body) = await app.AsEveryone().VerifyPresentationAsync(
            presentation, new JsonObject { ["challenge"] = "c-1", ["domain"] = "verifier.example", ["returnResults"] = true });

        Assert.True(status == HttpStatusCode.OK, body.GetRawText());
        Assert.Contains(CredentialsApp.PublicUrl + "/problems/holder-not-shown", body.Types("warnings"));
        Assert.True(body.GetProperty("results").GetProperty("presentation").GetProperty("challenge").GetProperty("verified").GetBoolean());
        Assert.True(body.GetProperty("results").GetProperty("credentials")[0].GetProperty("verified").GetBoolean());
    }

    [Theory]
    [InlineData("c-2", "verifier.example", "INVALID_CHALLENGE_ERROR")]
    [InlineData("c-1", "other.example", "INVALID_DOMAIN_ERROR")]
    public async Task A_presentation_for_another_challenge_or_domain_is_refused(string challenge, string domain, string title)
    {
        SigningKeyPair(out var holder, out var issuer);
        var presentation = VcApiCalls.Presentation(holder, VcApiCalls.Credential(issuer).Sign(issuer)).SignFor(holder, "c-1", "verifier.example");

        var (status, body) = await app.AsEveryone().VerifyPresentationAsync(presentation, new JsonObject { ["challenge"] = challenge, ["domain"] = domain });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["https://w3id.org/security#" + title], body.Types());
    }

    [Fact]
    public async Task A_presentation_without_credentials_verifies_and_one_with_a_bad_credential_does_not()
    {
        SigningKeyPair(out var holder, out var issuer);
        var empty = VcApiCalls.Presentation(holder);
        empty.Remove("verifiableCredential");
        Assert.Equal(HttpStatusCode.OK, (await app.AsEveryone().VerifyPresentationAsync(empty.SignFor(holder, null, null))).Status);

        var bad = VcApiCalls.Credential(issuer).Sign(issuer);
        bad["name"] = "changed";
        var (status, body) = await app.AsEveryone().VerifyPresentationAsync(VcApiCalls.Presentation(holder, bad).SignFor(holder, null, null));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(DataModel + "CRYPTOGRAPHIC_SECURITY_ERROR", body.Types());
    }

    [Fact]
    public async Task An_unsigned_presentation_is_verified_as_such_alone()
    {
        SigningKeyPair(out var holder, out var issuer);
        var unsigned = VcApiCalls.Presentation(holder, VcApiCalls.Credential(issuer).Sign(issuer));

        Assert.Equal(HttpStatusCode.OK, (await app.AsEveryone().VerifyPresentationAsync(unsigned, member: "presentation")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.AsEveryone().VerifyPresentationAsync(unsigned)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.AsEveryone().VerifyPresentationAsync(unsigned.SignFor(holder, "c", null), member: "presentation")).Status);
    }

    private static void SigningKeyPair(out Signing.SigningKey holder, out Signing.SigningKey issuer) => (holder, issuer) = (VcApiCalls.NewKey(), VcApiCalls.NewKey());
}
