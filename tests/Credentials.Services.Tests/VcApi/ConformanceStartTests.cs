using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.App.Conformance;
using Credentials.Services.Tests.Apps;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.Services.Tests.VcApi;

/// <summary>Where the conformance profile runs, and where it does not.</summary>
public sealed class ConformanceStartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("http://0.0.0.0:9")]
    [InlineData("http://*:9")]
    [InlineData("http://192.0.2.1:9")]
    [InlineData("http://localhost:9;http://credentials.example.org:9")]
    public async Task An_address_that_others_reach_is_refused(string urls) => AssertRefused(await StartAsync("--urls", urls), "--urls", "loopback");

    [Fact]
    public async Task Another_profile_is_refused() =>
        AssertRefused(await AppProgram.RunAsync(["--profile", "other", "--data", _folder.Path]), "other", "conformance");

    [Fact]
    public async Task A_public_address_of_another_machine_is_refused() =>
        AssertRefused(await StartAsync("--urls", "http://localhost:9", "--PublicUrl=https://credentials.example.org"), "PublicUrl", "loopback");

    [Theory]
    [InlineData("conformance")]
    [InlineData("other")]
    public async Task The_environment_does_not_turn_it_on_and_keeps_nothing_from_starting(string profile)
    {
        await using var service = await RunningService.StartAsync(
            _folder.Path, environment: new Dictionary<string, string?> { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["PROFILE"] = profile });
        using var client = service.Client();
        Assert.Equal(HttpStatusCode.NotFound, await client.StatusAsync(HttpMethod.Get, "/vc-api/conformance"));
    }

    [Fact]
    public async Task A_data_folder_with_a_real_centre_is_refused()
    {
        var made = await AppProgram.RunAsync(["centres", "create", "real", "--name", "Real", "--kbo", "0123.456.749", "--levels", "VKS:1-4", "--data", _folder.Path]);
        Assert.True(made.ExitCode == 0, made.Error);

        AssertRefused(await StartAsync("--urls", $"http://localhost:{FreePort.Find()}"), "real", "--data");
    }

    [Fact]
    public async Task Outside_Development_it_serves_on_loopback_and_takes_a_DID_as_it_stands_in_the_address()
    {
        await using var service = await RunningService.StartAsync(
            _folder.Path, environment: new Dictionary<string, string?> { ["ASPNETCORE_ENVIRONMENT"] = "Production" }, settings: ["--profile", "conformance"]);
        using var client = service.Client();
        Assert.Contains("did:key:z6Mk", await client.GetStringAsync("/vc-api/conformance"), StringComparison.Ordinal);
        // Decoded, it would be no DID any more: that nobody answers there shows that it was read as one.
        using var answer = await client.GetAsync("/vc-api/identifiers/did:web:localhost%3A1:centres:demo");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task By_https_it_has_a_certificate_for_loopback_that_only_who_asks_for_it_trusts()
    {
        await using var service = await RunningService.StartAtAsync($"https://localhost:{FreePort.Find()}", _folder.Path, null, "--profile", "conformance");
        using (var careful = service.Client())
            await Assert.ThrowsAsync<HttpRequestException>(() => careful.GetAsync("/vc-api/conformance"));
        X509Certificate2? shown = null;
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) => (shown ??= new X509Certificate2(certificate!)).RawDataMemory.Span.SequenceEqual(certificate!.RawData),
        };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(service.Address) };
        var identity = await client.GetFromJsonAsync<JsonElement>("/vc-api/conformance");
        using var certificate = shown!;
        Assert.True(certificate.MatchesHostname("localhost") && certificate.MatchesHostname("127.0.0.1") && !certificate.MatchesHostname("credentials.example.org"));
        Assert.InRange(certificate.NotAfter - certificate.NotBefore, TimeSpan.FromDays(1), TimeSpan.FromDays(2));

        // Every address that it tells is one of https, and what it signs verifies there, its status included.
        Assert.All(identity.GetProperty("endpoints").EnumerateObject(), endpoint => Assert.StartsWith(service.Address, endpoint.Value.GetString(), StringComparison.Ordinal));
        var asked = new JsonObject
        {
            ["@context"] = new JsonArray(VcApiCalls.Context),
            ["type"] = new JsonArray("VerifiableCredential"),
            ["issuer"] = identity.GetProperty("issuers")[0].Text("id"),
            ["credentialSubject"] = new JsonObject { ["id"] = "did:example:subject" },
        };
        var (status, credential) = await client.PostJsonAsync("/vc-api/bare/credentials/issue", VcApiCalls.Body("credential", asked));
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.StartsWith(service.Address, credential.GetProperty("credentialStatus").Text("statusListCredential"), StringComparison.Ordinal);
        var (verified, report) = await client.VerifyAsync(JsonNode.Parse(credential.GetRawText())!);
        Assert.True(verified == HttpStatusCode.OK, report.GetRawText());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Without_the_profile_none_of_it_is_there()
    {
        await using var app = new CredentialsApp();
        using var staff = await app.AsIssuerOfDemoAsync();
        Assert.Equal(HttpStatusCode.NotFound, await staff.StatusAsync(HttpMethod.Get, "/vc-api/conformance"));
        Assert.Null(app.Services.GetService<ConformanceIdentity>());
        Assert.Null(app.Services.GetService<SignAnyCredential>());
        var (status, _) = await staff.PostJsonAsync("/vc-api/credentials/issue", VcApiCalls.Body("credential", VcApiCalls.Credential(VcApiCalls.NewKey())));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
    }

    private Task<Finished> StartAsync(params string[] arguments) => AppProgram.RunAsync(["--profile", "conformance", "--data", _folder.Path, .. arguments]);

    private static void AssertRefused(Finished start, params string[] named)
    {
        Assert.Equal(78, start.ExitCode);
        Assert.All(named, word => Assert.Contains(word, start.Error, StringComparison.Ordinal));
        Assert.Single(start.Error.Trim().Split('\n'));
    }
}
