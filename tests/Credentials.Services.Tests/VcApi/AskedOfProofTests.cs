using System.Net;
using System.Text.Json.Nodes;
using Credentials.Services.Tests.Apps;
using Credentials.Signing;

namespace Credentials.Services.Tests.VcApi;

/// <summary>What the options of a verification ask of the proof is compared with it, and nothing of it is left out of account.</summary>
public sealed class AskedOfProofTests(CredentialsApp app) : IClassFixture<CredentialsApp>
{
    private static readonly SigningKey Holder = VcApiCalls.NewKey();
    private static readonly SigningKey Issuer = VcApiCalls.NewKey();

    [Theory]
    [InlineData("challenge", "7")]
    [InlineData("challenge", "null")]
    [InlineData("challenge", "[\"c-1\"]")]
    [InlineData("domain", "7")]
    [InlineData("domain", "null")]
    [InlineData("domain", "[null]")]
    public async Task A_replayed_presentation_does_not_verify_by_a_value_that_asks_nothing(string option, string value)
    {
        var (status, body) = await VerifyAsync(Presentation("verifier.example"), new JsonObject { [option] = JsonNode.Parse(value) });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR"], body);
    }

    [Theory]
    [InlineData("{\"domain\":\"a.example\"}", "\"a.example\"", null)]
    [InlineData("{\"domain\":[\"a.example\"]}", "\"a.example\"", null)]
    [InlineData("{\"domain\":[\"b.example\",\"a.example\"]}", "[\"a.example\",\"b.example\"]", null)]
    [InlineData("{\"domain\":[\"a.example\",\"b.example\"]}", "\"a.example\"", "INVALID_DOMAIN_ERROR")]
    [InlineData("{\"domain\":\"a.example\"}", "[\"a.example\",\"b.example\"]", "INVALID_DOMAIN_ERROR")]
    [InlineData("{\"domain\":[]}", "\"a.example\"", "INVALID_DOMAIN_ERROR")]
    [InlineData("{\"expectedProofPurpose\":\"authentication\"}", "\"a.example\"", null)]
    [InlineData("{\"expectedProofPurpose\":\"assertionMethod\"}", "\"a.example\"", "PROOF_VERIFICATION_ERROR")]
    [InlineData("{\"verificationMethod\":\"did:example:other#key\"}", "\"a.example\"", "PROOF_VERIFICATION_ERROR")]
    public async Task A_presentation_is_compared_with_each_option(string options, string domain, string? title)
    {
        var asked = JsonNode.Parse(options)!.AsObject();
        asked["challenge"] = "c-1";

        var (status, types) = await VerifyAsync(Presentation(JsonNode.Parse(domain)!), asked);

        Assert.Equal(title is null ? [] : ["https://w3id.org/security#" + title], types);
        Assert.Equal(title is null ? HttpStatusCode.OK : HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task The_key_that_was_asked_for_is_right() =>
        Assert.Equal(HttpStatusCode.OK, (await VerifyAsync(Presentation("a.example"), new JsonObject { ["verificationMethod"] = Holder.VerificationMethod })).Status);

    [Fact]
    public async Task What_nobody_signed_answers_no_challenge()
    {
        var (status, body) = await app.AsEveryone().VerifyPresentationAsync(
            VcApiCalls.Presentation(Holder, VcApiCalls.Credential(Issuer).Sign(Issuer)), new JsonObject { ["challenge"] = "c-1" }, member: "presentation");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["https://w3id.org/security#INVALID_CHALLENGE_ERROR"], body.Types());
    }

    [Theory]
    [InlineData("challenge", "c-1", "INVALID_CHALLENGE_ERROR")]
    [InlineData("domain", "a.example", "INVALID_DOMAIN_ERROR")]
    [InlineData("expectedProofPurpose", "authentication", "PROOF_VERIFICATION_ERROR")]
    [InlineData("verificationMethod", "did:example:other#key", "PROOF_VERIFICATION_ERROR")]
    [InlineData("expectedProofPurpose", "assertionMethod", null)]
    public async Task A_credential_is_compared_with_each_option(string option, string value, string? title)
    {
        var (status, body) = await app.AsEveryone().VerifyAsync(VcApiCalls.Credential(Issuer).Sign(Issuer), new JsonObject { [option] = value });

        Assert.Equal(title is null ? [] : ["https://w3id.org/security#" + title], body.Types());
        Assert.Equal(title is null ? HttpStatusCode.OK : HttpStatusCode.BadRequest, status);
    }

    private static JsonObject Presentation(JsonNode domain) =>
        VcApiCalls.Presentation(Holder, VcApiCalls.Credential(Issuer).Sign(Issuer)).SignFor(Holder, "c-1", domain);

    private async Task<(HttpStatusCode Status, IReadOnlyList<string> Types)> VerifyAsync(JsonObject presentation, JsonObject options)
    {
        var (status, body) = await app.AsEveryone().VerifyPresentationAsync(presentation, options);
        return (status, body.Types());
    }
}
