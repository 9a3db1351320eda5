using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.Web;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Credentials.Services.Tests.Presentations;

/// <summary>The page on which an employer asks a wallet, and what only that browser sees.</summary>
public sealed class RequestPageTests(PresentationApp app) : IClassFixture<PresentationApp>
{
    private const string Ask = "/verify/wallet";

    [Fact]
    public async Task A_phone_answers_and_the_page_that_asked_shows_the_report_and_no_other()
    {
        var wallet = await app.WalletAsync(givenName: "Nele");
        using var browser = Browser();
        var (path, cookie) = await AskAsync(browser);
        Assert.Matches("^check=[A-Za-z0-9_-]{43}; max-age=900; path=" + Regex.Escape(path) + "; samesite=lax; httponly$", cookie);
        var page = await OpenAsync(browser, path);
        Assert.Equal("waiting", page.QuerySelector("[data-check]")!.GetAttribute("data-live"));
        Assert.Equal("waiting", await StateAsync(browser, path));
        await wallet.OpenAsync(await CodeAsync(browser, page));
        Assert.Equal("fetched", await StateAsync(browser, path));
        var (status, body) = await wallet.AnswerAsync(wallet.Token());
        Assert.True(status == HttpStatusCode.OK && !body.TryGetProperty("redirect_uri", out _), body.ToString());

        Assert.Equal("answered", await StateAsync(browser, path));
        // An earlier view of the page need not come back.
        Assert.Equal(HttpStatusCode.NoContent, await browser.StatusAsync(HttpMethod.Get, path + "/events?view=0"));
        Assert.Contains("Nele Wouters", (await OpenAsync(browser, path)).TextOf("main"), StringComparison.Ordinal);
        using var saved = await browser.GetAsync(path + "/report.json");
        Assert.Equal(("application/json", "attachment; filename=report.json; filename*=UTF-8''report.json"), (saved.Content.Headers.ContentType?.MediaType, saved.Content.Headers.ContentDisposition?.ToString()));
        Assert.Equal("valid", (await saved.Content.JsonAsync()).Text("verdict"));

        using var stranger = Browser();
        using var thief = app.AsEveryone();
        thief.DefaultRequestHeaders.Add("Cookie", "check=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        foreach (var other in new[] { stranger, thief })
        {
            foreach (var below in new[] { "", "/report.json", "/events", "?response_code=x" })
            {
                using var refused = await other.GetAsync(path + below);
                Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
                Assert.DoesNotContain("Nele", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }

            Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(other, path + "/forget")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(other, path + "/closed", ("view", "2"))).StatusCode);
        }

        using var forgotten = await PostAsync(browser, path + "/forget");
        Assert.Equal((HttpStatusCode.SeeOther, Ask), (forgotten.StatusCode, forgotten.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, await browser.StatusAsync(HttpMethod.Get, path));
    }

    [Fact]
    public async Task On_the_same_device_the_report_needs_the_cookie_and_the_code_together()
    {
        var wallet = await app.WalletAsync(givenName: "Olga");
        using var attacker = Browser();
        var (path, _) = await AskAsync(attacker);
        var link = (await OpenAsync(attacker, path)).QuerySelector("[data-wallet]")!.GetAttribute("href")!;
        await wallet.OpenAsync(link);
        var (_, body) = await wallet.AnswerAsync(wallet.Token());
        var back = new Uri(body.Text("redirect_uri")).PathAndQuery;
        Assert.Matches($"^{Regex.Escape(path)}\\?response_code=[A-Za-z0-9_-]{{43}}$", back);

        // Who asked has not the code, who answered has not the cookie: neither sees it.
        using var victim = Browser();
        Assert.Equal(HttpStatusCode.NotFound, await victim.StatusAsync(HttpMethod.Get, back));
        foreach (var attempt in new[] { path, path + "?response_code=guess", path + "?response_code=" })
        {
            using var looked = await attacker.GetAsync(attempt);
            Assert.DoesNotContain("Olga", await looked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        var view = int.Parse(ViewOf(await OpenAsync(attacker, path))!, CultureInfo.InvariantCulture);
        Assert.Equal("answered", await StateAsync(attacker, path, view));
        Assert.Equal(HttpStatusCode.NotFound, await attacker.StatusAsync(HttpMethod.Get, path + "/report.json"));
        Assert.Contains("The wallet has answered", (await OpenAsync(attacker, path)).TextOf("h1"), StringComparison.Ordinal);

        // Were it the same browser, the code leaves the address at once.
        using var arrived = await attacker.GetAsync(back + "&lang=nl");
        Assert.Equal((HttpStatusCode.SeeOther, path + "?lang=nl"), (arrived.StatusCode, arrived.Headers.Location?.ToString()));
        Assert.Contains("Olga Wouters", (await OpenAsync(attacker, path)).TextOf("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_ways_to_a_wallet_have_a_request_of_their_own_and_one_answer()
    {
        var (first, second) = (await app.WalletAsync(givenName: "Piet"), await app.WalletAsync(givenName: "Rita"));
        using var browser = Browser();
        var (path, _) = await AskAsync(browser);
        var page = await OpenAsync(browser, path);
        await first.OpenAsync(await CodeAsync(browser, page));
        await second.OpenAsync(page.QuerySelector("[data-wallet]")!.GetAttribute("href")!);
        Assert.NotEqual(first.Nonce, second.Nonce);
        Assert.NotEqual(first.Request.Text("state"), second.Request.Text("state"));
        Assert.Equal(HttpStatusCode.BadRequest, (await first.AnswerAsync(first.Token(), second.Request.Text("state"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await first.AnswerAsync(first.Token())).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await second.AnswerAsync(second.Token())).Status);
        Assert.Contains("Piet", (await OpenAsync(browser, path)).TextOf("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_was_closed_is_forgotten_unless_it_comes_back()
    {
        await using var own = new PresentationApp();
        var wallet = await own.WalletAsync();
        using var browser = Browser(own);
        var (path, _) = await AskAsync(browser);
        var page = await OpenAsync(browser, path);
        await wallet.OpenAsync(await CodeAsync(browser, page));
        await wallet.AnswerAsync(wallet.Token());
        Assert.Equal("2", ViewOf(await OpenAsync(browser, path)));

        // A view that was replaced by a later one closes nothing.
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(browser, path + "/closed", ("view", "1"))).StatusCode);
        own.Time.Move(TimeSpan.FromSeconds(20));
        Assert.Equal("3", ViewOf(await OpenAsync(browser, path)));
        await PostAsync(browser, path + "/closed", ("view", "3"));
        own.Time.Move(TimeSpan.FromSeconds(10));
        Assert.Equal("4", ViewOf(await OpenAsync(browser, path)));
        own.Time.Move(TimeSpan.FromSeconds(20));
        Assert.Equal("5", ViewOf(await OpenAsync(browser, path)));
        await PostAsync(browser, path + "/closed", ("view", "5"));
        own.Time.Move(TimeSpan.FromSeconds(16));
        Assert.Equal(HttpStatusCode.NotFound, await browser.StatusAsync(HttpMethod.Get, path));
    }

    [Fact]
    public async Task What_lies_in_the_store_tells_nobody_anything()
    {
        await using var own = new PresentationApp();
        var wallet = await own.WalletAsync(givenName: "Geheimzinnig");
        using var browser = Browser(own);
        var (path, cookie) = await AskAsync(browser);
        await wallet.OpenAsync(await CodeAsync(browser, await OpenAsync(browser, path)));
        await wallet.AnswerAsync(wallet.Token());
        var secret = Regex.Match(cookie, "^check=([^;]+)").Groups[1].Value;
        foreach (var file in Directory.EnumerateFiles(own.Folder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            var text = await reader.ReadToEndAsync();
            foreach (var word in new[] { secret, path.Split('/')[^1], wallet.Nonce, wallet.Request.Text("state"), "Geheimzinnig" })
                Assert.False(text.Contains(word, StringComparison.Ordinal), $"{word} in {file}");
        }
    }

    [Theory]
    [InlineData("level=9&claim=title", "did not arrive whole")]
    [InlineData("level=4", "at least one")]
    [InlineData("claim=everything", "did not arrive whole")]
    [InlineData("claim=title&achievement=demo/none", "no longer on the list")]
    public async Task A_faulty_form_comes_back_with_its_fault(string form, string message)
    {
        using var browser = Browser();
        using var answer = await browser.PostAsync(Ask + "?lang=en", new StringContent(form, new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded")));
        var page = await PageHost.ParseAsync(answer);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(message, page.TextOf("[role=alert]"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task The_form_offers_what_centres_award_and_other_sites_cannot_send_it()
    {
        using var browser = Browser();
        var page = await OpenAsync(browser, Ask);
        Assert.Contains("demo/", string.Join(' ', page.QuerySelectorAll("#achievement option").Select(option => option.GetAttribute("value"))), StringComparison.Ordinal);
        Assert.Equal(9, page.QuerySelectorAll("#level option").Length);
        Assert.Equal(["title", "level", "learner", "awardingBody", "awardedOn"], page.QuerySelectorAll("input:checked").Select(input => input.GetAttribute("value")!));
        using var foreign = new HttpRequestMessage(HttpMethod.Post, Ask) { Content = new FormUrlEncodedContent([new("claim", "title")]) };
        foreign.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync(foreign)).StatusCode);
    }

    [Fact]
    public async Task An_address_may_ask_only_so_often()
    {
        await using var own = new PresentationApp();
        own.Settings["RateLimits:AsksPerAddress"] = "3";
        using var browser = Browser(own);
        for (var time = 0; time < 3; time++)
            await AskAsync(browser);
        using var refused = await PostAsync(browser, Ask, ("claim", "title"));
        Assert.Equal((HttpStatusCode.TooManyRequests, true), (refused.StatusCode, refused.Headers.RetryAfter is not null));
    }

    private HttpClient Browser(PresentationApp? of = null)
    {
        var client = (of ?? app).CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri(CredentialsApp.PublicUrl), AllowAutoRedirect = false });
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return client;
    }

    private static async Task<(string Path, string Cookie)> AskAsync(HttpClient browser)
    {
        using var answer = await PostAsync(browser, Ask, ("claim", "title"), ("claim", "learner"), ("level", "2"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return (answer.Headers.Location!.ToString(), answer.Headers.GetValues("Set-Cookie").Single());
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient browser, string path, params (string Name, string Value)[] fields) =>
        browser.PostAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    private static async Task<IHtmlDocument> OpenAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        Assert.Equal((HttpStatusCode.OK, "no-store"), (answer.StatusCode, answer.Headers.CacheControl?.ToString()));
        return await PageHost.ParseAsync(answer);
    }

    /// <summary>What the code on the page says: its address has the handle, which is all that the link needs besides who asks.</summary>
    private static async Task<string> CodeAsync(HttpClient browser, IHtmlDocument page)
    {
        var code = page.QuerySelector(".qr img")!.GetAttribute("src")!;
        Assert.Contains("<svg", await browser.GetStringAsync(code), StringComparison.Ordinal);
        var link = page.QuerySelector("[data-wallet]")!.GetAttribute("href")!;
        return Regex.Replace(link, "presentations%2F[^%]+%2F", $"presentations%2F{code.Split('/')[2]}%2F");
    }

    private static string? ViewOf(IHtmlDocument page) => page.QuerySelector("[data-check]")!.GetAttribute("data-view");

    /// <summary>The first event.</summary>
    private static async Task<string> StateAsync(HttpClient browser, string path, int view = 1)
    {
        using var stream = new StreamReader(await browser.GetStreamAsync($"{path}/events?view={view}"));
        Assert.Equal("event: state", await stream.ReadLineAsync());
        return (await stream.ReadLineAsync())!["data: ".Length..];
    }
}
