using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Credentials.EvidenceStore.Staff;
using Credentials.Services.Tests.Issuer;
using Credentials.Services.Tests.Web;
using Credentials.Web.SignIn;

namespace Credentials.Services.Tests.Staff;

/// <summary>Who works for a centre, and the journal of what they do.</summary>
public sealed class PeoplePagesTests
{
    [Fact]
    public async Task An_administrator_adds_a_colleague_who_signs_in_by_the_link_that_is_shown_once()
    {
        await using var app = await WithCentreAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Administrator);
        await browser.OpenAsync("/staff/people");
        await browser.SendAsync("main form", ("name", "Bo Maes"), ("role", "reader"));
        Assert.Equal(HttpStatusCode.SeeOther, browser.Answer.StatusCode);
        await browser.OpenAsync(browser.Location!);
        await browser.SendAsync("form[action$='/link']");
        var link = browser.Page.QuerySelector<IHtmlInputElement>("#made")!.Value;
        Assert.StartsWith(IssuerApp.PublicUrl + "/staff/sign-in/link/", link, StringComparison.Ordinal);

        app.Time.Move(TimeSpan.FromHours(7));
        var colleague = new StaffBrowser(app);
        await colleague.OpenAsync(new Uri(link).AbsolutePath);
        await colleague.SendAsync("main form");
        await colleague.OpenAsync("/staff");
        Assert.Contains("Bo Maes", colleague.Page.TextOf("h1"), StringComparison.Ordinal);
        await colleague.OpenAsync("/staff/people");
        Assert.Equal(HttpStatusCode.Forbidden, colleague.Answer.StatusCode);

        await browser.OpenAsync("/staff/audit");
        Assert.Equal(
            ["Bo Maes Signed in (by link)", "An Claes Sign-in link made Bo Maes", "An Claes Colleague added (reader) Bo Maes"],
            browser.Page.QuerySelectorAll("tbody tr").Take(3).Select(row => string.Join(' ', row.Children.Skip(1).Select(cell => cell.TextContent.Trim())).Trim()));
    }

    [Theory]
    [InlineData("", "", "issuer", "name")]
    [InlineData("a\nb", "", "issuer", "name")]
    [InlineData("a\u202eb", "", "issuer", "name")]
    [InlineData("Bo", "no address", "issuer", "email")]
    [InlineData("Bo", "Bo <bo@example.org>", "issuer", "email")]
    [InlineData("Bo", "an@example.org", "issuer", "email")]
    [InlineData("Bo", "AN@example.org", "issuer", "email")]
    [InlineData("Bo", "", "king", "role")]
    public async Task What_cannot_be_added_is_said_at_its_field(string name, string email, string role, string field)
    {
        await using var app = await WithCentreAsync();
        await app.Get<StaffMembers>().AddAsync("demo", StaffRole.Reader, "An", "an@example.org", StaffMembers.OperatorActor);
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Administrator);
        await browser.OpenAsync("/staff/people");
        await browser.SendAsync("main form", ("name", name), ("email", email), ("role", role));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Answer.StatusCode);
        if (field != "role")
            Assert.NotNull(browser.Page.QuerySelector($"#{field}-fault"));
        Assert.Equal(2, (await app.Get<StaffMembers>().ListAsync("demo")).Count);
    }

    [Fact]
    public async Task A_role_is_changed_and_a_member_removed_with_their_sessions_and_links()
    {
        await using var app = await WithCentreAsync();
        var (browser, colleague) = (await StaffBrowser.SignedInAsync(app, StaffRole.Administrator), await StaffBrowser.SignedInAsync(app, StaffRole.Issuer, name: "Bo Maes"));
        var member = await StaffBrowser.MemberAsync(app, "Bo Maes");
        await browser.OpenAsync($"/staff/people/{member.Id}");
        await browser.SendAsync("form[action$='/role']", ("role", "reader"));
        await colleague.OpenAsync("/staff");
        Assert.Equal(HttpStatusCode.SeeOther, colleague.Answer.StatusCode);

        var link = await StaffBrowser.LinkAsync(app, StaffRole.Reader, name: "Bo Maes");
        await browser.OpenAsync($"/staff/people/{member.Id}/remove");
        await browser.SendAsync("main form");
        Assert.Equal("/staff/people", browser.Location);
        await colleague.PostAsync(link, []);
        Assert.Equal(HttpStatusCode.Gone, colleague.Answer.StatusCode);
        await browser.OpenAsync($"/staff/people/{member.Id}");
        Assert.Equal(HttpStatusCode.NotFound, browser.Answer.StatusCode);
        await browser.OpenAsync("/staff/audit?what=role-changed");
        Assert.Contains("Role changed (issuer → reader)", browser.Page.TextOf("tbody"), StringComparison.Ordinal);
        // Whoever is gone still has a name here.
        await browser.OpenAsync($"/staff/audit?who={StaffMember.ActorOf(member.Id)}");
        Assert.Contains("Bo Maes", browser.Page.TextOf("tbody"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_ends_with_whoever_made_it_and_with_a_change_of_whom_it_signs_in()
    {
        await using var app = await WithCentreAsync();
        var (first, second) = (await StaffBrowser.SignedInAsync(app, StaffRole.Administrator), await StaffBrowser.SignedInAsync(app, StaffRole.Administrator, name: "Cis Wouters"));
        await StaffBrowser.SignedInAsync(app, StaffRole.Issuer, name: "Bo Maes");
        var colleague = await StaffBrowser.MemberAsync(app, "Bo Maes");
        var links = new List<string>();
        foreach (var maker in new[] { first, second })
        {
            await maker.OpenAsync($"/staff/people/{colleague.Id}");
            await maker.SendAsync("form[action$='/link']");
            links.Add(new Uri(maker.Page.QuerySelector<IHtmlInputElement>("#made")!.Value).AbsolutePath);
        }

        await second.OpenAsync($"/staff/people/{(await StaffBrowser.MemberAsync(app)).Id}/remove");
        await second.SendAsync("main form");
        var anyone = new StaffBrowser(app);
        await anyone.PostAsync(links[0], []);
        Assert.Equal((HttpStatusCode.Gone, (string?)null), (anyone.Answer.StatusCode, anyone.Cookie));

        await second.OpenAsync($"/staff/people/{colleague.Id}");
        await second.SendAsync("form[action$='/role']", ("role", "reader"));
        await anyone.PostAsync(links[1], []);
        Assert.Equal((HttpStatusCode.Gone, (string?)null), (anyone.Answer.StatusCode, anyone.Cookie));
    }

    [Fact]
    public async Task Nobody_changes_or_removes_the_own_membership()
    {
        await using var app = await WithCentreAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Administrator);
        var own = await StaffBrowser.MemberAsync(app);
        await browser.OpenAsync($"/staff/people/{own.Id}");
        Assert.Null(browser.Page.QuerySelector("form[action$='/role']"));
        var token = KeyValuePair.Create(FormToken.FieldName, browser.TokenOfForms());
        await browser.PostAsync($"/staff/people/{own.Id}/role", [token, KeyValuePair.Create("role", "reader")]);
        await browser.PostAsync($"/staff/people/{own.Id}/remove", [token]);
        Assert.Equal(own, await StaffBrowser.MemberAsync(app));
    }

    [Fact]
    public async Task Another_centres_people_and_journal_are_not_there()
    {
        await using var app = await WithCentreAsync();
        using var others = await app.WithCentreAsync("other");
        await StaffBrowser.SignedInAsync(app, StaffRole.Issuer, name: "Bo Maes");
        var member = await StaffBrowser.MemberAsync(app, "Bo Maes");
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Administrator, "other");
        var token = KeyValuePair.Create(FormToken.FieldName, browser.TokenOfForms());
        foreach (var path in new[] { "/role", "/remove", "/link" })
        {
            await browser.PostAsync($"/staff/people/{member.Id}{path}", [token, KeyValuePair.Create("role", "reader")]);
            Assert.Equal(HttpStatusCode.NotFound, browser.Answer.StatusCode);
        }
        foreach (var path in new[] { $"/staff/people/{member.Id}", $"/staff/people/{member.Id}/remove" })
        {
            await browser.OpenAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, browser.Answer.StatusCode);
        }
        foreach (var path in new[] { "/staff/people", "/staff/audit", $"/staff/audit?who={StaffMember.ActorOf(member.Id)}" })
        {
            await browser.OpenAsync(path);
            Assert.DoesNotContain("Bo Maes", browser.Page.Body!.TextContent, StringComparison.Ordinal);
        }
        Assert.Equal(member, await StaffBrowser.MemberAsync(app, "Bo Maes"));
    }

    [Theory]
    [InlineData("issuer")]
    [InlineData("reader")]
    public async Task Who_is_no_administrator_adds_nobody(string role)
    {
        await using var app = await WithCentreAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRoles.Find(role)!.Value);
        Assert.DoesNotContain("/staff/people", browser.Page.QuerySelectorAll("nav a").Select(link => link.GetAttribute("href")));
        await browser.PostAsync("/staff/people", [KeyValuePair.Create(FormToken.FieldName, browser.TokenOfForms()), KeyValuePair.Create("name", "Me"), KeyValuePair.Create("role", "administrator")]);
        Assert.Equal(HttpStatusCode.Forbidden, browser.Answer.StatusCode);
        Assert.Single(await app.Get<StaffMembers>().ListAsync("demo"));
    }

    [Fact]
    public async Task The_journal_is_filtered_and_goes_on_where_the_page_before_ended()
    {
        await using var app = await WithCentreAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Reader);
        var member = await app.Get<IStaffDirectory>().FindAsync((await StaffBrowser.MemberAsync(app)).Id, 1, default);
        for (var number = 0; number < 60; number++)
            await app.Get<StaffActions>().NoteAsync(member!, StaffActs.CredentialSuspended, StaffActs.Credential(Guid.NewGuid()));
        await browser.OpenAsync("/staff/audit?what=credential-suspended");
        Assert.Equal(50, browser.Page.QuerySelectorAll("tbody tr").Length);
        await browser.OpenAsync(browser.Page.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(10, browser.Page.QuerySelectorAll("tbody tr").Length);
        Assert.Null(browser.Page.QuerySelector("a[rel=next]"));
        foreach (var (query, rows) in new[] { ("?who=operator", 2), ("?until=2020-01-01", 0), ("?what=nonsense", 0), ("?who=somebody", 0), ("?from=x", 0), ("?from=2020-01-01", 50) })
        {
            await browser.OpenAsync("/staff/audit" + query);
            Assert.Equal(rows, browser.Page.QuerySelectorAll("tbody tr").Length);
        }
        await browser.OpenAsync("/staff/audit?cursor=nonsense");
        Assert.Equal("/staff/audit", browser.Location);
    }

    private static async Task<IssuerApp> WithCentreAsync()
    {
        var app = await IssuerApp.StartAsync();
        using var staff = await app.WithCentreAsync();
        return app;
    }
}
