using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Web;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.EvidenceFiles;

namespace Credentials.Services.Tests.OwnPages;

/// <summary>What a learner changes on the own page, over HTTP.</summary>
public sealed partial class OwnPageTests(CredentialsApp app) : IClassFixture<CredentialsApp>
{
    private const string Markup = "<script>alert(1)</script><img src=x onerror=alert(1)>";

    [Fact]
    public async Task Nothing_is_changed_without_a_confirmation_and_no_cookie_is_set_before_it()
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        using var learner = app.AsEveryone();
        var (id, claim) = await AwardAsync(staff, "Wouters");
        var other = await AwardAsync(staff, "Zander");
        var share = await MadeAsync(staff, id);
        using (var page = await learner.GetAsync(claim))
            Assert.False(page.Headers.Contains("Set-Cookie"));
        foreach (var path in new[] { "/shares", "/shares/own", $"/shares/{share}", "/correction", "/forget" })
            Assert.EndsWith($"/confirm?to={path[1..]}", (await learner.GetAsync(claim + path)).RequestMessage!.RequestUri!.ToString(), StringComparison.Ordinal);
        async Task RefusedAsync()
        {
            foreach (var (path, fields) in Changes(share))
            {
                using var answer = await learner.PostAsync(claim + path, Form(fields));
                var isAsked = answer.RequestMessage!.RequestUri!.AbsolutePath.EndsWith("/confirm", StringComparison.Ordinal);
                Assert.True(answer.StatusCode == HttpStatusCode.Forbidden || isAsked, $"{path}: {answer.StatusCode}");
                if (fields.Contains("text"))
                    Assert.Contains(HttpUtility.HtmlEncode(Markup)[..10], await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }
        await RefusedAsync();

        foreach (var wrong in new[] { "", "000", "abcdef", new string('1', 100) })
        {
            using var answer = await learner.PostAsync(claim + "/confirm", Form($"code={wrong}"));
            Assert.Equal((HttpStatusCode.BadRequest, false), (answer.StatusCode, answer.Headers.Contains("Set-Cookie")));
        }
        // Another credential's code, and its cookie, open nothing here.
        var foreign = await CodeAsync(staff, other.Id);
        Assert.Equal(HttpStatusCode.BadRequest, (await learner.PostAsync(claim + "/confirm", Form($"code={foreign}"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await learner.PostAsync(other.Claim + "/confirm", Form($"code={foreign}"))).StatusCode);
        await RefusedAsync();
        Assert.Single(Cards().Matches(await learner.GetStringAsync(claim)));
        Assert.DoesNotContain((await staff.GetFromJsonAsync<JsonElement>("/api/requests")).GetProperty("items").EnumerateArray(), item => item.Text("award") == id);

        // From another site's page nothing is taken, confirmed or not.
        await ConfirmAsync(staff, learner, id, claim);
        using var cross = new HttpRequestMessage(HttpMethod.Post, claim + "/shares/own");
        cross.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await learner.SendAsync(cross)).StatusCode);
    }

    [Fact]
    public async Task A_code_leads_back_to_the_form_and_its_cookie_is_strict_and_can_be_ended()
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        using var learner = app.AsEveryone();
        var (id, claim) = await AwardAsync(staff, "Bos");
        using var bare = app.CreateClient(new() { BaseAddress = new Uri(CredentialsApp.PublicUrl), AllowAutoRedirect = false, HandleCookies = false });
        using var confirmed = await bare.PostAsync(claim + "/confirm?lang=nl", Form($"to=shares&code= {(await CodeAsync(staff, id)).Insert(3, " ")} "));
        Assert.Equal((HttpStatusCode.SeeOther, claim + "/shares?lang=nl"), (confirmed.StatusCode, confirmed.Headers.Location?.OriginalString));
        var cookie = Assert.Single(confirmed.Headers.GetValues("Set-Cookie"));
        Assert.Matches("^own-[0-9a-f]{16}=[A-Za-z0-9_-]+; max-age=1[78][0-9]{2}; path=/; samesite=strict; httponly$", cookie);
        using var elsewhere = await bare.PostAsync(claim + "/confirm", Form($"to=//evil.example&code={await CodeAsync(staff, id)}"));
        Assert.Equal(claim, elsewhere.Headers.Location?.OriginalString);

        await ConfirmAsync(staff, learner, id, claim);
        Assert.EndsWith("/shares", (await learner.GetAsync(claim + "/shares")).RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        var cookieOfIt = (await ConfirmBareAsync(bare, staff, id, claim))!;
        async Task<string?> WhereAsync()
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, claim + "/shares");
            asked.Headers.Add("Cookie", cookieOfIt);
            return (await bare.SendAsync(asked)).Headers.Location?.OriginalString;
        }
        Assert.Null(await WhereAsync());
        Assert.Equal(HttpStatusCode.OK, (await learner.PostAsync(claim + "/confirm/end", null)).StatusCode);
        // Somebody who has copied a cookie changes nothing with it from then on.
        Assert.EndsWith("/confirm?to=shares", await WhereAsync(), StringComparison.Ordinal);
        Assert.EndsWith("/confirm", (await learner.GetAsync(claim + "/shares")).RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await learner.StatusAsync(HttpMethod.Get, "/c/nothing/shares"));
        Assert.Equal(HttpStatusCode.NotFound, await learner.StatusAsync(HttpMethod.Post, "/c/nothing/confirm"));
    }

    [Fact]
    public async Task Who_gives_a_code_is_the_awards_own_centre_and_it_is_journaled()
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        using var others = await app.AsIssuerOfAsync("arts");
        using var anyone = app.AsEveryone();
        var (id, claim) = await AwardAsync(staff, "Vos");
        var path = $"/api/credentials/{id}/confirmation-codes";
        Assert.Equal(HttpStatusCode.NotFound, await others.StatusAsync(HttpMethod.Post, path));
        Assert.Equal(HttpStatusCode.Unauthorized, await anyone.StatusAsync(HttpMethod.Post, path));
        await CodeAsync(staff, id);
        var journal = (await staff.GetFromJsonAsync<JsonElement>($"/api/awards/{id}")).GetProperty("journal").EnumerateArray();
        Assert.Equal(["confirmation-code-given"], journal.Select(line => line.Text("what")));
        Assert.Contains("No code can be sent by e-mail here", await anyone.GetStringAsync(claim + "/confirm"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, await anyone.StatusAsync(HttpMethod.Post, claim + "/confirm/code"));
    }

    [Fact]
    public async Task A_learner_makes_a_link_sees_it_opened_and_ends_it()
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        using var learner = app.AsEveryone();
        using var employer = app.AsEveryone();
        var (id, claim) = await AwardAsync(staff, "Jansen");
        await ConfirmAsync(staff, learner, id, claim);
        using var made = await learner.PostAsync(claim + "/shares", Form($"purpose={Uri.EscapeDataString(Markup)}&until=month&shows=everything"));
        var page = await made.Content.ReadAsStringAsync();
        Assert.Contains("The link is made.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        var card = await ShareCardAsync(learner, claim);
        Assert.Contains("Not yet", card, StringComparison.Ordinal);
        var link = ShareLink().Match(card).Value;
        var share = Card().Match(card).Groups[1].Value;
        for (var time = 0; time < 3; time++)
            Assert.DoesNotContain("<script>alert", await employer.GetStringAsync(link), StringComparison.Ordinal);
        await employer.StatusAsync(HttpMethod.Head, link);
        Assert.Equal(HttpStatusCode.OK, await employer.StatusAsync(HttpMethod.Get, link + "/credential.jwt"));
        Assert.Equal(HttpStatusCode.OK, await employer.StatusAsync(HttpMethod.Get, link + "/qr.svg"));
        // Three times the page, and once the file, which says as much.
        Assert.Contains("4 times", await ShareCardAsync(learner, claim), StringComparison.Ordinal);

        Assert.Contains("Only the link ends, not your credential", await learner.GetStringAsync($"{claim}/shares/{share}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await employer.StatusAsync(HttpMethod.Get, link));
        Assert.Equal(HttpStatusCode.OK, await learner.StatusAsync(HttpMethod.Post, $"{claim}/shares/{share}"));
        Assert.Equal(HttpStatusCode.Gone, await employer.StatusAsync(HttpMethod.Get, link));
        Assert.Equal(HttpStatusCode.Gone, await employer.StatusAsync(HttpMethod.Get, link + "/credential.jwt"));
        Assert.Equal(HttpStatusCode.NotFound, await learner.StatusAsync(HttpMethod.Post, $"{claim}/shares/{share}"));
        var journal = (await staff.GetFromJsonAsync<JsonElement>($"/api/awards/{id}")).GetProperty("journal").EnumerateArray().Select(line => (line.Text("what"), line.Text("actor")));
        Assert.Equal([("confirmed", "learner"), ("share-created", "learner"), ("share-withdrawn", "learner")], journal.Where(line => line.Item2 == "learner"));
        Assert.Equal("valid", (await employer.VerifiedAsync(await staff.CredentialAsync(id))).Text("verdict"));
    }

    [Fact]
    public async Task A_learner_ends_no_link_of_another_credential_and_renews_the_usual_one()
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        using var learner = app.AsEveryone();
        var (id, claim) = await AwardAsync(staff, "Peters");
        var other = await AwardAsync(staff, "Pauwels");
        var foreign = await MadeAsync(staff, other.Id);
        await ConfirmAsync(staff, learner, id, claim);
        Assert.Equal(HttpStatusCode.NotFound, await learner.StatusAsync(HttpMethod.Get, $"{claim}/shares/{foreign}"));
        Assert.Equal(HttpStatusCode.NotFound, await learner.StatusAsync(HttpMethod.Post, $"{claim}/shares/{foreign}"));
        var usual = ShareLink().Match(await learner.GetStringAsync(claim)).Value;
        Assert.Equal(HttpStatusCode.OK, await learner.StatusAsync(HttpMethod.Get, usual));
        using var renewed = await learner.PostAsync(claim + "/shares/own", null);
        Assert.Contains("the old one has ended", await renewed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, await learner.StatusAsync(HttpMethod.Get, usual));
        var next = ShareLink().Match(await learner.GetStringAsync(claim)).Value;
        Assert.NotEqual(usual, next);
        Assert.Equal(HttpStatusCode.OK, await learner.StatusAsync(HttpMethod.Get, next));
    }

    [Fact]
    public async Task A_summary_shows_no_result_and_gives_nothing_that_says_more()
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        using var employer = app.AsEveryone();
        var (id, _) = await AwardAsync(staff, "Smets");
        using var made = await staff.PostAsJsonAsync($"/api/credentials/{id}/shares", new { shows = "summary", purpose = "Huur" });
        var link = new Uri((await made.Content.JsonAsync()).Text("url")).AbsolutePath;
        using var whole = await staff.PostAsJsonAsync($"/api/credentials/{id}/shares", new { shows = "everything" });
        var full = await employer.GetStringAsync(new Uri((await whole.Content.JsonAsync()).Text("url")).AbsolutePath);
        var page = await employer.GetStringAsync(link);
        Assert.Contains("Smets", page, StringComparison.Ordinal);
        Assert.Contains("This credential is valid", page, StringComparison.Ordinal);
        Assert.Contains("class=\"levels\"", page, StringComparison.Ordinal);
        foreach (var hidden in new[] { id, "class=\"outcomes\"", "class=\"downloads\"", "credential.jwt", "did:web", "class=\"detail\"", "schema.org", "receipt.json" })
        {
            Assert.DoesNotContain(hidden, page, StringComparison.Ordinal);
            Assert.True(hidden == "class=\"detail\"" || full.Contains(hidden, StringComparison.Ordinal), hidden);
        }
        foreach (var file in new[] { "jwt", "json", "pdf", "png", "svg" })
            Assert.Equal(HttpStatusCode.NotFound, await employer.StatusAsync(HttpMethod.Get, $"{link}/credential.{file}"));
        Assert.Equal(HttpStatusCode.NotFound, await employer.StatusAsync(HttpMethod.Get, link + "/receipt.json"));
        foreach (var type in new[] { "application/vc+jwt", "application/vc", "application/json" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, link);
            request.Headers.Accept.ParseAdd(type);
            Assert.Equal("text/html", (await employer.SendAsync(request)).Content.Headers.ContentType?.MediaType);
        }
        using var refused = await staff.PostAsJsonAsync($"/api/credentials/{id}/shares", new { shows = "all" });
        Assert.Equal((HttpStatusCode.BadRequest, "/shows"), (refused.StatusCode, (await refused.Content.JsonAsync()).GetProperty("errors")[0].Text("pointer")));
        using var both = await staff.PostAsJsonAsync($"/api/credentials/{id}/shares", new { shows = "summary", documents = new[] { new string('a', 64) } });
        Assert.Equal(HttpStatusCode.BadRequest, both.StatusCode);
    }

    [Fact]
    public async Task Faults_of_a_form_keep_what_was_typed_and_change_nothing()
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        using var learner = app.AsEveryone();
        var (id, claim) = await AwardAsync(staff, "Goossens");
        await ConfirmAsync(staff, learner, id, claim);
        foreach (var (path, fields, field) in new[]
        {
            ("/shares", $"purpose={new string('x', 201)}&until=week&shows=everything", "purpose"), ("/shares", "purpose=typed&until=date&date=nonsense&shows=everything", "date"),
            ("/shares", "purpose=typed&until=date&date=2020-01-01&shows=everything", "date"), ("/shares", "purpose=typed&until=never&shows=everything", "until"),
            ("/shares", "purpose=typed&until=week&shows=half", "shows"), ("/shares", $"purpose=typed&until=week&shows=everything&documents={new string('a', 64)}", null),
            ("/correction", "text=typed", "about"), ("/correction", "about=name&text=", "text"), ("/correction", $"about=name&text={new string('x', 1001)}", "text"),
            ("/forget", "credentials=keep", "sure"), ("/forget", "sure=yes", "credentials"),
        })
        {
            using var answer = await learner.PostAsync(claim + path, Form(fields));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var page = await answer.Content.ReadAsStringAsync();
            if (field is not null)
                Assert.Contains($"id=\"{field}-fault\"", page, StringComparison.Ordinal);
            if (fields.Contains("=typed", StringComparison.Ordinal))
                Assert.Contains("typed", page, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("class=\"card\"", await learner.GetStringAsync(claim), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documents_go_with_a_link_where_they_were_chosen()
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        using var learner = app.AsEveryone();
        var file = SampleFiles.Pdf();
        var digest = SampleFiles.DigestOf(file);
        using var awarded = await staff.PostAsJsonAsync("/api/awards", new
        {
            achievement = await staff.FirstAchievementAsync(),
            learner = new { givenName = "Jef", familyName = "Dockx" },
            awardedOn = "2025-06-30",
            evidence = new[] { new { name = "proef", digest = SampleFiles.SriOf(file) } },
        });
        var award = await awarded.Content.JsonAsync();
        var (id, claim) = (award.Text("id"), new Uri(award.GetProperty("links").Text("claim")).AbsolutePath);
        await staff.AddedAsync(id, file, "?name=proef.pdf");
        await ConfirmAsync(staff, learner, id, claim);
        foreach (var chosen in new[] { "", $"&documents={digest}" })
        {
            await learner.PostAsync(claim + "/shares", Form("purpose=x&until=none&shows=everything" + chosen));
            var link = ShareLink().Match(await ShareCardAsync(learner, claim)).Value;
            Assert.Equal(chosen.Length > 0 ? HttpStatusCode.OK : HttpStatusCode.NotFound, await learner.StatusAsync(HttpMethod.Get, $"{link}/documents/{digest}"));
        }
    }

    [Fact]
    public async Task The_own_page_leads_to_linkedin_with_what_it_says_and_loads_nothing_from_there()
    {
        using var staff = await app.AsIssuerOfDemoAsync();
        using var learner = app.AsEveryone();
        var (id, claim) = await AwardAsync(staff, "Linders");
        var page = await learner.GetStringAsync(claim);
        var link = HttpUtility.HtmlDecode(LinkedIn().Match(page).Groups[1].Value);
        var query = HttpUtility.ParseQueryString(new Uri(link).Query);
        Assert.Equal(
            ("CERTIFICATION_NAME", "2025", "6", $"urn:uuid:{id}"), (query["startTask"], query["issueYear"], query["issueMonth"], query["certId"]));
        Assert.Equal(ShareLink().Match(page).Value, new Uri(query["certUrl"]!).AbsolutePath);
        Assert.Contains(HttpUtility.HtmlEncode(query["organizationName"]!), page, StringComparison.Ordinal);
        Assert.Contains("rel=\"noopener noreferrer\"", page, StringComparison.Ordinal);
        Assert.Contains("confirms that you achieved", page, StringComparison.Ordinal);
        (await staff.SetStatusAsync(id, "revoked")).Dispose();
        var revoked = await learner.GetStringAsync(claim);
        Assert.DoesNotContain("linkedin.com", revoked, StringComparison.Ordinal);
        Assert.DoesNotContain("confirms that you achieved", revoked, StringComparison.Ordinal);
    }

    private static (string Path, string Fields)[] Changes(string share) =>
    [
        ("/shares", "purpose=x&until=week&shows=everything"), ("/shares/own", ""), ($"/shares/{share}", ""),
        ("/correction", $"about=name&text={Uri.EscapeDataString(Markup)}"), ("/forget", "credentials=keep&sure=yes"),
    ];

    private static StringContent Form(string fields) => new(fields, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");

    private static async Task<string> MadeAsync(HttpClient staff, string id)
    {
        using var made = await staff.PostAsJsonAsync($"/api/credentials/{id}/shares", new { });
        return (await made.Content.JsonAsync()).Text("id");
    }

    internal static async Task<string> CodeAsync(HttpClient staff, string id)
    {
        using var answer = await staff.PostAsync($"/api/credentials/{id}/confirmation-codes", null);
        Assert.Equal((HttpStatusCode.OK, "no-store"), (answer.StatusCode, answer.Headers.CacheControl?.ToString()));
        return (await answer.Content.JsonAsync()).Text("code");
    }

    internal static async Task ConfirmAsync(HttpClient staff, HttpClient learner, string id, string claim)
    {
        using var confirmed = await learner.PostAsync(claim + "/confirm", Form($"code={await CodeAsync(staff, id)}"));
        Assert.Contains("You have confirmed that it is you", await confirmed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>What a browser would send back.</summary>
    private static async Task<string> ConfirmBareAsync(HttpClient bare, HttpClient staff, string id, string claim)
    {
        using var confirmed = await bare.PostAsync(claim + "/confirm", Form($"code={await CodeAsync(staff, id)}"));
        return Assert.Single(confirmed.Headers.GetValues("Set-Cookie")).Split(';')[0];
    }

    /// <summary>The newest of the further links, as the page shows it.</summary>
    private static async Task<string> ShareCardAsync(HttpClient learner, string claim) => Cards().Match(await learner.GetStringAsync(claim)).Value;

    internal static async Task<(string Id, string Claim)> AwardAsync(HttpClient staff, string familyName)
    {
        var award = await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Noor", familyName);
        return (award.Text("id"), new Uri(award.GetProperty("links").Text("claim")).AbsolutePath);
    }

    [GeneratedRegex("/s/[A-Za-z0-9_-]{44}")]
    private static partial Regex ShareLink();

    [GeneratedRegex("<article class=\"card\">.*?</article>", RegexOptions.Singleline)]
    private static partial Regex Cards();

    [GeneratedRegex("/shares/([0-9a-f-]{36})")]
    private static partial Regex Card();

    [GeneratedRegex("href=\"(https://www.linkedin.com/profile/add[^\"]+)\"")]
    private static partial Regex LinkedIn();
}
