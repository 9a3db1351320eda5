using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.Services.Tests.Apps;
using Credentials.Web.Access;
using static Credentials.Services.Tests.Presentations.PresentationApp;

namespace Credentials.Services.Tests.Presentations;

/// <summary>OpenID4VP 1.0 over HTTP, from an employer's question to the report.</summary>
public sealed class AskWalletTests(PresentationApp app) : IClassFixture<PresentationApp>
{
    [Theory]
    [InlineData("dc+sd-jwt", "direct_post")]
    [InlineData("dc+sd-jwt", "direct_post.jwt")]
    [InlineData("jwt_vc_json", "direct_post")]
    [InlineData("jwt_vc_json", "direct_post.jwt")]
    [InlineData("ldp_vc", "direct_post")]
    [InlineData("ldp_vc", "direct_post.jwt")]
    public async Task A_wallet_answers_in_each_form_and_mode_and_only_what_was_asked_is_shown(string format, string mode)
    {
        var wallet = await app.WalletAsync(format, "Yara");
        using var employer = await app.AsAsync(CallerRole.Authority, null);
        var asked = await AskAsync(employer, new { minimumLevel = 2, claims = new[] { "title", "learner" }, responseMode = mode });
        Assert.Equal(("waiting", false), ((await LookAsync(employer, asked)).Text("state"), (await LookAsync(employer, asked)).TryGetProperty("report", out _)));
        Assert.Contains("<svg", await app.AsEveryone().GetStringAsync(new Uri(asked.Text("qr"))), StringComparison.Ordinal);

        await wallet.OpenAsync(asked.Text("uri"));
        Assert.Equal("fetched", (await LookAsync(employer, asked)).Text("state"));
        Assert.Equal((mode, "vp_token", "https://self-issued.me/v2"), (wallet.Request.Text("response_mode"), wallet.Request.Text("response_type"), wallet.Request.Text("aud")));
        var (status, body) = await wallet.AnswerAsync(wallet.Token(claims: ["title", "level", "nationalQualificationsFrameworkLevel", "givenName", "familyName"]));
        Assert.True(status == HttpStatusCode.OK && !body.EnumerateObject().Any(), body.ToString());

        var answered = await LookAsync(employer, asked);
        Assert.Equal("answered", answered.Text("state"));
        var report = answered.GetProperty("report");
        Assert.True(report.Text("verdict") == "valid", report.ToString());
        Assert.Equal("answers-request", ReasonOf(report, "request"));
        Assert.Equal("holder-signed", ReasonOf(report, "holder-binding"));
        Assert.Contains("Yara", report.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("2025-06-30", report.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certain_micro_credential_is_asked_for_and_another_does_not_do()
    {
        var wallet = await app.WalletAsync();
        var all = (await app.AsEveryone().GetFromJsonAsync<JsonElement>("/achievements")).GetProperty("achievements").EnumerateArray().ToList();
        using var staff = await app.AsIssuerOfDemoAsync();
        var own = $"demo/{await staff.FirstAchievementAsync()}";
        foreach (var (id, verdict, reason) in new[] { (own, "valid", "answers-request"), (all.First(one => one.Text("id") != own).Text("id"), "invalid", "not-the-achievement") })
        {
            var asked = await AskAsync(staff, new { achievement = id, claims = new[] { "title" }, responseMode = "direct_post" });
            await wallet.OpenAsync(asked.Text("uri"));
            Assert.Equal(HttpStatusCode.OK, (await wallet.AnswerAsync(wallet.Token())).Status);
            var report = (await LookAsync(staff, asked)).GetProperty("report");
            Assert.Equal((verdict, reason), (report.Text("verdict"), ReasonOf(report, "request")));
        }

        var tooHigh = await AskAsync(staff, new { minimumLevel = 8, claims = new[] { "title" }, responseMode = "direct_post" });
        await wallet.OpenAsync(tooHigh.Text("uri"));
        await wallet.AnswerAsync(wallet.Token());
        Assert.Equal("level-too-low", ReasonOf((await LookAsync(staff, tooHigh)).GetProperty("report"), "request"));
        var hiding = await AskAsync(staff, new { claims = new[] { "learner" }, responseMode = "direct_post" });
        await wallet.OpenAsync(hiding.Text("uri"));
        await wallet.AnswerAsync(wallet.Token(claims: ["title"]));
        Assert.NotEqual("valid", (await LookAsync(staff, hiding)).GetProperty("report").Text("verdict"));
    }

    [Fact]
    public async Task A_request_by_value_needs_no_key_and_is_answered_all_the_same()
    {
        var wallet = await app.WalletAsync();
        using var employer = await app.AsIssuerOfDemoAsync();
        foreach (var mode in new[] { "direct_post", "direct_post.jwt" })
        {
            var asked = await AskAsync(employer, new { clientIdPrefix = "redirect_uri", responseMode = mode, claims = new[] { "title" } });
            await wallet.OpenAsync(asked.Text("uri"));
            Assert.Equal("redirect_uri:" + wallet.Request.Text("response_uri"), wallet.ClientId);
            Assert.Equal(HttpStatusCode.OK, (await wallet.AnswerAsync(wallet.Token())).Status);
            Assert.Equal("valid", (await LookAsync(employer, asked)).GetProperty("report").Text("verdict"));
        }
    }

    [Theory]
    [InlineData("""{"claims":[]}""", "/claims")]
    [InlineData("""{"claims":["shoe size"]}""", "/claims/0")]
    [InlineData("""{"minimumLevel":9}""", "/minimumLevel")]
    [InlineData("""{"redirectUri":"https://employer.example/back?response_code=1"}""", "/redirectUri")]
    [InlineData("""{"redirectUri":"http://employer.example/back"}""", "/redirectUri")]
    [InlineData("""{"responseMode":"fragment"}""", "/responseMode")]
    public async Task What_cannot_be_asked_is_refused_where_it_stands(string body, string pointer)
    {
        using var employer = await app.AsIssuerOfDemoAsync();
        using var refused = await employer.PostAsync("/api/presentations", new StringContent(body, null, "application/json"));
        var problem = await refused.Content.JsonAsync();
        Assert.Equal((HttpStatusCode.BadRequest, pointer), (refused.StatusCode, problem.GetProperty("errors")[0].Text("pointer")));
    }

    [Fact]
    public async Task A_wallet_that_declines_ends_the_request()
    {
        var wallet = await app.WalletAsync();
        using var employer = await app.AsIssuerOfDemoAsync();
        foreach (var mode in new[] { "direct_post", "direct_post.jwt" })
        {
            var asked = await AskAsync(employer, new { responseMode = mode });
            await wallet.OpenAsync(asked.Text("uri"));
            var error = new Dictionary<string, string> { ["error"] = "access_denied", ["state"] = wallet.Request.Text("state") };
            Assert.Equal(HttpStatusCode.BadRequest, (await wallet.PostAsync(new(error) { ["state"] = "other" })).Status);
            Assert.Equal("fetched", (await LookAsync(employer, asked)).Text("state"));
            Assert.Equal(HttpStatusCode.OK, (await wallet.PostAsync(error)).Status);
            var now = await LookAsync(employer, asked);
            Assert.Equal(("declined", false), (now.Text("state"), now.TryGetProperty("report", out _)));
            Assert.Equal(HttpStatusCode.BadRequest, (await wallet.AnswerAsync(wallet.Token())).Status);
        }
    }

    [Fact]
    public async Task On_the_same_device_the_report_needs_the_code_that_came_back_with_the_browser()
    {
        var wallet = await app.WalletAsync();
        using var employer = await app.AsIssuerOfDemoAsync();
        var asked = await AskAsync(employer, new { responseMode = "direct_post", redirectUri = "https://shop.example/back?x=1" });
        await wallet.OpenAsync(asked.Text("uri"));
        var (status, body) = await wallet.AnswerAsync(wallet.Token());
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith("https://shop.example/back?x=1&response_code=", body.Text("redirect_uri"), StringComparison.Ordinal);
        var waiting = await LookAsync(employer, asked);
        Assert.True(waiting.GetProperty("responseCodeNeeded").GetBoolean());
        Assert.False(waiting.TryGetProperty("report", out _));
        Assert.Equal(HttpStatusCode.Forbidden, await employer.StatusAsync(HttpMethod.Get, $"/api/presentations/{asked.Text("id")}?response_code=guess"));
        var code = body.Text("redirect_uri").Split("response_code=")[1];
        Assert.Equal("valid", (await LookAsync(employer, asked, $"?response_code={code}")).GetProperty("report").Text("verdict"));
        Assert.Equal("valid", (await LookAsync(employer, asked)).GetProperty("report").Text("verdict"));
    }

    [Fact]
    public async Task Only_who_asked_sees_it_and_it_can_be_forgotten()
    {
        using var employer = await app.AsIssuerOfDemoAsync();
        using var other = await app.AsIssuerOfDemoAsync();
        var asked = await AskAsync(employer);
        var path = $"/api/presentations/{asked.Text("id")}";
        Assert.Equal(HttpStatusCode.Unauthorized, await app.AsEveryone().StatusAsync(HttpMethod.Get, path));
        Assert.Equal(HttpStatusCode.NotFound, await other.StatusAsync(HttpMethod.Get, path));
        Assert.Equal(HttpStatusCode.NotFound, await other.StatusAsync(HttpMethod.Delete, path));
        Assert.Equal(HttpStatusCode.NotFound, await app.AsEveryone().StatusAsync(HttpMethod.Get, "/verify/wallet/" + asked.Text("id")));
        var wallet = await app.WalletAsync();
        await wallet.OpenAsync(asked.Text("uri"));
        Assert.Equal(HttpStatusCode.NoContent, await employer.StatusAsync(HttpMethod.Delete, path));
        Assert.Equal(HttpStatusCode.NotFound, await employer.StatusAsync(HttpMethod.Get, path));
        Assert.Equal(HttpStatusCode.BadRequest, (await wallet.AnswerAsync(wallet.Token())).Status);
    }

    [Theory]
    [InlineData("""{"achievement":"demo/none"}""", "/achievement")]
    [InlineData("""{"minimumLevel":9}""", "/minimumLevel")]
    [InlineData("""{"minimumLevel":"4"}""", "/minimumLevel")]
    [InlineData("""{"claims":[]}""", "/claims")]
    [InlineData("""{"claims":["title","nationalNumber"]}""", "/claims/1")]
    [InlineData("""{"responseMode":"fragment"}""", "/responseMode")]
    [InlineData("""{"clientIdPrefix":"verifier_attestation"}""", "/clientIdPrefix")]
    [InlineData("""{"redirectUri":"http://shop.example/"}""", "/redirectUri")]
    [InlineData("""{"redirectUri":"https://shop.example/#there"}""", "/redirectUri")]
    [InlineData("""{"nonce":"mine"}""", "/nonce")]
    public async Task A_faulty_question_is_refused_with_its_place(string body, string pointer)
    {
        using var employer = await app.AsIssuerOfDemoAsync();
        using var answer = await employer.PostAsync("/api/presentations", new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(pointer, (await answer.Content.JsonAsync()).GetProperty("errors")[0].Text("pointer"));
    }

    [Fact]
    public async Task A_prefix_that_this_verifier_cannot_show_is_refused()
    {
        using var employer = await app.AsIssuerOfDemoAsync();
        Assert.Equal(HttpStatusCode.NotAcceptable, await employer.StatusAsync(HttpMethod.Post, "/api/presentations", new { clientIdPrefix = "x509_hash" }));
    }
}
