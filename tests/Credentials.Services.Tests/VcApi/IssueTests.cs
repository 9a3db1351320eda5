using System.Net;
using System.Text.Json.Nodes;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.VcApi;

public sealed class IssueTests(CredentialsApp app) : IClassFixture<CredentialsApp>
{
    private const string Path = "/vc-api/credentials/issue";
    private const string Bare = "/vc-api/bare/credentials/issue";
    private const string MalformedValue = "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR";

    [Fact]
    public async Task What_is_issued_is_awarded_and_verifies_and_the_same_again_is_the_same()
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        var asked = await AskedAsync(staff, "Ines Van den Berg");

        var (status, body) = await staff.PostJsonAsync(Path, VcApiCalls.Body("credential", asked));

        Assert.True(status == HttpStatusCode.Created, body.GetRawText());
        var credential = body.GetProperty("verifiableCredential");
        Assert.Equal("Ines Van den Berg", credential.GetProperty("credentialSubject").GetProperty("identifier")[0].Text("identityHash"));
        Assert.Equal(HttpStatusCode.OK, (await app.AsEveryone().VerifyAsync(JsonNode.Parse(credential.GetRawText())!)).Status);
        var award = await staff.GetStringAsync("/api/awards/" + credential.Text("id")["urn:uuid:".Length..]);
        Assert.Contains("\"familyName\":\"Van den Berg\"", award, StringComparison.Ordinal);
        using var list = await app.AsEveryone().GetAsync(credential.GetProperty("credentialStatus").Text("statusListCredential"));
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);

        var (_, again) = await staff.PostJsonAsync(Bare, VcApiCalls.Body("credential", asked));
        Assert.Equal(credential.GetRawText(), again.GetRawText());
        // What was issued, without its proof, asks for itself.
        var unsigned = JsonNode.Parse(credential.GetRawText())!.AsObject();
        unsigned.Remove("proof");
        var (_, itself) = await staff.PostJsonAsync(Path, VcApiCalls.Body("credential", unsigned, new JsonObject { ["bare"] = true }));
        Assert.Equal(credential.GetRawText(), itself.GetRawText());
    }

    [Theory]
    [InlineData("application/vc+jwt")]
    [InlineData("application/dc+sd-jwt")]
    public async Task Another_form_comes_in_an_envelope_that_verifies(string mediaType)
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        var options = new JsonObject { ["mediaType"] = mediaType };

        var (status, body) = await staff.PostJsonAsync(Bare, VcApiCalls.Body("credential", await AskedAsync(staff, "Emma " + mediaType.Length), options));

        Assert.True(status == HttpStatusCode.Created, body.GetRawText());
        Assert.Equal("EnvelopedVerifiableCredential", body.Text("type"));
        Assert.StartsWith($"data:{mediaType},", body.Text("id"), StringComparison.Ordinal);
        var (verified, report) = await app.AsEveryone().VerifyAsync(JsonNode.Parse(body.GetRawText())!);
        Assert.True(verified == HttpStatusCode.OK, report.GetRawText());
    }

    [Fact]
    public async Task Names_can_be_given_apart_and_must_be_the_credentials()
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        var asked = await AskedAsync(staff, "Jan Pieter Claes");
        var learner = new JsonObject { ["givenName"] = "Jan Pieter", ["familyName"] = "Claes", ["birthDate"] = "1990-01-02" };

        var (status, body) = await staff.PostJsonAsync(Path, VcApiCalls.Body("credential", asked, new JsonObject { ["learner"] = learner.DeepClone() }));
        Assert.True(status == HttpStatusCode.Created, body.GetRawText());

        learner["familyName"] = "Peeters";
        await AssertRefusedAsync(staff, asked, "/credential/credentialSubject/identifier/0/identityHash", new JsonObject { ["learner"] = learner });
    }

    [Theory]
    [InlineData("name", "\"Another title\"", "/credential/name")]
    [InlineData("id", "\"urn:uuid:00000000-0000-4000-8000-000000000000\"", "/credential/id")]
    [InlineData("credentialStatus", "{\"type\":\"BitstringStatusListEntry\"}", "/credential/credentialStatus")]
    [InlineData("proof", "{\"type\":\"DataIntegrityProof\"}", "/credential/proof")]
    [InlineData("issuer", "\"did:example:another\"", "/credential/issuer")]
    [InlineData("termsOfUse", "{\"type\":\"Policy\"}", "/credential/termsOfUse")]
    [InlineData("validUntil", "\"2030-01-01T00:00:00Z\"", "/credential/validUntil")]
    [InlineData("type", "[\"VerifiableCredential\",\"OpenBadgeCredential\",\"DiplomaCredential\"]", "/credential/type/2")]
    [InlineData("@context", "[\"https://www.w3.org/ns/credentials/v2\",\"https://example.org/mine\"]", "/credential/@context/1")]
    [InlineData("awardedDate", "\"2999-01-01T00:00:00Z\"", "/credential/awardedDate")]
    [InlineData("awardedDate", "17", "/credential/awardedDate")]
    [InlineData("credentialSubject", "{\"id\":\"did:example:x\",\"name\":\"anything\"}", "/credential/credentialSubject/achievement/id")]
    public async Task Nothing_is_signed_that_the_award_does_not_say(string member, string value, string pointer)
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        var asked = await AskedAsync(staff, "Nobody Never");
        asked[member] = JsonNode.Parse(value);

        await AssertRefusedAsync(staff, asked, pointer);

        Assert.DoesNotContain("Never", await staff.GetStringAsync("/api/credentials?limit=100"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_achievements_of_the_own_centre_are_known()
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        var asked = await AskedAsync(staff, "Nobody Never");
        asked["credentialSubject"]!["achievement"]!["id"] = CredentialsApp.PublicUrl + "/achievements/other/informatica/1";
        await AssertRefusedAsync(staff, asked, "/credential/credentialSubject/achievement/id");
    }

    [Theory]
    [InlineData("{}", 400, MalformedValue, "/credential")]
    [InlineData("{\"credential\":\"x\"}", 400, MalformedValue, "/credential")]
    [InlineData("{\"credential\":", 400, "https://www.w3.org/TR/vc-data-model#PARSING_ERROR", null)]
    [InlineData("{\"credential\":{},\"options\":{\"other\":1}}", 400, "https://www.w3.org/TR/vcalm#UNKNOWN_OPTION_PROVIDED", "/options/other")]
    [InlineData("{\"credential\":{},\"options\":{\"cryptosuite\":\"bbs-2023\"}}", 422, MalformedValue, "/options/cryptosuite")]
    [InlineData("{\"credential\":{},\"options\":{\"mediaType\":\"text/html\"}}", 422, MalformedValue, "/options/mediaType")]
    public async Task A_body_with_a_fault_is_a_problem_with_the_place(string body, int status, string type, string? pointer)
    {
        using var staff = await app.AsIssuerOfDemoAsync();

        var (answered, problem) = await staff.PostJsonAsync(Path, body);

        Assert.Equal(((HttpStatusCode)status, type), (answered, problem.Text("type")));
        Assert.Equal(pointer, problem.TryGetProperty("errors", out var errors) ? errors[0].Text("pointer") : null);
    }

    [Theory]
    [InlineData(Path)]
    [InlineData(Bare)]
    [InlineData("/vc-api/credentials/status")]
    public async Task Without_a_key_there_is_nothing_to_be_had(string path) =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.AsEveryone().PostJsonAsync(path, "{}")).Status);

    [Fact]
    public async Task A_status_entry_revokes_for_good()
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        var id = (await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Rita", "Status")).Text("id");
        var credential = JsonNode.Parse(await staff.CredentialAsync(id, "application/vc"))!;
        JsonObject Body(string purpose, bool status) => new()
        {
            ["credentialId"] = "urn:uuid:" + id,
            ["credentialStatus"] = new JsonObject { ["type"] = "BitstringStatusListEntry", ["statusPurpose"] = purpose },
            ["status"] = status,
        };
        async Task<HttpStatusCode> SetAsync(JsonObject body) => await staff.StatusAsync(HttpMethod.Post, "/vc-api/credentials/status", body);

        Assert.Equal(HttpStatusCode.OK, await SetAsync(Body("revocation", false)));
        Assert.Equal(HttpStatusCode.Conflict, await SetAsync(Body("suspension", true)));
        var elsewhere = Body("revocation", true);
        elsewhere["credentialStatus"]!["statusListIndex"] = "999999";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SetAsync(elsewhere));
        Assert.Equal(HttpStatusCode.OK, (await app.AsEveryone().VerifyAsync(credential)).Status);

        var right = Body("revocation", true);
        right["credentialStatus"] = credential["credentialStatus"]!.DeepClone();
        Assert.Equal(HttpStatusCode.OK, await SetAsync(right));
        Assert.Equal(HttpStatusCode.BadRequest, (await app.AsEveryone().VerifyAsync(credential)).Status);
        Assert.Equal(HttpStatusCode.OK, await SetAsync(right));
        Assert.Equal(HttpStatusCode.Conflict, await SetAsync(Body("revocation", false)));
        Assert.Contains("\"VC-API\"", await staff.GetStringAsync($"/api/awards/{id}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", 400)]
    [InlineData("{\"credentialId\":\"x\",\"credentialStatus\":{}}", 400)]
    [InlineData("{\"credentialId\":\"urn:uuid:00000000-0000-4000-8000-000000000000\"}", 400)]
    [InlineData("{\"credentialId\":\"urn:uuid:00000000-0000-4000-8000-000000000000\",\"credentialStatus\":{\"type\":\"Other\"}}", 400)]
    [InlineData("{\"credentialId\":\"urn:uuid:00000000-0000-4000-8000-000000000000\",\"credentialStatus\":{\"type\":\"BitstringStatusListEntry\",\"statusPurpose\":\"revocation\"}}", 404)]
    public async Task A_status_that_cannot_be_set_is_a_problem(string body, int status)
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        Assert.Equal((HttpStatusCode)status, (await staff.PostJsonAsync("/vc-api/credentials/status", body)).Status);
    }

    [Fact]
    public async Task No_more_than_20_differences_are_told()
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        var asked = await AskedAsync(staff, "Many Faults");
        for (var number = 0; number < 40; number++)
            asked[$"unknown{number}"] = number;

        var (status, problem) = await staff.PostJsonAsync(Path, VcApiCalls.Body("credential", asked));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, 20), (status, problem.GetProperty("errors").GetArrayLength()));
    }

    private static async Task<JsonObject> AskedAsync(HttpClient staff, string name)
    {
        var id = await staff.FirstAchievementAsync();
        return new JsonObject
        {
            ["@context"] = new JsonArray(VcApiCalls.Context, "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"),
            ["type"] = new JsonArray("VerifiableCredential", "AchievementCredential"),
            ["issuer"] = "did:web:localhost%3A8080:centres:demo",
            ["awardedDate"] = "2025-06-30T10:00:00Z",
            ["credentialSubject"] = new JsonObject
            {
                ["type"] = new JsonArray("AchievementSubject"),
                ["identifier"] = new JsonArray(new JsonObject { ["type"] = "IdentityObject", ["hashed"] = false, ["identityHash"] = name, ["identityType"] = "name" }),
                ["achievement"] = new JsonObject { ["id"] = $"{CredentialsApp.PublicUrl}/achievements/demo/{id}/1" },
            },
        };
    }

    private static async Task AssertRefusedAsync(HttpClient staff, JsonObject asked, string pointer, JsonObject? options = null)
    {
        var (status, problem) = await staff.PostJsonAsync(Path, VcApiCalls.Body("credential", asked, options));
        Assert.True(status == HttpStatusCode.UnprocessableEntity, $"{status}: {problem.GetRawText()}");
        Assert.Equal(MalformedValue, problem.Text("type"));
        Assert.Contains(pointer, problem.GetProperty("errors").EnumerateArray().Select(error => error.Text("pointer")));
    }
}
