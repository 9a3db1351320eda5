using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.Wallets;

/// <summary>A wallet that others' libraries make, against the service as its own process: what they find wrong is our fault.</summary>
public sealed class NodeWalletTests(NodeWalletTests.Issuer issuer) : IClassFixture<NodeWalletTests.Issuer>
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests/Credentials.Services.Tests/Wallets/node");

    [NodeTheory]
    [InlineData("dc+sd-jwt", false, null)]
    [InlineData("dc+sd-jwt", true, null)]
    [InlineData("dc+sd-jwt", false, "A128GCM")]
    [InlineData("dc+sd-jwt", true, "A256GCM")]
    [InlineData("jwt_vc_json", false, null)]
    [InlineData("jwt_vc_json", true, null)]
    [InlineData("jwt_vc_json", false, "A256GCM")]
    [InlineData("jwt_vc_json", true, "A128GCM")]
    [InlineData("ldp_vc", false, null)]
    [InlineData("ldp_vc", true, null)]
    [InlineData("ldp_vc", false, "A128GCM")]
    [InlineData("ldp_vc", true, "A256GCM")]
    public async Task A_wallet_on_public_libraries_takes_a_credential_from_the_offers_link_on(string format, bool dpop, string? encryption)
    {
        var got = await TakeAsync(await issuer.AwardAsync(), format, dpop, encryption);
        Assert.Equal(format, got.Text("format"));
        Assert.Equal(dpop ? "DPoP" : "Bearer", got.Text("tokenType"));
        Assert.Equal(2, got.GetProperty("credentials").GetArrayLength());
        foreach (var check in got.GetProperty("checked").EnumerateArray())
        {
            if (format == "dc+sd-jwt")
                Assert.Equal(("bound", "dc+sd-jwt", $"{issuer.Service.Address}/types/micro-credential"), (check.Text("holder"), check.Text("typ"), check.Text("vct")));
            else
                Assert.StartsWith("did:jwk:", check.Text("holder"), StringComparison.Ordinal);
        }
        if (format == "dc+sd-jwt")
            return;
        using var anyone = issuer.Service.Client();
        foreach (var credential in got.GetProperty("credentials").EnumerateArray())
            Assert.Equal("valid", (await anyone.VerifiedAsync(credential.ValueKind == JsonValueKind.String ? credential.GetString()! : credential.GetRawText())).Text("verdict"));
    }

    [NodeFact]
    public async Task What_the_wallet_does_not_disclose_is_not_there()
    {
        var got = await TakeAsync(await issuer.AwardAsync(), "dc+sd-jwt", dpop: false, encryption: null);
        var check = got.GetProperty("checked")[0];
        var (issued, presented) = (Texts(check, "claims"), Texts(check, "presented"));
        Assert.Contains("familyName", issued);
        Assert.DoesNotContain("familyName", presented);
        Assert.Contains("status", presented);
        Assert.NotEqual(check.GetProperty("statusIndex").GetInt64(), got.GetProperty("checked")[1].GetProperty("statusIndex").GetInt64());
    }

    private async Task<JsonElement> TakeAsync(string award, string format, bool dpop, string? encryption)
    {
        var offer = await issuer.OfferAsync(award, format);
        var order = new JsonObject
        {
            ["link"] = offer.Text("uri"),
            ["txCode"] = offer.Text("txCode"),
            ["dpop"] = dpop,
            ["encryption"] = encryption,
            ["happened"] = "credential_accepted",
        };
        var start = new ProcessStartInfo("node", "wallet.mjs")
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(order.ToJsonString());
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        return JsonElement.Parse(await output);
    }

    private static string[] Texts(JsonElement check, string name) => [.. check.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];

    private static string? Missing() =>
        new InstalledFactAttribute("node").Skip
        ?? (Directory.Exists(Path.Combine(Folder, "node_modules")) ? null : "the wallet's libraries are not installed (npm ci in Wallets/node)");

    private sealed class NodeFactAttribute : FactAttribute
    {
        public NodeFactAttribute() => Skip = Missing();
    }

    private sealed class NodeTheoryAttribute : TheoryAttribute
    {
        public NodeTheoryAttribute() => Skip = Missing();
    }

    /// <summary>The service as its own process with the demo centre, and awards to take.</summary>
    public sealed class Issuer : IAsyncLifetime, IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private RunningService? _service;
        private HttpClient? _staff;
        private int _awards;

        public RunningService Service => _service!;

        public async Task InitializeAsync()
        {
            if (Missing() is not null)
                return;
            _service = await RunningService.StartAsync(_folder.Path);
            await _service.ToldAsync();
            var key = await AppProgram.RunAsync(["--data", _folder.Path, "api-keys", "create", "--role", "issuer", "--centre", "demo"]);
            _staff = _service.Client(key.Output.Trim());
        }

        public async Task<string> AwardAsync() =>
            (await _staff!.AwardedAsync(await _staff!.FirstAchievementAsync(), "Noor", $"Peeters {Interlocked.Increment(ref _awards)}")).Text("id");

        public async Task<JsonElement> OfferAsync(string award, string format)
        {
            using var offer = await _staff!.PostAsync($"/api/credentials/{award}/offers", System.Net.Http.Json.JsonContent.Create(new { format }));
            Assert.True(offer.IsSuccessStatusCode, await offer.Content.ReadAsStringAsync());
            return await offer.Content.JsonAsync();
        }

        public async Task DisposeAsync()
        {
            if (_service is not null)
                await _service.DisposeAsync();
        }

        public void Dispose()
        {
            _staff?.Dispose();
            _folder.Dispose();
        }
    }
}
