using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.IssuerService.SigningKeys;
using Credentials.Keys;
using Credentials.SdJwts;
using Credentials.SdJwtVcs;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.Wallets;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.Services.Tests.Journeys;

/// <summary>What a wallet claims from the demo centre, shown in part, and checked by anyone over HTTP.</summary>
public sealed class WalletVerifyTests(CredentialsApp app) : IClassFixture<CredentialsApp>
{
    private const string Form = "application/dc+sd-jwt";

    [Fact]
    public async Task What_the_learner_shows_is_seen_and_nothing_else()
    {
        var (sdJwt, id, _) = await ClaimedAsync(app, "Yara", "Wouters");
        var shown = sdJwt.Present(ClaimPath.Of("title"), ClaimPath.Of("level"), ClaimPath.Of("familyName"));

        var report = await app.AsEveryone().VerifiedAsync(shown);

        Assert.Equal("valid", report.Text("verdict"));
        Assert.Equal(
            ["format", "proof", "issuer-key", "issuer-trust", "validity", "status", "schema", "content", "holder-binding"],
            report.GetProperty("checks").EnumerateArray().Select(check => check.Text("id")));
        Assert.Equal(("undetermined", "holder-not-shown"), (report.OutcomeOf("holder-binding"), ReasonOf(report, "holder-binding")));
        Assert.Equal(("key-in-history", "active", "as-type-says"), (ReasonOf(report, "issuer-key"), ReasonOf(report, "status"), ReasonOf(report, "schema")));
        var credential = report.GetProperty("credential");
        Assert.Equal(
            ["attestation_legal_category", "title", "familyName", "level"],
            credential.GetProperty("claims").EnumerateArray().Select(claim => claim.Text("name")).Order(new InOrder("attestation_legal_category", "title", "familyName", "level")));
        Assert.Equal("Wouters", credential.Text("learnerName"));
        Assert.Equal("eqf", Assert.Single(credential.GetProperty("levels").EnumerateArray()).Text("framework"));
        Assert.Empty(credential.GetProperty("learningOutcomes").EnumerateArray());
        foreach (var hidden in new[] { "id", "awardedOn", "workload", "assessment", "qualityAssurance", "result" })
            Assert.False(credential.TryGetProperty(hidden, out _), hidden);
        Assert.DoesNotContain("Yara", report.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(id, report.GetRawText(), StringComparison.Ordinal);
        var issuer = credential.GetProperty("issuer");
        Assert.Equal(
            ("did:web:localhost%3A8080:centres:demo", "http://localhost:8080/centres/demo", "local"), (issuer.Text("did"), issuer.Text("address"), issuer.Text("register")));

        var whole = (await app.AsEveryone().VerifiedAsync(sdJwt.Present(_ => true))).GetProperty("credential");
        Assert.Equal(("Yara Wouters", "2025-06-30", $"urn:uuid:{id}"), (whole.Text("learnerName"), whole.Text("awardedOn"), whole.Text("id")));
        Assert.Equal(["vks", "eqf"], whole.GetProperty("levels").EnumerateArray().Select(level => level.Text("framework")));
        var nothing = await app.AsEveryone().VerifiedAsync(sdJwt.Present(_ => false));
        Assert.Equal(("valid", "nothing-shown"), (nothing.Text("verdict"), ReasonOf(nothing, "content")));
    }

    [Fact]
    public async Task It_is_taken_as_text_as_JSON_as_a_file_and_on_the_page()
    {
        var (sdJwt, _, _) = await ClaimedAsync(app, "Zeno", "Aerts");
        var text = sdJwt.Present(_ => true);
        using var anyone = app.AsEveryone();
        foreach (var content in new HttpContent[]
        {
            new StringContent(text, new MediaTypeHeaderValue(Form)),
            new StringContent(text + "\r\n", new MediaTypeHeaderValue("text/plain")),
            JsonContent.Create(new { credential = text }),
            new MultipartFormDataContent { { new StringContent(text), "file", "credential.sd-jwt" } },
        })
        {
            using var answer = await anyone.PostAsync("/api/verify", content);
            Assert.Equal("valid", (await answer.Content.JsonAsync()).Text("verdict"));
        }

        foreach (var (language, verdict, label) in new[] { ("nl", "Dit leerbewijs is geldig", "Juridische categorie"), ("en", "This credential is valid", "Legal category") })
        {
            using var page = await anyone.PostAsync($"/verify?lang={language}", new MultipartFormDataContent { { new StringContent(text), "credential" } });
            var html = await page.Content.ReadAsStringAsync();
            Assert.Contains(verdict, html, StringComparison.Ordinal);
            Assert.Contains(label, html, StringComparison.Ordinal);
            Assert.Contains("Zeno Aerts", html, StringComparison.Ordinal);
            Assert.Contains(language == "nl" ? "van wie het is, blijkt niet" : "whose it is was not shown", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_holders_proof_counts_for_what_it_was_made_over()
    {
        var (sdJwt, _, key) = await ClaimedAsync(app, "Wout", "Baert");
        var shown = sdJwt.Present(ClaimPath.Of("title"));
        var proven = KeyBindingJwt.Bind(key, shown, sdJwt.Hash, "https://employer.example", "n-1", DateTimeOffset.UtcNow);
        var report = await app.AsEveryone().VerifiedAsync(proven);
        Assert.Equal(("valid", "holder-signed-without-challenge"), (report.Text("verdict"), ReasonOf(report, "holder-binding")));
        var more = sdJwt.Present(ClaimPath.Of("title"), ClaimPath.Of("givenName"));
        var moved = await app.AsEveryone().VerifiedAsync(more + proven[(proven.LastIndexOf('~') + 1)..]);
        Assert.Equal(("invalid", "key-binding-of-another"), (moved.Text("verdict"), ReasonOf(moved, "holder-binding")));
    }

    [Fact]
    public async Task Revoked_and_suspended_reach_the_wallets_copy_at_once()
    {
        var (sdJwt, id, _) = await ClaimedAsync(app, "Xander", "Claes", suspendable: true);
        var shown = sdJwt.Present(_ => true);
        using var staff = await app.AsIssuerOfDemoAsync();
        foreach (var (status, verdict, reason) in new[] { ("suspended", "invalid", "suspended"), ("active", "valid", "active"), ("revoked", "invalid", "revoked") })
        {
            using var changed = await staff.SetStatusAsync(id, status);
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
            var report = await app.AsEveryone().VerifiedAsync(shown);
            Assert.Equal((verdict, reason), (report.Text("verdict"), ReasonOf(report, "status")));
        }
    }

    [Fact]
    public async Task What_was_changed_or_signed_by_another_is_not_genuine()
    {
        var (sdJwt, _, _) = await ClaimedAsync(app, "Vera", "Devos");
        var parts = sdJwt.Present(ClaimPath.Of("title")).Split('~');
        var forged = StrictBase64Url.Encode("[\"c2FsdA\",\"title\",\"Master\"]"u8);
        foreach (var text in new[] { $"{parts[0]}~{forged}~", $"{parts[0]}~{parts[1]}~{forged}~" })
        {
            var report = await app.AsEveryone().VerifiedAsync(text);
            Assert.Equal(("invalid", "sd-jwt-malformed", false), (report.Text("verdict"), ReasonOf(report, "format"), report.TryGetProperty("credential", out _)));
        }

        var stranger = new Signing.SigningKey(sdJwt.Jws.KeyId!, PrivateKey.Generate(KeyAlgorithm.P256));
        var issued = SdJwtVc.Read(sdJwt).Value;
        var copy = new SdJwtVcDraft
        {
            Type = issued.Type,
            TypeIntegrity = issued.TypeIntegrity,
            Issuer = issued.Issuer!,
            IssuedAt = issued.IssuedAt!.Value,
            Status = issued.Status,
            Claims = new SelectiveObject().Add("attestation_legal_category", "non-qualified-EAA").AddDisclosable("title", "Master"),
        };
        var signedByAnother = await app.AsEveryone().VerifiedAsync(copy.Sign(stranger));
        Assert.Equal(("invalid", "signature-wrong"), (signedByAnother.Text("verdict"), ReasonOf(signedByAnother, "proof")));
        var unknownKey = await app.AsEveryone().VerifiedAsync(copy.Sign(stranger with { VerificationMethod = "k9" }));
        Assert.Equal(("invalid", "key-not-published"), (unknownKey.Text("verdict"), ReasonOf(unknownKey, "issuer-key")));

        // Even with the centre's own key: credentials of ours have a status, levels that the centre may award, and the claims of their type.
        var ours = stranger with { PrivateKey = PrivateKey.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "keys-dev", "demo-p256.pem"))).Value };
        var noStatus = await app.AsEveryone().VerifiedAsync((copy with { Status = null }).Sign(ours));
        Assert.Equal(("invalid", "status-missing"), (noStatus.Text("verdict"), ReasonOf(noStatus, "status")));
        var tooHigh = copy with { Claims = new SelectiveObject().Add("attestation_legal_category", "non-qualified-EAA").AddDisclosable("level", "EQF-8") };
        Assert.Equal("award-date-unknown", ReasonOf(await app.AsEveryone().VerifiedAsync(tooHigh.Sign(ours)), "issuer-trust"));
        tooHigh.Claims.AddDisclosable("issuanceDate", "2025-06-30");
        Assert.Equal("level-not-entitled", ReasonOf(await app.AsEveryone().VerifiedAsync(tooHigh.Sign(ours)), "issuer-trust"));
        var open = copy with { Claims = new SelectiveObject().Add("attestation_legal_category", "non-qualified-EAA").Add("title", "Master") };
        Assert.Equal("not-as-type-says", ReasonOf(await app.AsEveryone().VerifiedAsync(open.Sign(ours)), "schema"));
        var otherType = copy with { TypeIntegrity = SubresourceIntegrity.Of("{}"u8) };
        Assert.Equal("type-altered", ReasonOf(await app.AsEveryone().VerifiedAsync(otherType.Sign(ours)), "schema"));
    }

    [Fact]
    public async Task A_retired_keys_copies_stay_valid_and_a_compromised_ones_only_as_far_as_the_register_holds_them()
    {
        await using var own = new CredentialsApp();
        var (sdJwt, id, _) = await ClaimedAsync(own, "Ulrik", "Evers");
        var shown = sdJwt.Present(_ => true);
        using var staff = await own.AsIssuerOfDemoAsync();
        var kept = await staff.CredentialAsync(id, Form);
        var key = sdJwt.Jws.KeyId!;
        var retire = own.Services.GetRequiredService<RetireKey>();
        await retire.RunAsync("demo", key);
        var retired = await own.AsEveryone().VerifiedAsync(shown);
        Assert.Equal(("valid", "signed-before-retirement"), (retired.Text("verdict"), ReasonOf(retired, "issuer-key")));

        await retire.RunAsync("demo", key, DateTimeOffset.UtcNow.AddHours(1));
        foreach (var text in new[] { shown, kept })
        {
            var recorded = await own.AsEveryone().VerifiedAsync(text);
            Assert.Equal(("valid", "recorded-before-compromise"), (recorded.Text("verdict"), ReasonOf(recorded, "issuer-key")));
        }

        var hidden = await own.AsEveryone().VerifiedAsync(sdJwt.Present(ClaimPath.Of("title")));
        Assert.Equal(("undetermined", "register-unreachable"), (hidden.Text("verdict"), ReasonOf(hidden, "issuer-key")));
        var thief = new Signing.SigningKey(key, PrivateKey.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "keys-dev", "demo-p256.pem"))).Value);
        var issued = SdJwtVc.Read(sdJwt).Value;
        var forged = new SdJwtVcDraft
        {
            Type = issued.Type,
            Issuer = issued.Issuer!,
            IssuedAt = issued.IssuedAt!.Value,
            Status = issued.Status,
            Claims = new SelectiveObject().Add("attestation_legal_category", "non-qualified-EAA").AddDisclosable("identifier", $"urn:uuid:{id}"),
        };
        var backdated = await own.AsEveryone().VerifiedAsync(forged.Sign(thief));
        Assert.Equal(("invalid", "not-recorded"), (backdated.Text("verdict"), ReasonOf(backdated, "issuer-key")));

        await retire.RunAsync("demo", key, DateTimeOffset.UtcNow.AddDays(-1));
        Assert.Equal("signed-after-compromise", ReasonOf(await own.AsEveryone().VerifiedAsync(kept), "issuer-key"));
    }

    [Fact]
    public async Task Staff_fetch_it_unbound_always_the_same_with_a_status_of_its_own()
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        var award = await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Tibo", "Faes");
        var id = award.Text("id");
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => staff.CredentialAsync(id, Form)));
        Assert.Single(all.Distinct());
        Assert.Equal(all[0], await staff.CredentialAsync(id, Form));
        var read = SdJwtVc.Read(SdJwt.Parse(all[0]).Value).Value;
        Assert.False(read.Claims.TryGetProperty("cnf", out _));
        Assert.Null(read.Expires);
        var jwt = (await staff.CredentialAsync(id)).Split('.')[1];
        Assert.True(StrictBase64Url.TryDecode(jwt, out var payload));
        var entry = JsonElement.Parse(payload).GetProperty("credentialStatus");
        entry = entry.ValueKind == JsonValueKind.Array ? entry[0] : entry;
        Assert.NotEqual(entry.Text("statusListIndex"), read.Status!.Index.ToString(System.Globalization.CultureInfo.InvariantCulture));

        var before = await app.AsEveryone().VerifiedAsync(all[0]);
        Assert.Equal("valid", before.Text("verdict"));
        Assert.All(before.GetProperty("checks").EnumerateArray(), check => Assert.Equal("passed", check.Text("outcome")));
        // It is in no wallet: the learner's page offers nothing to drop.
        Assert.DoesNotContain("/copies/", await app.AsEveryone().GetStringAsync(new Uri(award.GetProperty("links").Text("claim")).PathAndQuery), StringComparison.Ordinal);
        (await staff.SetStatusAsync(id, "revoked")).Dispose();
        Assert.Equal("revoked", ReasonOf(await app.AsEveryone().VerifiedAsync(all[0]), "status"));
        Assert.Equal(all[0], await staff.CredentialAsync(id, Form));

        var late = (await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Siebe", "Goris")).Text("id");
        (await staff.SetStatusAsync(late, "revoked")).Dispose();
        Assert.Equal(HttpStatusCode.Conflict, await GetAsync(staff, late));
    }

    [Fact]
    public async Task A_profile_that_needs_a_wallet_gives_none_without_one()
    {
        await using var own = new CredentialsApp();
        own.Settings["IssuerService:WalletProfiles:demo"] = "learning-credential";
        using var staff = await own.AsIssuerOfDemoAsync();
        var id = (await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Roos", "Hens")).Text("id");
        Assert.Equal(HttpStatusCode.NotAcceptable, await GetAsync(staff, id));

        var (sdJwt, _, _) = await ClaimedAsync(own, "Quinten", "Jacobs");
        var report = await own.AsEveryone().VerifiedAsync(sdJwt.Present(ClaimPath.Of("given_name"), ClaimPath.Of("level_of_learning_experience")));
        Assert.Equal(("valid", "type-not-described"), (report.Text("verdict"), ReasonOf(report, "schema")));
        var credential = report.GetProperty("credential");
        Assert.Equal(("Quinten", "2025-06-30"), (credential.Text("learnerName"), credential.Text("awardedOn")));
        Assert.Single(credential.GetProperty("levels").EnumerateArray());
        Assert.Contains("Voornaam", report.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_reads_it_from_a_file()
    {
        var (sdJwt, _, _) = await ClaimedAsync(app, "Pien", "Kools");
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "credential.sd-jwt");
        await File.WriteAllTextAsync(file, sdJwt.Present(_ => true));
        var run = await AppProgram.RunAsync(["verify", file, "--json", "--data", app.Folder]);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Equal("valid", JsonElement.Parse(run.Output).Text("verdict"));
    }

    private static string ReasonOf(JsonElement report, string check) =>
        report.GetProperty("checks").EnumerateArray().Single(entry => entry.Text("id") == check).Text("reason");

    private static Task<HttpStatusCode> GetAsync(HttpClient staff, string id)
    {
        staff.DefaultRequestHeaders.Accept.ParseAdd(Form);
        return staff.StatusAsync(HttpMethod.Get, $"/api/credentials/{id}");
    }

    private static async Task<(SdJwt SdJwt, string Id, PrivateKey Key)> ClaimedAsync(CredentialsApp app, string givenName, string familyName, bool suspendable = false)
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        var achievement = suspendable ? "lassen-op-proef" : await staff.FirstAchievementAsync();
        if (suspendable)
            (await staff.PutAsJsonAsync($"/api/achievements/{achievement}", Issuer.Bodies.Achievement(achievement, suspendable: true))).EnsureSuccessStatusCode().Dispose();
        var id = (await staff.AwardedAsync(achievement, givenName, familyName)).Text("id");
        var wallet = new TestWallet(app.AsEveryone(), TimeProvider.System);
        var code = await WalletIssuanceTests.OfferAsync(staff, id, "dc+sd-jwt", wallet);
        Assert.Equal(HttpStatusCode.OK, (await wallet.TokenAsync(code)).Status);
        var answer = await wallet.CredentialAsync(wallet.Proof(await wallet.NonceAsync()));
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return (SdJwt.Parse(answer.Body.GetProperty("credentials")[0].Text("credential")).Value, id, wallet.Key);
    }

    private sealed class InOrder(params string[] names) : IComparer<string>
    {
        public int Compare(string? x, string? y) => Array.IndexOf(names, x) - Array.IndexOf(names, y);
    }
}
