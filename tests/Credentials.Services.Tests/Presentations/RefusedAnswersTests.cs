using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.SdJwts;
using Credentials.SdJwtVcs;
using Credentials.Services.Tests.Apps;
using Credentials.Signing;
using static Credentials.Services.Tests.Presentations.PresentationApp;

namespace Credentials.Services.Tests.Presentations;

/// <summary>What the verifier must not take for an answer.</summary>
public sealed class RefusedAnswersTests(PresentationApp app) : IClassFixture<PresentationApp>
{
    [Theory]
    [InlineData("nonce")]
    [InlineData("aud")]
    [InlineData("aud-without-prefix")]
    [InlineData("sd_hash")]
    [InlineData("iat-old")]
    [InlineData("iat-future")]
    [InlineData("iat-text")]
    [InlineData("no-proof")]
    [InlineData("other-key")]
    public async Task A_proof_of_which_one_field_differs_is_invalid(string field)
    {
        var (asker, asked, wallet) = await FetchedAsync();
        using var _ = asker;
        string[] claims = ["title"];
        var presentation = field switch
        {
            "nonce" => wallet.SdJwtPresentation("another", wallet.ClientId, claims),
            "aud" => wallet.SdJwtPresentation(wallet.Nonce, "decentralized_identifier:did:web:elsewhere.example", claims),
            "aud-without-prefix" => wallet.SdJwtPresentation(wallet.Nonce, wallet.ClientId[(wallet.ClientId.IndexOf(':', StringComparison.Ordinal) + 1)..], claims),
            "sd_hash" => wallet.SdJwtPresentation(wallet.Nonce, wallet.ClientId, claims, proof => proof["sd_hash"] = StrictBase64Url.Encode(new byte[32])),
            "iat-old" => wallet.SdJwtPresentation(wallet.Nonce, wallet.ClientId, claims, at: app.Time.GetUtcNow().AddHours(-2)),
            "iat-future" => wallet.SdJwtPresentation(wallet.Nonce, wallet.ClientId, claims, at: app.Time.GetUtcNow().AddHours(2)),
            "iat-text" => wallet.SdJwtPresentation(wallet.Nonce, wallet.ClientId, claims, proof => proof["iat"] = "now"),
            "no-proof" => WithoutProof(wallet.SdJwtPresentation(wallet.Nonce, wallet.ClientId, claims)),
            _ => WithoutProof(wallet.SdJwtPresentation(wallet.Nonce, wallet.ClientId, claims)) + ProofOf(await OtherProofAsync(wallet, claims)),
        };
        var report = await AnsweredAsync(asker, asked, wallet, presentation);
        Assert.True(report.Text("verdict") == "invalid", report.ToString());
        Assert.False(report.TryGetProperty("credential", out JsonElement _), report.ToString());
    }

    [Fact]
    public async Task What_says_more_than_can_be_shown_leaves_the_request_open()
    {
        var (asker, asked, wallet) = await FetchedAsync();
        using var _ = asker;
        using var issuer = PrivateKey.Generate(KeyAlgorithm.P256);
        using var holder = PrivateKey.Generate(KeyAlgorithm.P256);
        var did = DidDocument.ToDidJwk(issuer.PublicKey);
        var claims = new SelectiveObject();
        claims.AddDisclosable("title", new string('x', 200_000));
        var own = new SdJwtVcDraft
        {
            Type = wallet.Request.GetProperty("dcql_query").GetProperty("credentials")[0].GetProperty("meta").GetProperty("vct_values")[0].GetString()!,
            Issuer = did.Value,
            IssuedAt = app.Time.GetUtcNow(),
            HolderKey = holder.PublicKey,
            Claims = claims,
        };
        var credential = JsonSerializer.SerializeToElement(own.Sign(new SigningKey(did.Value + "#0", issuer)));
        var verbose = new PresentingWallet(app.AsEveryone(), holder, credential, "dc+sd-jwt", app.Time) { Request = wallet.Request };

        Assert.Equal(HttpStatusCode.BadRequest, (await verbose.AnswerAsync(verbose.Token(claims: ["title"]))).Status);

        var report = await AnsweredAsync(asker, asked, wallet, wallet.SdJwtPresentation(wallet.Nonce, wallet.ClientId, ["title"]));
        Assert.Equal("valid", report.Text("verdict"));
    }

    [Theory]
    [InlineData("added")]
    [InlineData("removed")]
    [InlineData("altered")]
    [InlineData("twice")]
    public async Task A_disclosure_that_was_tampered_with_is_invalid(string how)
    {
        var (asker, asked, wallet) = await FetchedAsync();
        using var _ = asker;
        var parts = wallet.SdJwtPresentation(wallet.Nonce, wallet.ClientId, ["title", "level"]).Split('~').ToList();
        var forged = StrictBase64Url.Encode("[\"c2FsdA\",\"title\",\"Master\"]"u8);
        switch (how)
        {
            case "added": parts.Insert(1, forged); break;
            case "removed": parts.RemoveAt(1); break;
            case "altered": parts[1] = forged; break;
            default: parts.Insert(1, parts[1]); break;
        }

        var (status, _) = await wallet.AnswerAsync(TokenOf(string.Join('~', parts)));
        if (status == HttpStatusCode.OK)
        {
            var report = (await LookAsync(asker, asked)).GetProperty("report");
            Assert.True(report.Text("verdict") == "invalid", report.ToString());
        }
        else
        {
            Assert.Equal("fetched", (await LookAsync(asker, asked)).Text("state"));
        }
    }

    [Theory]
    [InlineData("jwt_vc_json")]
    [InlineData("ldp_vc")]
    public async Task A_presentation_for_another_request_or_verifier_is_invalid(string format)
    {
        using var asker = await app.AsIssuerOfDemoAsync();
        var wallet = await app.WalletAsync(format);
        foreach (var (nonce, audience) in new[] { ("another", (string?)null), (null, "x509_hash:elsewhere") })
        {
            var asked = await AskAsync(asker);
            await wallet.OpenAsync(asked.Text("uri"));
            Assert.Equal(HttpStatusCode.OK, (await wallet.AnswerAsync(wallet.Token(nonce, audience))).Status);
            var report = (await LookAsync(asker, asked)).GetProperty("report");
            Assert.True(report.Text("verdict") == "invalid", report.ToString());
            Assert.DoesNotContain("Wouters", report.GetRawText(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("dc+sd-jwt")]
    [InlineData("jwt_vc_json")]
    [InlineData("ldp_vc")]
    public async Task A_revoked_credential_is_invalid_at_once(string format)
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        var award = (await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Bram" + format.Length, "Wouters")).Text("id");
        var wallet = await app.WalletAsync(format, award: award);
        (await staff.SetStatusAsync(award, "revoked")).Dispose();
        var asked = await AskAsync(staff);
        await wallet.OpenAsync(asked.Text("uri"));
        Assert.Equal(HttpStatusCode.OK, (await wallet.AnswerAsync(wallet.Token())).Status);
        var report = (await LookAsync(staff, asked)).GetProperty("report");
        Assert.Equal("invalid", report.Text("verdict"));
        Assert.Contains("\"revoked\"", report.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_is_fetched_once_and_looking_does_not_use_it_up()
    {
        using var asker = await app.AsIssuerOfDemoAsync();
        var asked = await AskAsync(asker);
        var address = System.Web.HttpUtility.ParseQueryString(asked.Text("uri").Split('?')[1])["request_uri"]!;
        using var anyone = app.AsEveryone();
        Assert.NotEqual(HttpStatusCode.OK, await anyone.StatusAsync(HttpMethod.Head, address));
        Assert.Equal(HttpStatusCode.OK, await anyone.StatusAsync(HttpMethod.Get, address));
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
            Assert.Equal(HttpStatusCode.Gone, await anyone.StatusAsync(method, address));
        Assert.Equal(HttpStatusCode.NotFound, await anyone.StatusAsync(HttpMethod.Get, $"/presentations/{asked.Text("id")}/request"));
        // The same root with another mark: one that was changed finds nothing.
        var handle = new Uri(address).Segments[2].TrimEnd('/');
        var changed = handle[..^1] + (handle[^1] == 'A' ? 'B' : 'A');
        Assert.Equal(HttpStatusCode.NotFound, await anyone.StatusAsync(HttpMethod.Get, $"/presentations/{changed}/request"));
        Assert.Equal("fetched", (await LookAsync(asker, asked)).Text("state"));
    }

    [Fact]
    public async Task Of_many_that_fetch_at_once_one_gets_the_request()
    {
        using var asker = await app.AsIssuerOfDemoAsync();
        var address = System.Web.HttpUtility.ParseQueryString((await AskAsync(asker)).Text("uri").Split('?')[1])["request_uri"]!;
        using var anyone = app.AsEveryone();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => anyone.StatusAsync(HttpMethod.Get, address)));
        Assert.Equal(1, answers.Count(status => status == HttpStatusCode.OK));
        Assert.Equal(7, answers.Count(status => status == HttpStatusCode.Gone));
    }

    [Fact]
    public async Task A_request_is_answered_once_with_its_own_state_and_in_its_own_time()
    {
        var (asker, asked, wallet) = await FetchedAsync();
        using var _ = asker;
        var token = wallet.Token();
        foreach (var state in new[] { "", "other" })
        {
            var (refused, body) = await wallet.AnswerAsync(token, state);
            Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (refused, body.Text("error")));
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await wallet.PostAsync(new() { ["vp_token"] = "[]", ["state"] = wallet.Request.Text("state") })).Status);
        Assert.Equal("fetched", (await LookAsync(asker, asked)).Text("state"));
        Assert.Equal(HttpStatusCode.OK, (await wallet.AnswerAsync(token)).Status);
        var first = await LookAsync(asker, asked);
        Assert.Equal(HttpStatusCode.BadRequest, (await wallet.AnswerAsync(token)).Status);
        Assert.Equal(first.ToString(), (await LookAsync(asker, asked)).ToString());

        // What answered one request is none for another.
        var second = await AskAsync(asker);
        var request = wallet.Request;
        await wallet.OpenAsync(second.Text("uri"));
        Assert.Equal(HttpStatusCode.BadRequest, (await wallet.AnswerAsync(token, request.Text("state"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await wallet.AnswerAsync(token)).Status);
        Assert.Equal("invalid", (await LookAsync(asker, second)).GetProperty("report").Text("verdict"));
    }

    [Fact]
    public async Task An_encrypted_answer_that_was_asked_for_may_not_come_in_the_clear_nor_to_another_key()
    {
        var (asker, asked, wallet) = await FetchedAsync("direct_post.jwt");
        using var _ = asker;
        var state = wallet.Request.Text("state");
        Assert.Equal(HttpStatusCode.BadRequest, (await wallet.PostAsync(new() { ["vp_token"] = wallet.Token(), ["state"] = state })).Status);
        var earlier = wallet.Encrypt(new JsonObject { ["vp_token"] = JsonNode.Parse(wallet.Token()), ["state"] = state });
        var spoiled = earlier[..^2] + (earlier.EndsWith("AA", StringComparison.Ordinal) ? "BA" : "AA");
        Assert.Equal(HttpStatusCode.BadRequest, (await wallet.PostAsync(new() { ["response"] = spoiled })).Status);
        Assert.Equal("fetched", (await LookAsync(asker, asked)).Text("state"));
        var (other, otherAsked, otherWallet) = await FetchedAsync("direct_post.jwt");
        using var __ = other;
        Assert.Equal(HttpStatusCode.BadRequest, (await otherWallet.PostAsync(new() { ["response"] = earlier })).Status);
        Assert.Equal("fetched", (await LookAsync(other, otherAsked)).Text("state"));
        Assert.Equal(HttpStatusCode.OK, (await wallet.PostAsync(new() { ["response"] = earlier })).Status);
        Assert.Equal("valid", (await LookAsync(asker, asked)).GetProperty("report").Text("verdict"));
    }

    [Fact]
    public async Task After_its_time_a_request_is_neither_given_nor_answered_and_then_forgotten()
    {
        await using var own = new PresentationApp();
        using var asker = await own.AsIssuerOfDemoAsync();
        var wallet = await own.WalletAsync();
        var (asked, late, answered) = (await AskAsync(asker), await AskAsync(asker), await AskAsync(asker));
        await wallet.OpenAsync(answered.Text("uri"));
        Assert.Equal(HttpStatusCode.OK, (await wallet.AnswerAsync(wallet.Token())).Status);
        await wallet.OpenAsync(asked.Text("uri"));
        own.Time.Move(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.NotFound, await asker.StatusAsync(HttpMethod.Get, $"/api/presentations/{answered.Text("id")}"));
        own.Time.Move(TimeSpan.FromMinutes(5));
        Assert.Equal("expired", (await LookAsync(asker, asked)).Text("state"));
        Assert.Equal(HttpStatusCode.BadRequest, (await wallet.AnswerAsync(wallet.Token())).Status);
        var address = System.Web.HttpUtility.ParseQueryString(late.Text("uri").Split('?')[1])["request_uri"]!;
        Assert.Equal(HttpStatusCode.Gone, await own.AsEveryone().StatusAsync(HttpMethod.Get, address));
        own.Time.Move(TimeSpan.FromMinutes(6));
        Assert.Equal(HttpStatusCode.NotFound, await asker.StatusAsync(HttpMethod.Get, $"/api/presentations/{asked.Text("id")}"));
    }

    private async Task<(HttpClient Asker, JsonElement Asked, PresentingWallet Wallet)> FetchedAsync(string mode = "direct_post")
    {
        var asker = await app.AsIssuerOfDemoAsync();
        var asked = await AskAsync(asker, new { responseMode = mode, claims = new[] { "title" } });
        var wallet = await app.WalletAsync();
        await wallet.OpenAsync(asked.Text("uri"));
        return (asker, asked, wallet);
    }

    private static async Task<JsonElement> AnsweredAsync(HttpClient asker, JsonElement asked, PresentingWallet wallet, string presentation)
    {
        var (status, body) = await wallet.AnswerAsync(TokenOf(presentation));
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        return (await LookAsync(asker, asked)).GetProperty("report");
    }

    private async Task<string> OtherProofAsync(PresentingWallet wallet, string[] claims)
    {
        var thief = await app.WalletAsync(givenName: "Dief");
        thief.Request = wallet.Request;
        return thief.SdJwtPresentation(wallet.Nonce, wallet.ClientId, claims, _ => { }, hashOf: WithoutProof(wallet.SdJwtPresentation(wallet.Nonce, wallet.ClientId, claims)));
    }

    private static string TokenOf(string presentation) => new JsonObject { ["micro-credential"] = new JsonArray(JsonValue.Create(presentation)) }.ToJsonString();

    private static string WithoutProof(string presentation) => presentation[..(presentation.LastIndexOf('~') + 1)];

    private static string ProofOf(string presentation) => presentation[(presentation.LastIndexOf('~') + 1)..];
}
