using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.LinkedData;
using Credentials.PublicVerifier.Contexts;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.Gathering;
using Credentials.Services.Tests.VcApi;
using Credentials.Signing;
using Credentials.Verifying;
using Microsoft.Extensions.Configuration;

namespace Credentials.Services.Tests.Contexts;

/// <summary>Contexts that a deployment adds by file: <c>LinkedData:Contexts</c>.</summary>
public sealed class AddedContextTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_credential_is_signed_and_verified_in_an_added_context_and_undetermined_where_it_was_not_added()
    {
        await using var app = new ConformanceApp();
        foreach (var (name, value) in AddedContextFile.Settings(AddedContextFile.Url, AddedContextFile.WriteTo(_folder), AddedContextFile.Sha256))
            app.Settings[name] = value;
        using var client = app.AsEveryone();
        var issuer = (await client.GetFromJsonAsync<JsonElement>("/vc-api/conformance")).GetProperty("issuers")[0].Text("id");

        var (issued, credential) = await client.PostJsonAsync("/vc-api/bare/credentials/issue", VcApiCalls.Body("credential", Credential(issuer)));

        Assert.True(issued == HttpStatusCode.Created, credential.GetRawText());
        Assert.Equal("eddsa-rdfc-2022", credential.GetProperty("proof").Text("cryptosuite"));
        var (verified, report) = await client.VerifyAsync(JsonNode.Parse(credential.GetRawText())!);
        Assert.True(verified == HttpStatusCode.OK, report.GetRawText());
        Assert.Equal("passed", await ProofAsync(client, credential));

        await using var without = new ConformanceApp();
        using var other = without.AsEveryone();
        Assert.Equal(HttpStatusCode.BadRequest, (await other.VerifyAsync(JsonNode.Parse(credential.GetRawText())!)).Status);
        Assert.Equal("undetermined", await ProofAsync(other, credential));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await other.PostJsonAsync("/vc-api/bare/credentials/issue", VcApiCalls.Body("credential", Credential(issuer)))).Status);
    }

    [Theory]
    [InlineData(true, "active")]
    [InlineData(false, "list-key-unavailable")]
    public async Task A_status_list_in_an_added_context_counts_where_it_was_added(bool isAdded, string reason)
    {
        await using var stranger = await Stranger.StartAsync();
        var issuer = ForeignIssuer.On(stranger);
        var url = stranger.Origin + "/status/1";
        var added = JsonLdContexts.Bundled.With(AddedContextFile.Url, System.Text.Encoding.UTF8.GetBytes(AddedContextFile.Text)).Value;
        var list = JsonNode.Parse(issuer.List(url))!.AsObject();
        list.Remove("proof");
        list["@context"]!.AsArray().Add(AddedContextFile.Url);
        stranger.Answer("/.well-known/did.json", issuer.Document());
        stranger.Answer("/status/1", DataIntegrityProof.TryAdd(
            JsonSerializer.SerializeToElement(list), issuer.Key, ForeignIssuer.Signed, "assertionMethod", ProofForm.Rdfc, added).Value);
        using var verifier = new Verifier(contexts: isAdded ? added : null, allowedOrigins: stranger.Origin);

        var report = (await verifier.Verify.RunAsync(issuer.Credential(url), CancellationToken.None)).Value;

        Assert.Equal(reason, report.Checks.Single(check => check.Id == CheckIds.Status).Reason);
    }

    [Fact]
    public void A_right_setting_is_accepted_whatever_the_case_of_its_digits() =>
        Assert.Null(FaultIn(AddedContextFile.Settings(AddedContextFile.Url, AddedContextFile.WriteTo(_folder), AddedContextFile.Sha256.ToUpperInvariant())));

    [Theory]
    [InlineData(null, "Url")]
    [InlineData("relative", "Url")]
    [InlineData("https://www.w3.org/ns/credentials/v2", "Url")]
    [InlineData("https://w3id.org/security/data-integrity/v2", "Url")]
    public void An_address_that_cannot_be_added_is_refused(string? url, string setting) =>
        AssertRefused(setting, AddedContextFile.Settings(url, AddedContextFile.WriteTo(_folder), AddedContextFile.Sha256));

    [Theory]
    [InlineData(null)]
    [InlineData("abc")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public void A_digest_that_is_not_the_files_is_refused(string? digest) =>
        AssertRefused("Sha256", AddedContextFile.Settings(AddedContextFile.Url, AddedContextFile.WriteTo(_folder), digest));

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"@context": {}, "@context": {}}""")]
    [InlineData("""{"@context": 5}""")]
    [InlineData("""{"@context": {"@version": 1.0}}""")]
    [InlineData("""{"@context": {"mark": 5}}""")]
    [InlineData("""{"@context": {"mark": {"@id": "no address"}}}""")]
    [InlineData("""{"@context": {"mark": {"@id": "other:mark"}, "other": {"@id": "mark:other"}}}""")]
    [InlineData("""{"@context": {"mark": {"@id": "https://terms.example/mark", "@container": "@bag"}}}""")]
    [InlineData("""{"@context": {"mark": {"@id": "https://terms.example/mark", "@context": {"inner": 5}}}}""")]
    [InlineData("""{"@context": "https://elsewhere.example/v1"}""")]
    [InlineData("""{"@context": ["https://www.w3.org/ns/credentials/v2", {"VerifiableCredential": "https://terms.example/Mine"}]}""")]
    public void A_file_that_is_no_context_is_refused(string text) => AssertRefused("File", AddedContextFile.Settings(
        AddedContextFile.Url, AddedContextFile.WriteTo(_folder, text), AddedContextFile.DigestOf(text)));

    [Fact]
    public void A_file_that_is_no_context_is_named_with_what_is_wrong()
    {
        const string text = """{"@context": {"mark": {"@id": "https://terms.example/mark", "@container": "@bag"}}}""";
        var file = AddedContextFile.WriteTo(_folder, text);

        var fault = FaultIn(AddedContextFile.Settings(AddedContextFile.Url, file, AddedContextFile.DigestOf(text)));

        Assert.Contains(file, fault, StringComparison.Ordinal);
        Assert.Contains("invalid container mapping", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void An_added_context_may_lead_to_one_that_is_added_after_it()
    {
        const string text = $$"""{"@context": ["{{AddedContextFile.Url}}", {"grade": "https://terms.example/grade"}]}""";
        File.WriteAllText(_folder.File("first.jsonld"), text);
        var settings = AddedContextFile.Settings("https://terms.example/first", _folder.File("first.jsonld"), AddedContextFile.DigestOf(text));
        foreach (var (name, value) in AddedContextFile.Settings(AddedContextFile.Url, AddedContextFile.WriteTo(_folder), AddedContextFile.Sha256, index: 1))
            settings[name] = value;

        Assert.Null(FaultIn(settings));
    }

    [Fact]
    public void A_file_that_is_not_there_or_too_large_is_refused()
    {
        AssertRefused("File", AddedContextFile.Settings(AddedContextFile.Url, _folder.File("missing"), AddedContextFile.Sha256));
        AssertRefused("File", AddedContextFile.Settings(AddedContextFile.Url, _folder.Path, AddedContextFile.Sha256));
        AssertRefused("File", AddedContextFile.Settings(AddedContextFile.Url, null, AddedContextFile.Sha256));
        AssertRefused("File", AddedContextFile.Settings(AddedContextFile.Url, AddedContextFile.WriteTo(_folder, new string(' ', (1 << 20) + 1)), AddedContextFile.Sha256));
    }

    [Fact]
    public void An_address_that_is_added_twice_is_refused()
    {
        var settings = AddedContextFile.Settings(AddedContextFile.Url, AddedContextFile.WriteTo(_folder), AddedContextFile.Sha256);
        foreach (var (name, value) in AddedContextFile.Settings(AddedContextFile.Url, AddedContextFile.WriteTo(_folder), AddedContextFile.Sha256, index: 1))
            settings[name] = value;

        Assert.StartsWith("LinkedData:Contexts:1:Url ", FaultIn(settings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("verify")]
    public async Task The_program_does_not_start_with_a_wrong_digest_and_says_why_in_one_line(string command)
    {
        var file = AddedContextFile.WriteTo(_folder);
        await AssertDoesNotStartAsync(command, file, new string('0', 64), "LinkedData:Contexts:0:Sha256");
    }

    [Fact]
    public async Task The_program_does_not_start_with_a_file_that_is_no_context_and_says_why_in_one_line()
    {
        const string text = """{"@context": {"mark": 5}}""";
        await AssertDoesNotStartAsync("serve", AddedContextFile.WriteTo(_folder, text), AddedContextFile.DigestOf(text), "LinkedData:Contexts:0:File");
    }

    private async Task AssertDoesNotStartAsync(string command, string file, string digest, string setting)
    {
        string[] arguments = command == "serve" ? [command, "--urls", $"http://localhost:{FreePort.Find()}"] : [command, file];
        var start = await AppProgram.RunAsync([
            .. arguments, "--data", _folder.File("data"), $"--LinkedData:Contexts:0:Url={AddedContextFile.Url}",
            $"--LinkedData:Contexts:0:File={file}", $"--LinkedData:Contexts:0:Sha256={digest}"]);

        Assert.Equal(78, start.ExitCode);
        var last = start.Error.Trim().Split('\n')[^1];
        Assert.StartsWith(setting, last, StringComparison.Ordinal);
        Assert.Contains(file, last, StringComparison.Ordinal);
    }

    private static void AssertRefused(string setting, Dictionary<string, string?> settings) =>
        Assert.StartsWith("LinkedData:Contexts:0:" + setting, FaultIn(settings), StringComparison.Ordinal);

    private static string? FaultIn(Dictionary<string, string?> settings)
    {
        var options = new LinkedDataOptions();
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(LinkedDataOptions.Section).Bind(options);
        return new LinkedDataOptionsValidation().Validate(null, options).FailureMessage;
    }

    private static async Task<string> ProofAsync(HttpClient client, JsonElement credential)
    {
        var (status, report) = await client.PostJsonAsync("/api/verify", credential.GetRawText());
        Assert.Equal(HttpStatusCode.OK, status);
        return report.GetProperty("checks").EnumerateArray().Single(check => check.Text("id") == "proof").Text("outcome");
    }

    private static JsonObject Credential(string issuer) => new()
    {
        ["@context"] = new JsonArray(VcApiCalls.Context, AddedContextFile.Url),
        ["type"] = new JsonArray("VerifiableCredential"),
        ["issuer"] = issuer,
        ["credentialSubject"] = new JsonObject { ["id"] = "did:example:subject", ["courseMark"] = "14/20" },
    };
}
