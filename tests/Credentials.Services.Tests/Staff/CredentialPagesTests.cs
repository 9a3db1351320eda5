using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.EvidenceStore.Staff;
using Credentials.Services.Tests.Issuer;
using Credentials.Services.Tests.Web;
using Credentials.Web.SignIn;

namespace Credentials.Services.Tests.Staff;

/// <summary>What staff do with credentials that were awarded.</summary>
public sealed class CredentialPagesTests
{
    private const string Markup = "<img src=x onerror=alert(1)>";

    [Fact]
    public async Task A_list_says_what_to_do_first_where_nothing_was_awarded()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithCentreAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Reader);
        Assert.Equal(2, browser.Page.QuerySelectorAll("ol.steps > li").Length);
        await browser.OpenAsync("/staff/credentials");
        Assert.Contains("Nothing was awarded yet", browser.Page.TextOf(".empty"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_are_found_by_name_address_and_id_and_by_filters()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync(suspendable: true);
        var noor = await AwardAsync(staff, "Noor", "Peeters", "2025-06-30");
        var zoe = await AwardAsync(staff, "Zoë", "D'Hondt", "2025-07-01", "zoe@example.org");
        await staff.PostAsJsonAsync($"/api/credentials/{zoe}/status", new { status = "suspended" });
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Reader);
        foreach (var (query, expected) in new (string, string[])[]
        {
            ("", [zoe, noor]), ("?q=peeters", [noor]), ("?q=zoe+dhondt", [zoe]), ("?q=zoe%40example.org", [zoe]), ("?q=nobody", []), ($"?q={noor}", [noor]),
            ($"?q=urn:uuid:{zoe}", [zoe]), ($"?q={Guid.NewGuid()}", []), ("?status=suspended", [zoe]), ("?status=active", [noor]), ("?status=revoked", []),
            ("?from=2025-07-01", [zoe]), ("?until=2025-06-30", [noor]), ("?q=peeters&status=suspended", []), ("?achievement=lassen", [zoe, noor]),
            ("?achievement=other", []), ("?q=&status=&achievement=&from=&until=", [zoe, noor]),
            // What is not understood shows nothing, not everything.
            ("?status=lost", []), ("?from=yesterday", []), ("?q=%00", []), ("?batch=x", []),
        })
        {
            await browser.OpenAsync("/staff/credentials" + query);
            Assert.Equal(HttpStatusCode.OK, browser.Answer.StatusCode);
            Assert.Equal(
                expected.Select(id => $"/staff/credentials/{id}"), browser.Page.QuerySelectorAll("tbody th a").Select(link => link.GetAttribute("href")));
        }
        await browser.OpenAsync("/staff/credentials?q=peeters&lang=nl");
        Assert.Equal("peeters", browser.Page.QuerySelector("#q")!.GetAttribute("value"));
        Assert.Equal("/staff/credentials?q=peeters&lang=de", browser.Page.QuerySelector(".languages a[hreflang=de]")!.GetAttribute("href"));
        await browser.OpenAsync("/staff/credentials?cursor=nonsense&status=active");
        Assert.Equal((HttpStatusCode.SeeOther, "/staff/credentials?status=active"), (browser.Answer.StatusCode, browser.Location));
    }

    [Fact]
    public async Task A_long_list_goes_on_where_the_page_before_ended_and_shows_each_once()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var lines = Enumerable.Range(0, 120).Select(number => $"lassen,Learner{number},Test,1990-01-{(number % 28) + 1:00},,,2025-06-30,");
        var csv = "achievement,givenName,familyName,birthDate,email,nationalNumber,awardedOn,result\n" + string.Join('\n', lines);
        using var sent = await staff.PostAsync("/api/awards/batches", new StringContent(csv, new System.Net.Http.Headers.MediaTypeHeaderValue("text/csv", "utf-8")));
        var batch = (await sent.JsonAsync()).Text("id");
        await using (var events = await staff.GetStreamAsync($"/api/awards/batches/{batch}/events"))
            await events.CopyToAsync(Stream.Null);
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Reader);
        foreach (var start in new[] { "/staff/credentials", $"/staff/credentials?batch={batch}", "/staff/credentials?q=test" })
        {
            var (seen, pages, path) = (new List<string>(), 0, (string?)start);
            while (path is not null)
            {
                await browser.OpenAsync(path);
                seen.AddRange(browser.Page.QuerySelectorAll("tbody th a").Select(link => link.GetAttribute("href")!));
                path = browser.Page.QuerySelector("a[rel=next]")?.GetAttribute("href");
                Assert.True(++pages <= 10);
            }
            Assert.Equal(120, seen.Distinct().Count());
            Assert.Equal(120, seen.Count);
        }
    }

    [Fact]
    public async Task Revoking_says_what_it_means_asks_why_and_that_it_is_final_and_is_written_down()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = await AwardAsync(staff, "Noor", "Peeters", "2025-06-30");
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer, name: "An Claes");
        await browser.OpenAsync($"/staff/credentials/{id}");
        // It is not suspendable.
        Assert.Equal([$"/staff/award?again={id}", $"/staff/credentials/{id}/revoke"], browser.Page.QuerySelectorAll("main .actions a").Select(link => link.GetAttribute("href")));
        await browser.OpenAsync($"/staff/credentials/{id}/revoke");
        Assert.Contains("cannot be undone", browser.Page.TextOf(".notice"), StringComparison.Ordinal);

        await browser.SendAsync("main form", ("reason", "   "));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Answer.StatusCode);
        Assert.Equal(["reason-fault", "sure-fault"], browser.Page.QuerySelectorAll(".fault").Select(fault => fault.Id));
        Assert.Equal("reason-hint reason-fault", browser.Page.QuerySelector("#reason")!.GetAttribute("aria-describedby"));
        await browser.SendAsync("main form", ("reason", Markup), ("sure", null));
        Assert.Equal(["sure-fault"], browser.Page.QuerySelectorAll(".fault").Select(fault => fault.Id));
        Assert.Equal(Markup, browser.Page.QuerySelector("#reason")!.TextContent);
        foreach (var bad in new[] { new string('x', 501), "a\u202eb", "a\0b" })
        {
            await browser.SendAsync("main form", ("reason", bad), ("sure", "yes"));
            Assert.Equal(HttpStatusCode.BadRequest, browser.Answer.StatusCode);
            await browser.OpenAsync($"/staff/credentials/{id}/revoke");
        }
        Assert.Equal("active", await StatusAsync(staff, id));

        await browser.SendAsync("main form", ("reason", Markup), ("sure", "yes"));
        Assert.Equal((HttpStatusCode.SeeOther, $"/staff/credentials/{id}?done=revoke"), (browser.Answer.StatusCode, browser.Location));
        Assert.Equal("revoked", await StatusAsync(staff, id));
        await browser.OpenAsync(browser.Location!);
        Assert.Equal(Markup, browser.Page.QuerySelector("td.typed")!.TextContent);
        Assert.Empty(browser.Page.QuerySelectorAll("img, [onerror]"));
        Assert.Contains("An Claes", browser.Page.TextOf("tbody"), StringComparison.Ordinal);
        Assert.Equal([$"/staff/award?again={id}"], browser.Page.QuerySelectorAll("main .actions a").Select(link => link.GetAttribute("href")));

        var member = await StaffBrowser.MemberAsync(app);
        var action = (await app.Get<StaffActions>().ListAsync(new("demo", 1))).Items[0].Action;
        Assert.Equal((StaffActs.CredentialRevoked, $"credential/{id}", StaffMember.ActorOf(member.Id), null), (action.What, action.Subject, action.Actor, action.Detail));
        await browser.OpenAsync($"/staff/credentials/{id}/revoke");
        Assert.Equal(HttpStatusCode.Conflict, browser.Answer.StatusCode);
        Assert.Empty(browser.Page.QuerySelectorAll("main form"));
    }

    [Fact]
    public async Task Suspending_and_reinstating_change_and_write_down_once_however_often_they_are_sent()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync(suspendable: true);
        var id = await AwardAsync(staff, "Noor", "Peeters", "2025-06-30");
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Administrator);
        foreach (var (word, status, reason) in new[] { ("suspend", "suspended", "An error in the list"), ("reinstate", "active", "") })
        {
            await browser.OpenAsync($"/staff/credentials/{id}/{word}");
            var token = KeyValuePair.Create(FormToken.FieldName, browser.TokenOfForms());
            for (var time = 0; time < 2; time++)
            {
                await browser.PostAsync($"/staff/credentials/{id}/{word}", [token, KeyValuePair.Create("reason", reason)]);
                Assert.Equal(HttpStatusCode.SeeOther, browser.Answer.StatusCode);
            }
            Assert.Equal(status, await StatusAsync(staff, id));
        }
        var acts = (await app.Get<StaffActions>().ListAsync(new("demo", 10) { Subject = $"credential/{id}" })).Items.Select(item => item.Action.What);
        Assert.Equal([StaffActs.CredentialReinstated, StaffActs.CredentialSuspended], acts);
    }

    [Fact]
    public async Task A_reader_looks_and_changes_nothing()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync(suspendable: true);
        var id = await AwardAsync(staff, "Noor", "Peeters", "2025-06-30");
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Reader);
        await browser.OpenAsync($"/staff/credentials/{id}");
        Assert.Empty(browser.Page.QuerySelectorAll("main .actions a"));
        var token = KeyValuePair.Create(FormToken.FieldName, browser.TokenOfForms());
        foreach (var word in new[] { "suspend", "revoke" })
        {
            await browser.OpenAsync($"/staff/credentials/{id}/{word}");
            Assert.Equal(HttpStatusCode.Forbidden, browser.Answer.StatusCode);
            Assert.Contains("reader", browser.Page.TextOf(".lead"), StringComparison.Ordinal);
            await browser.PostAsync($"/staff/credentials/{id}/{word}", [token, KeyValuePair.Create("reason", "because"), KeyValuePair.Create("sure", "yes")]);
            Assert.Equal(HttpStatusCode.Forbidden, browser.Answer.StatusCode);
        }
        Assert.Equal("active", await StatusAsync(staff, id));
    }

    [Fact]
    public async Task Another_centres_credentials_are_not_there()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync(suspendable: true);
        using var others = await app.WithCentreAsync("other");
        var id = await AwardAsync(staff, "Noor", "Peeters", "2025-06-30");
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Administrator, "other");
        var token = KeyValuePair.Create(FormToken.FieldName, browser.TokenOfForms());
        foreach (var path in new[] { "", "/suspend", "/revoke" })
        {
            await browser.OpenAsync($"/staff/credentials/{id}{path}");
            Assert.Equal(HttpStatusCode.NotFound, browser.Answer.StatusCode);
            if (path.Length > 0)
                await browser.PostAsync($"/staff/credentials/{id}{path}", [token, KeyValuePair.Create("reason", "because"), KeyValuePair.Create("sure", "yes")]);
            Assert.Equal(HttpStatusCode.NotFound, browser.Answer.StatusCode);
        }
        Assert.Equal("active", await StatusAsync(staff, id));
        foreach (var query in new[] { "", "?q=peeters", $"?q={id}" })
        {
            await browser.OpenAsync("/staff/credentials" + query);
            Assert.Empty(browser.Page.QuerySelectorAll("tbody"));
        }
        await browser.OpenAsync($"/staff/audit?on=credential/{id}");
        Assert.Empty(browser.Page.QuerySelectorAll("tbody"));
    }

    [Fact]
    public async Task Markup_in_whatever_was_typed_is_shown_as_text()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithCentreAsync();
        await staff.PutAsJsonAsync("/api/achievements/lassen", Bodies.Achievement(title: "\"><script>alert(1)</script>"));
        var id = await AwardAsync(staff, "<b onclick=alert(1)>Noor", "</td><script>alert(2)</script>", "2025-06-30");
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        foreach (var path in new[] { "/staff", "/staff/credentials", "/staff/credentials?q=" + Uri.EscapeDataString("\"><script>alert(3)</script>"), $"/staff/credentials/{id}", $"/staff/credentials/{id}/revoke", "/staff/audit?on=\"><script>", $"/staff/credentials?status={Uri.EscapeDataString("\"><script>")}" })
        {
            await browser.OpenAsync(path, "nl");
            Assert.Equal(HttpStatusCode.OK, browser.Answer.StatusCode);
            Assert.Empty(browser.Page.QuerySelectorAll("script, [onclick], main b"));
        }
    }

    private static async Task<string> AwardAsync(HttpClient staff, string givenName, string familyName, string awardedOn, string? email = null)
    {
        using var answer = await staff.PostAsJsonAsync(
            "/api/awards", new { achievement = "lassen", learner = email is null ? (object)new { givenName, familyName } : new { givenName, familyName, email }, awardedOn });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.JsonAsync()).Text("id");
    }

    private static async Task<string> StatusAsync(HttpClient staff, string id) =>
        (await staff.GetFromJsonAsync<JsonElement>($"/api/awards/{id}")).Text("status");
}
