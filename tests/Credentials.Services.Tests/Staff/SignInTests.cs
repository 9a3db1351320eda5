using System.Net;
using Credentials.EvidenceStore.Staff;
using Credentials.Services.Tests.Issuer;
using Credentials.Services.Tests.Web;
using Credentials.Web;
using Credentials.Web.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.Services.Tests.Staff;

/// <summary>Signing in by link, and what a session withstands.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task A_link_shows_whom_it_signs_in_as_often_as_it_is_opened_and_signs_in_once()
    {
        await using var app = await WithCentreAsync();
        var link = await StaffBrowser.LinkAsync(app, StaffRole.Issuer, name: "An Claes");
        var browser = new StaffBrowser(app);
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Get })
            await browser.OpenAsync(link, method: method);
        Assert.Equal("An Claes CVO Voorbeeld issuer", browser.Page.TextOf(".facts dd"));
        Assert.Null(browser.Cookie);

        await browser.SendAsync("main form");
        Assert.Equal((HttpStatusCode.SeeOther, "/staff"), (browser.Answer.StatusCode, browser.Location));
        await browser.OpenAsync("/staff");
        Assert.Equal(HttpStatusCode.OK, browser.Answer.StatusCode);
        Assert.Contains("An Claes", browser.Page.TextOf("h1"), StringComparison.Ordinal);

        var second = new StaffBrowser(app);
        await second.PostAsync(link, []);
        Assert.Equal(HttpStatusCode.Gone, second.Answer.StatusCode);
        Assert.Null(second.Cookie);
        await second.OpenAsync(link);
        Assert.Equal(HttpStatusCode.Gone, second.Answer.StatusCode);
        Assert.DoesNotContain("An Claes", second.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_who_use_a_link_at_once_one_is_signed_in()
    {
        await using var app = await WithCentreAsync();
        var link = await StaffBrowser.LinkAsync(app, StaffRole.Reader);
        var browsers = Enumerable.Range(0, 8).Select(_ => new StaffBrowser(app)).ToList();
        await Task.WhenAll(browsers.Select(browser => browser.PostAsync(link, [])));
        Assert.Single(browsers, browser => browser.Cookie is not null);
    }

    [Fact]
    public async Task A_link_ends_after_its_time_and_with_its_member()
    {
        await using var app = await WithCentreAsync();
        var browser = new StaffBrowser(app);
        var link = await StaffBrowser.LinkAsync(app, StaffRole.Reader);
        app.Time.Move(TimeSpan.FromMinutes(14));
        await browser.OpenAsync(link);
        Assert.Equal(HttpStatusCode.OK, browser.Answer.StatusCode);
        app.Time.Move(TimeSpan.FromMinutes(2));
        await browser.PostAsync(link, []);
        Assert.Equal((HttpStatusCode.Gone, null), (browser.Answer.StatusCode, browser.Cookie));

        var other = await StaffBrowser.LinkAsync(app, StaffRole.Reader);
        var member = await StaffBrowser.MemberAsync(app);
        await app.Get<StaffMembers>().RemoveAsync("demo", member.Id, StaffMembers.OperatorActor);
        await browser.PostAsync(other, []);
        Assert.Equal((HttpStatusCode.Gone, null), (browser.Answer.StatusCode, browser.Cookie));
    }

    [Fact]
    public async Task What_is_no_link_of_ours_signs_nobody_in()
    {
        await using var app = await WithCentreAsync();
        var browser = new StaffBrowser(app);
        var link = await StaffBrowser.LinkAsync(app, StaffRole.Administrator);
        var changed = link[..^1] + (link[^1] == 'A' ? 'B' : 'A');
        foreach (var path in new[] { changed, link[..^4], link + "AAAA", "/staff/sign-in/link/nonsense", "/staff/sign-in/link/" + new string('A', 44) })
        {
            await browser.PostAsync(path, []);
            Assert.Equal((HttpStatusCode.Gone, null), (browser.Answer.StatusCode, browser.Cookie));
        }
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_led_to_where_one_can_and_to_no_page_of_anybody_elses()
    {
        await using var app = await WithCentreAsync();
        var browser = new StaffBrowser(app);
        await browser.OpenAsync("/staff?lang=nl");
        Assert.Equal((HttpStatusCode.SeeOther, "/staff/sign-in?lang=nl&to=%2Fstaff%3Flang%3Dnl"), (browser.Answer.StatusCode, browser.Location));
        await browser.OpenAsync(browser.Location!);
        Assert.Equal(HttpStatusCode.OK, browser.Answer.StatusCode);
        await browser.PostAsync("/staff/sign-out", []);
        Assert.Equal((HttpStatusCode.SeeOther, "/staff/sign-in"), (browser.Answer.StatusCode, browser.Location));
    }

    [Theory]
    [InlineData("/staff/audit?what=signed-in", "/staff/audit?what=signed-in")]
    [InlineData("/staff", "/staff")]
    [InlineData("https://evil.example/staff", "/staff")]
    [InlineData("//evil.example/staff", "/staff")]
    [InlineData("/\\evil.example", "/staff")]
    [InlineData("/staff\\..\\..", "/staff")]
    [InlineData("/staff/../../evil", "/staff")]
    [InlineData("/staff.evil.example", "/staff")]
    [InlineData("/staffevil", "/staff")]
    [InlineData("/staff/%2e%2e/verify", "/staff")]
    [InlineData("/staff/%2E/sign-out", "/staff")]
    [InlineData("javascript:alert(1)", "/staff")]
    [InlineData("/staff/\r\nSet-Cookie: a=b", "/staff")]
    [InlineData("/staff/sign-out", "/staff")]
    [InlineData("/staff/sign-in?to=/staff/sign-in", "/staff")]
    [InlineData("/verify", "/staff")]
    [InlineData("", "/staff")]
    public async Task Signing_in_leads_to_pages_of_staff_alone(string to, string expected)
    {
        await using var app = await WithCentreAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Reader);
        await browser.OpenAsync("/staff/sign-in?to=" + Uri.EscapeDataString(to));
        Assert.Equal((HttpStatusCode.SeeOther, expected), (browser.Answer.StatusCode, browser.Location));
    }

    [Fact]
    public async Task The_cookie_is_for_this_host_alone_and_out_of_reach_of_scripts()
    {
        await using var app = await WithCentreAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Reader);
        Assert.StartsWith("staff=", browser.Cookie, StringComparison.Ordinal);

        await using var secure = await IssuerApp.StartAsync(services: services => services.AddSingleton(new PublicAddress(new Uri("https://credentials.example"))));
        using var staff = await secure.WithCentreAsync();
        var secured = new StaffBrowser(secure);
        await secured.PostAsync(await StaffBrowser.LinkAsync(secure, StaffRole.Reader), []);
        var set = secured.Answer.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("__Host-staff=", set, StringComparison.Ordinal);
        foreach (var attribute in new[] { "; secure", "; httponly", "; samesite=lax", "; path=/;" })
            Assert.Contains(attribute, set + ";", StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", set, StringComparison.OrdinalIgnoreCase);
        await secured.OpenAsync("/staff");
        Assert.Equal(HttpStatusCode.OK, secured.Answer.StatusCode);
        Assert.Equal("no-store", secured.Answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task A_session_lasts_eight_hours_after_the_last_request_and_a_day_at_most()
    {
        await using var app = await WithCentreAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Reader);
        for (var hours = 0; hours < 21; hours += 7)
        {
            app.Time.Move(TimeSpan.FromHours(7));
            var before = browser.Cookie;
            await browser.OpenAsync("/staff");
            Assert.Equal(HttpStatusCode.OK, browser.Answer.StatusCode);
            Assert.NotEqual(before, browser.Cookie);
        }
        app.Time.Move(TimeSpan.FromHours(4));
        await browser.OpenAsync("/staff");
        Assert.Equal(HttpStatusCode.SeeOther, browser.Answer.StatusCode);

        var idle = await StaffBrowser.SignedInAsync(app, StaffRole.Reader);
        app.Time.Move(TimeSpan.FromHours(8));
        await idle.OpenAsync("/staff");
        Assert.Equal(HttpStatusCode.SeeOther, idle.Answer.StatusCode);
    }

    [Fact]
    public async Task A_member_who_is_removed_or_has_another_role_is_signed_out_at_once()
    {
        await using var app = await WithCentreAsync();
        var members = app.Get<StaffMembers>();
        var (removed, changed) = (await StaffBrowser.SignedInAsync(app, StaffRole.Issuer, name: "An"), await StaffBrowser.SignedInAsync(app, StaffRole.Administrator, name: "Bo"));
        await members.RemoveAsync("demo", (await StaffBrowser.MemberAsync(app, "An")).Id, StaffMembers.OperatorActor);
        await members.ChangeRoleAsync("demo", (await StaffBrowser.MemberAsync(app, "Bo")).Id, StaffRole.Reader, StaffMembers.OperatorActor);
        foreach (var browser in new[] { removed, changed })
        {
            await browser.OpenAsync("/staff");
            Assert.Equal(HttpStatusCode.SeeOther, browser.Answer.StatusCode);
        }
    }

    [Fact]
    public async Task Signing_out_ends_the_session_for_every_copy_of_its_cookie_and_no_other()
    {
        await using var app = await WithCentreAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Reader);
        var (other, copy) = (await StaffBrowser.SignedInAsync(app, StaffRole.Reader), new StaffBrowser(app) { Cookie = browser.Cookie });
        await browser.SendAsync("form.who");
        Assert.Equal(("/staff/sign-in?notice=signed-out", null), (browser.Location, browser.Cookie));
        await copy.OpenAsync("/staff");
        Assert.Equal(HttpStatusCode.SeeOther, copy.Answer.StatusCode);
        await other.OpenAsync("/staff");
        Assert.Equal(HttpStatusCode.OK, other.Answer.StatusCode);
    }

    [Fact]
    public async Task A_session_that_was_planted_before_is_not_the_one_that_is_signed_in()
    {
        await using var app = await WithCentreAsync();
        var planted = await StaffBrowser.SignedInAsync(app, StaffRole.Reader, name: "Mallory");
        var victim = new StaffBrowser(app) { Cookie = planted.Cookie };
        await victim.OpenAsync(await StaffBrowser.LinkAsync(app, StaffRole.Administrator, name: "Victor"));
        await victim.SendAsync("main form");
        Assert.NotEqual(planted.Cookie, victim.Cookie);
        await planted.OpenAsync("/staff");
        Assert.Contains("Mallory", planted.Page.TextOf("h1"), StringComparison.Ordinal);
        await victim.OpenAsync("/staff");
        Assert.Contains("Victor", victim.Page.TextOf("h1"), StringComparison.Ordinal);
        Assert.NotEqual(planted.TokenOfForms(), victim.TokenOfForms());
    }

    [Fact]
    public async Task A_cookie_that_was_changed_or_is_another_installations_is_none()
    {
        await using var app = await WithCentreAsync();
        await using var other = await WithCentreAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Reader);
        var value = browser.Cookie!["staff=".Length..];
        var middle = value.Length / 2;
        var changed = value[..middle] + (value[middle] == 'A' ? 'B' : 'A') + value[(middle + 1)..];
        var foreign = (await StaffBrowser.SignedInAsync(other, StaffRole.Administrator)).Cookie!["staff=".Length..];
        foreach (var cookie in new[] { changed, foreign, value[..10], "", new string('A', 4000) })
        {
            browser.Cookie = "staff=" + cookie;
            await browser.OpenAsync("/staff");
            Assert.Equal(HttpStatusCode.SeeOther, browser.Answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_form_that_this_session_was_not_shown_or_that_another_site_sends_is_refused()
    {
        await using var app = await WithCentreAsync();
        var (browser, other) = (await StaffBrowser.SignedInAsync(app, StaffRole.Reader), await StaffBrowser.SignedInAsync(app, StaffRole.Reader));
        var token = KeyValuePair.Create(FormToken.FieldName, browser.TokenOfForms());
        var cookie = browser.Cookie;
        await browser.PostAsync("/staff/sign-out", []);
        Assert.Equal(HttpStatusCode.Forbidden, browser.Answer.StatusCode);
        await browser.PostAsync("/staff/sign-out", [KeyValuePair.Create(FormToken.FieldName, other.TokenOfForms())]);
        Assert.Equal(HttpStatusCode.Forbidden, browser.Answer.StatusCode);
        await browser.PostAsync("/staff/sign-out", [token], site: "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Answer.StatusCode);
        await browser.PostAsync("/staff/sign-out", [token], site: "same-site");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Answer.StatusCode);
        await browser.PostAsync("/staff/sign-out", [token], site: "", origin: "https://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Answer.StatusCode);
        await browser.OpenAsync("/staff");
        Assert.Equal((HttpStatusCode.OK, cookie), (browser.Answer.StatusCode, browser.Cookie));
        // A link cannot be used from another site either: nobody is signed in as somebody else without knowing.
        var anyone = new StaffBrowser(app);
        await anyone.PostAsync(await StaffBrowser.LinkAsync(app, StaffRole.Reader), [], site: "cross-site");
        Assert.Equal((HttpStatusCode.Forbidden, null), (anyone.Answer.StatusCode, anyone.Cookie));
    }

    [Fact]
    public async Task A_cookie_opens_no_call_and_a_key_no_page()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithCentreAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Administrator);
        await browser.OpenAsync("/api/credentials");
        Assert.Equal(HttpStatusCode.Unauthorized, browser.Answer.StatusCode);
        using var page = await staff.GetAsync("/staff");
        Assert.Equal(HttpStatusCode.SeeOther, page.StatusCode);
    }

    [Fact]
    public async Task Markup_in_a_name_is_shown_as_text()
    {
        await using var app = await WithCentreAsync();
        const string Name = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Administrator, name: Name);
        Assert.Contains(Name, browser.Page.TextOf("h1"), StringComparison.Ordinal);
        Assert.Empty(browser.Page.QuerySelectorAll("script, img, [onerror]"));
    }

    private static async Task<IssuerApp> WithCentreAsync()
    {
        var app = await IssuerApp.StartAsync();
        using var staff = await app.WithCentreAsync();
        return app;
    }
}
