using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Keys;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.SigningKeys;

namespace Credentials.Services.Tests.Wallets;

/// <summary>A wallet that others' libraries make, against the service as its own process: what they find wrong is our fault.</summary>
public sealed class NodeWalletTests(NodeWalletTests.Issuer issuer) : IClassFixture<NodeWalletTests.Issuer>
{
    private const string Folder = "Wallets/node";

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

    [NodeTheory]
    [InlineData("dc+sd-jwt", "decentralized_identifier")]
    [InlineData("dc+sd-jwt", "x509_hash")]
    [InlineData("dc+sd-jwt", "x509_san_dns")]
    [InlineData("dc+sd-jwt", "redirect_uri")]
    [InlineData("jwt_vc_json", "decentralized_identifier")]
    [InlineData("jwt_vc_json", "x509_hash")]
    [InlineData("jwt_vc_json", "redirect_uri")]
    public async Task The_wallet_answers_an_employers_request_with_what_it_took_once_and_shows_what_was_asked(string format, string prefix)
    {
        string[] modes = ["direct_post", "direct_post.jwt"];
        var asked = new List<JsonElement>();
        foreach (var mode in modes)
            asked.Add(await issuer.AskAsync(new { minimumLevel = 2, claims = new[] { "title", "learner" }, responseMode = mode, clientIdPrefix = prefix }));
        var got = await TakeAsync(await issuer.AwardAsync(), format, dpop: false, encryption: null, [.. asked.Select(ask => ask.Text("uri"))]);

        var answers = got.GetProperty("answers");
        Assert.Equal(modes, answers.EnumerateArray().Select(answer => answer.Text("mode")));
        for (var place = 0; place < modes.Length; place++)
        {
            var answer = answers[place];
            Assert.Equal((prefix, prefix != "redirect_uri", 200), (answer.Text("prefix"), answer.GetProperty("isSigned").GetBoolean(), answer.GetProperty("accepted").GetInt32()));
            Assert.Equal((400, "invalid_request"), (answer.GetProperty("answeredAgain").GetProperty("status").GetInt32(), answer.GetProperty("answeredAgain").Text("error")));
            // What stands in the link is not fetched at all.
            Assert.Equal(prefix == "redirect_uri" ? "null" : "410", answer.GetProperty("fetchedAgain").GetRawText());

            var found = await issuer.LookAsync(asked[place].Text("id"));
            Assert.Equal("answered", found.Text("state"));
            var report = found.GetProperty("report");
            Assert.True(report.Text("verdict") == "valid", report.ToString());
            var reasons = report.GetProperty("checks").EnumerateArray().Select(check => check.Text("reason")).ToArray();
            Assert.Contains("holder-signed", reasons);
            Assert.Contains("answers-request", reasons);
            // What was asked is there; the day of the award was not asked for.
            Assert.Contains("Noor", report.GetRawText(), StringComparison.Ordinal);
            Assert.DoesNotContain("2025-06-30", report.GetRawText(), StringComparison.Ordinal);
        }
    }

    private async Task<JsonElement> TakeAsync(string award, string format, bool dpop, string? encryption, params string[] asks)
    {
        var offer = await issuer.OfferAsync(award, format);
        var order = new JsonObject
        {
            ["link"] = offer.Text("uri"),
            ["txCode"] = offer.Text("txCode"),
            ["dpop"] = dpop,
            ["encryption"] = encryption,
            ["happened"] = "credential_accepted",
            ["asks"] = new JsonArray([.. asks.Select(ask => JsonValue.Create(ask))]),
            ["anchor"] = issuer.Anchor,
        };
        return await NodeScript.RunAsync(Folder, "wallet.mjs", order);
    }

    private static string[] Texts(JsonElement check, string name) => [.. check.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];

    private static string? Missing() => NodeScript.Missing(Folder);

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
        private readonly TestAuthority _authority = new(DateTimeOffset.UtcNow);
        private RunningService? _service;
        private HttpClient? _staff;
        private HttpClient? _employer;
        private int _awards;

        public RunningService Service => _service!;

        /// <summary>The certificate of the authority that the wallet trusts to name verifiers.</summary>
        public string Anchor => _authority.Root.ExportCertificatePem();

        public async Task InitializeAsync()
        {
            if (Missing() is not null)
                return;
            _service = await RunningService.StartAsync(_folder.Path, settings: CertifiedVerifier());
            await _service.ToldAsync();
            var key = await AppProgram.RunAsync(["--data", _folder.Path, "api-keys", "create", "--role", "issuer", "--centre", "demo"]);
            _staff = _service.Client(key.Output.Trim());
            key = await AppProgram.RunAsync(["--data", _folder.Path, "api-keys", "create", "--role", "authority"]);
            _employer = _service.Client(key.Output.Trim());
        }

        public async Task<string> AwardAsync() =>
            (await _staff!.AwardedAsync(await _staff!.FirstAchievementAsync(), "Noor", $"Peeters {Interlocked.Increment(ref _awards)}")).Text("id");

        public async Task<JsonElement> OfferAsync(string award, string format)
        {
            using var offer = await _staff!.PostAsync($"/api/credentials/{award}/offers", JsonContent.Create(new { format }));
            Assert.True(offer.IsSuccessStatusCode, await offer.Content.ReadAsStringAsync());
            return await offer.Content.JsonAsync();
        }

        public async Task<JsonElement> AskAsync(object question)
        {
            using var asked = await _employer!.PostAsJsonAsync("/api/presentations", question);
            Assert.True(asked.StatusCode == HttpStatusCode.Created, await asked.Content.ReadAsStringAsync());
            return await asked.Content.JsonAsync();
        }

        public Task<JsonElement> LookAsync(string id) => _employer!.GetFromJsonAsync<JsonElement>($"/api/presentations/{id}");

        public async Task DisposeAsync()
        {
            if (_service is not null)
                await _service.DisposeAsync();
        }

        private string[] CertifiedVerifier()
        {
            using var key = PrivateKey.Generate(KeyAlgorithm.P256);
            var file = Path.Combine(_folder.Path, "verifier.pem");
            File.WriteAllText(file, key.ToPkcs8Pem());
            using var leaf = _authority.Certify(key.PublicKey, "localhost", DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(365));
            return
            [
                $"--PublicVerifier:KeyFile={file}",
                $"--PublicVerifier:CertificateFile={TestAuthority.Write(_folder.Path, "verifier-chain.pem", leaf, _authority.Middle, _authority.Root)}",
            ];
        }

        public void Dispose()
        {
            _staff?.Dispose();
            _employer?.Dispose();
            _authority.Dispose();
            _folder.Dispose();
        }
    }
}
