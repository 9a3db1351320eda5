using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.VcApi;

public sealed class ConformanceTests(ConformanceApp app) : IClassFixture<ConformanceApp>
{
    private const string Path = "/vc-api/credentials/issue";
    private const string Bare = "/vc-api/bare/credentials/issue";

    [Theory]
    [InlineData("eddsa-rdfc-2022", 0)]
    [InlineData("ecdsa-rdfc-2019", 1)]
    [InlineData("eddsa-jcs-2022", 0)]
    [InlineData("ecdsa-jcs-2019", 1)]
    public async Task Any_valid_credential_is_signed_with_the_suite_asked_for_and_verifies(string suite, int issuer)
    {
        using var client = app.AsEveryone();
        var asked = Credential((await IssuersAsync(client))[issuer].Text("id"));

        var (status, body) = await client.PostJsonAsync(Path, VcApiCalls.Body("credential", asked, new JsonObject { ["cryptosuite"] = suite }));

        Assert.True(status == HttpStatusCode.Created, body.GetRawText());
        var credential = body.GetProperty("verifiableCredential");
        Assert.Equal(("DataIntegrityProof", suite), (credential.GetProperty("proof").Text("type"), credential.GetProperty("proof").Text("cryptosuite")));
        var (verified, report) = await client.VerifyAsync(JsonNode.Parse(credential.GetRawText())!);
        Assert.True(verified == HttpStatusCode.OK, report.GetRawText());
        Assert.Empty(report.Types());
    }

    [Fact]
    public async Task A_credential_of_the_older_data_model_is_signed_with_the_context_of_its_proof_and_verifies()
    {
        using var client = app.AsEveryone();
        var asked = Credential((await IssuersAsync(client))[0].Text("id"));
        asked["@context"] = new JsonArray("https://www.w3.org/2018/credentials/v1");
        asked["issuanceDate"] = "2020-03-16T22:37:26.544Z";

        var (status, body) = await client.PostJsonAsync(Bare, VcApiCalls.Body("credential", asked));

        Assert.True(status == HttpStatusCode.Created, body.GetRawText());
        Assert.Equal("https://w3id.org/security/data-integrity/v2", body.GetProperty("@context")[1].GetString());
        Assert.Equal(HttpStatusCode.OK, (await client.VerifyAsync(JsonNode.Parse(body.GetRawText())!)).Status);
        var token = VcApiCalls.Body("credential", asked, new JsonObject { ["mediaType"] = "application/vc+jwt" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.PostJsonAsync(Bare, token)).Status);
    }

    [Theory]
    [InlineData("sha256-WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=", HttpStatusCode.Created)]
    [InlineData("sha256-AAAA7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=", HttpStatusCode.UnprocessableEntity)]
    public async Task A_context_at_hand_is_compared_with_its_digest_before_anything_is_signed(string digest, HttpStatusCode expected)
    {
        using var client = app.AsEveryone();
        var asked = Credential((await IssuersAsync(client))[0].Text("id"));
        asked["relatedResource"] = new JsonObject { ["id"] = VcApiCalls.Context, ["digestSRI"] = digest };

        Assert.Equal(expected, (await client.PostJsonAsync(Bare, VcApiCalls.Body("credential", asked))).Status);
    }

    [Fact]
    public async Task A_token_comes_in_an_envelope_that_verifies()
    {
        using var client = app.AsEveryone();
        var asked = Credential((await IssuersAsync(client))[1].Text("id"));

        var (status, body) = await client.PostJsonAsync(Bare, VcApiCalls.Body("credential", asked, new JsonObject { ["mediaType"] = "application/vc+jwt" }));

        Assert.Equal((HttpStatusCode.Created, "EnvelopedVerifiableCredential"), (status, body.Text("type")));
        Assert.Equal(HttpStatusCode.OK, (await client.VerifyAsync(JsonNode.Parse(body.GetRawText())!)).Status);
    }

    [Fact]
    public async Task The_status_entry_is_added_and_its_list_is_read_without_a_key_and_can_be_set()
    {
        using var client = app.AsEveryone();
        var asked = Credential((await IssuersAsync(client))[0].Text("id"));
        asked["id"] = "urn:uuid:" + Guid.NewGuid();
        var credential = (await client.PostJsonAsync(Bare, VcApiCalls.Body("credential", asked))).Body;
        var entry = credential.GetProperty("credentialStatus");
        var list = await client.GetFromJsonAsync<JsonElement>(entry.Text("statusListCredential"));
        Assert.Equal("BitstringStatusList", list.GetProperty("credentialSubject").Text("type"));
        Assert.Equal(HttpStatusCode.OK, (await client.VerifyAsync(JsonNode.Parse(list.GetRawText())!)).Status);

        var set = new { credentialId = asked["id"]!.GetValue<string>(), credentialStatus = new { type = "BitstringStatusListEntry", statusPurpose = "revocation" } };
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync(HttpMethod.Post, "/vc-api/credentials/status", set));

        var (status, report) = await client.VerifyAsync(JsonNode.Parse(credential.GetRawText())!);
        Assert.Equal((HttpStatusCode.BadRequest, "revoked"), (status, report.GetProperty("errors")[0].Text("code")));
    }

    [Fact]
    public async Task Another_issuer_and_a_former_proof_are_left_as_they_are()
    {
        using var client = app.AsEveryone();
        var asked = Credential("did:example:issuer");
        asked["proof"] = new JsonObject { ["type"] = "Ed25519Signature2020", ["proofValue"] = "z58DAdFfa9SkqZMVPxAQpic7ndSayn1PzZs6ZjWp1CktyGesjuTSwRdoWhAfGFCF5bppETSTojQCrfFPP2oumHKtz" };

        var (status, body) = await client.PostJsonAsync(Bare, VcApiCalls.Body("credential", asked));

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal("did:example:issuer", body.Text("issuer"));
        Assert.Equal(2, body.GetProperty("proof").GetArrayLength());
        Assert.False(body.TryGetProperty("credentialStatus", out _));
    }

    [Theory]
    [InlineData("@context", "[\"https://www.w3.org/ns/credentials/examples/v2\"]", "/credential/@context")]
    [InlineData("type", "[\"Something\"]", "/credential/type")]
    [InlineData("issuer", "null", "/credential/issuer")]
    [InlineData("issuer", "\"not a url\"", "/credential/issuer")]
    [InlineData("id", "null", "/credential")]
    [InlineData("id", "[\"urn:a:1\",\"urn:a:2\"]", "/credential")]
    [InlineData("credentialSubject", "{}", "/credential/credentialSubject")]
    [InlineData("credentialSubject", "[]", "/credential/credentialSubject")]
    [InlineData("validFrom", "\"yesterday\"", "/credential/validFrom")]
    [InlineData("credentialStatus", "{\"id\":\"did:example:status\"}", "/credential/credentialStatus")]
    [InlineData("credentialSchema", "{\"id\":\"did:example:schema\"}", "/credential/credentialSchema")]
    [InlineData("credentialSchema", "{\"type\":\"JsonSchema\"}", "/credential/credentialSchema")]
    [InlineData("refreshService", "{\"id\":\"did:example:refresh\"}", "/credential")]
    [InlineData("termsOfUse", "{\"id\":\"did:example:terms\"}", "/credential")]
    [InlineData("evidence", "{\"id\":\"did:example:evidence\"}", "/credential")]
    [InlineData("relatedResource", "[{\"id\":\"https://example.org/\"}]", "/credential/relatedResource")]
    [InlineData("proof", "{\"proofValue\":\"z1\"}", "/credential/proof")]
    [InlineData("badExtension", "\"no context knows it\"", "/credential")]
    [InlineData("type", "[\"VerifiableCredential\",\"ExampleTestCredential\"]", "/credential")]
    public async Task What_is_no_credential_of_the_data_model_is_not_signed(string member, string value, string pointer)
    {
        using var client = app.AsEveryone();
        var asked = Credential((await IssuersAsync(client))[0].Text("id"));
        asked[member] = JsonNode.Parse(value);

        var (status, problem) = await client.PostJsonAsync(Path, VcApiCalls.Body("credential", asked));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, pointer), (status, problem.GetProperty("errors")[0].Text("pointer")));
        Assert.StartsWith("https://w", problem.Text("type"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("validFrom", "\"4023-02-26T01:02:58.447Z\"")]
    [InlineData("validUntil", "\"2999-02-26T01:02:58+02:00\"")]
    [InlineData("issuer", "{\"id\":\"did:example:issuer\",\"name\":\"Someone\"}")]
    [InlineData("credentialStatus", "{\"type\":\"https://example.org/#CredentialStatusList2017\"}")]
    [InlineData("credentialSchema", "{\"type\":\"https://example.org/#ExampleTestSuiteSchema\",\"id\":\"did:example:schemas/1\"}")]
    [InlineData("credentialSubject", "[{\"id\":\"did:example:a\"},{\"id\":\"did:example:b\"}]")]
    [InlineData("relatedResource", "[{\"id\":\"https://example.org/\",\"digestSRI\":\"sha256-x\"}]")]
    public async Task What_the_data_model_allows_is_signed(string member, string value)
    {
        using var client = app.AsEveryone();
        var asked = Credential((await IssuersAsync(client))[0].Text("id"));
        asked[member] = JsonNode.Parse(value);

        var (status, body) = await client.PostJsonAsync(Path, VcApiCalls.Body("credential", asked));

        Assert.True(status == HttpStatusCode.Created, body.GetRawText());
    }

    [Theory]
    [InlineData(0, "eddsa-jcs-2022")]
    [InlineData(1, "ecdsa-jcs-2019")]
    public async Task A_base_direction_is_signed_by_the_suite_that_keeps_it(int issuer, string suite)
    {
        using var client = app.AsEveryone();
        var asked = Directed((await IssuersAsync(client))[issuer].Text("id"));

        var (status, body) = await client.PostJsonAsync(Bare, VcApiCalls.Body("credential", asked));

        Assert.True(status == HttpStatusCode.Created, body.GetRawText());
        Assert.Equal(suite, body.GetProperty("proof").Text("cryptosuite"));
        Assert.Equal("rtl", body.GetProperty("name")[1].Text("@direction"));
        var (verified, report) = await client.VerifyAsync(JsonNode.Parse(body.GetRawText())!);
        Assert.True(verified == HttpStatusCode.OK, report.GetRawText());
    }

    [Theory]
    [InlineData(0, "eddsa-rdfc-2022")]
    [InlineData(1, "ecdsa-rdfc-2019")]
    public async Task A_base_direction_is_not_signed_by_a_suite_that_was_asked_for_and_would_leave_it_out(int issuer, string suite)
    {
        using var client = app.AsEveryone();
        var asked = Directed((await IssuersAsync(client))[issuer].Text("id"));

        var (status, problem) = await client.PostJsonAsync(Path, VcApiCalls.Body("credential", asked, new JsonObject { ["cryptosuite"] = suite }));

        var error = problem.GetProperty("errors")[0];
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/credential", "not-linked-data"), (status, error.Text("pointer"), error.Text("reason")));
        Assert.Contains("base direction", error.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_direction_is_no_way_round_the_other_rules()
    {
        using var client = app.AsEveryone();
        var asked = Directed((await IssuersAsync(client))[0].Text("id"));
        asked["badExtension"] = "no context knows it";

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.PostJsonAsync(Path, VcApiCalls.Body("credential", asked))).Status);
    }

    [Theory]
    [InlineData("{\"cryptosuite\":\"bbs-2023\"}", "/options/cryptosuite")]
    [InlineData("{\"cryptosuite\":\"ecdsa-jcs-2019\"}", "/options/cryptosuite")]
    [InlineData("{\"mediaType\":\"text/html\"}", "/options/mediaType")]
    public async Task A_form_that_cannot_be_had_is_refused(string options, string pointer)
    {
        using var client = app.AsEveryone();
        var asked = Credential((await IssuersAsync(client))[0].Text("id"));

        var (status, problem) = await client.PostJsonAsync(Path, VcApiCalls.Body("credential", asked, JsonNode.Parse(options)!.AsObject()));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, pointer), (status, problem.GetProperty("errors")[0].Text("pointer")));
    }

    [Fact]
    public async Task The_service_itself_is_not_there_and_nothing_is_written()
    {
        using var client = app.AsEveryone();
        Assert.Equal(HttpStatusCode.NotFound, await client.StatusAsync(HttpMethod.Post, "/api/awards", new { }));
        Assert.Equal(HttpStatusCode.NotFound, await client.StatusAsync(HttpMethod.Get, "/staff"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(app.Folder));
    }

    private static async Task<JsonElement> IssuersAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>("/vc-api/conformance")).GetProperty("issuers");

    private static JsonObject Directed(string issuer)
    {
        var credential = Credential(issuer);
        credential["name"] = JsonNode.Parse("""
            [{"@value": "HTML and CSS: Designing Websites", "@language": "en"}, {"@value": "HTML و CSS: تصميم مواقع الويب", "@language": "ar", "@direction": "rtl"}]
            """);
        credential["description"] = JsonNode.Parse("""{"@value": "A course", "@language": "en", "@direction": "ltr"}""");
        return credential;
    }

    private static JsonObject Credential(string issuer) => new()
    {
        ["@context"] = new JsonArray(VcApiCalls.Context),
        ["type"] = new JsonArray("VerifiableCredential"),
        ["issuer"] = issuer,
        ["credentialSubject"] = new JsonObject { ["id"] = "did:example:subject" },
    };
}
