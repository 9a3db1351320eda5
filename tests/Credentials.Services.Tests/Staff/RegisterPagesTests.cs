using System.Net;
using Credentials.Services.Tests.Issuer;
using Credentials.Services.Tests.Learners;
using Credentials.Services.Tests.Web;
using Credentials.Web.SignIn;

namespace Credentials.Services.Tests.Staff;

/// <summary>What staff read of the register: records, learners, doubles, statistics.</summary>
public sealed class RegisterPagesTests
{
    [Fact]
    public async Task Records_are_filtered_opened_and_another_centres_are_not_there()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var others = await app.WithAchievementAsync("arts");
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters" });
        var award = Assert.Single(await staff.ItemsAsync("/api/records")).Text("id");
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Reader);
        foreach (var (query, count) in new[] { ("", 1), ("?source=Award", 1), ("?source=Proof", 0), ("?status=Revoked", 0), ("?level=9", 0), ("?from=x", 0), ("?kind=nonsense", 0), ("?until=2000-01-01", 0) })
        {
            await browser.OpenAsync("/staff/records" + query);
            Assert.Equal((HttpStatusCode.OK, count), (browser.Answer.StatusCode, browser.Page.QuerySelectorAll("tbody tr").Length));
        }
        await browser.OpenAsync($"/staff/records/{award}");
        Assert.Contains("VKS", browser.Page.TextOf("dl.facts"), StringComparison.Ordinal);
        Assert.Contains("Awarded", browser.Page.TextOf("tbody"), StringComparison.Ordinal);
        Assert.NotNull(browser.Page.QuerySelector($"a[href='/staff/credentials/{award}']"));

        var other = await StaffBrowser.SignedInAsync(app, StaffRole.Administrator, "arts");
        await other.OpenAsync($"/staff/records/{award}");
        Assert.Equal(HttpStatusCode.NotFound, other.Answer.StatusCode);
        await other.OpenAsync("/staff/records");
        Assert.Contains("Nothing is registered yet", other.Page.TextOf(".empty"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doubles_are_decided_written_down_and_decided_otherwise()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var others = await app.WithAchievementAsync("arts");
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters <b>x", email = "jan@example.org", birthDate = "1985-07-30" });
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters <b>x", nationalNumber = Learning.Number });
        var reader = await StaffBrowser.SignedInAsync(app, StaffRole.Reader, name: "Rik Lezer");
        await reader.OpenAsync("/staff/learners/doubles");
        Assert.Equal(2, reader.Page.QuerySelectorAll("tbody tr").Length);
        Assert.Empty(reader.Page.QuerySelectorAll("main form, main b"));
        Assert.DoesNotContain(Learning.Number, reader.Page.Source.Text, StringComparison.Ordinal);

        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        await browser.OpenAsync("/staff/learners");
        Assert.Contains("one and the same person", browser.Page.TextOf(".notice"), StringComparison.Ordinal);
        await browser.OpenAsync("/staff/learners/doubles");
        var pair = browser.Page.QuerySelector("main section form")!.GetAttribute("action")!;
        var token = KeyValuePair.Create(FormToken.FieldName, browser.TokenOfForms());
        await browser.PostAsync(pair, [token, KeyValuePair.Create("decision", "perhaps")]);
        Assert.Equal(HttpStatusCode.NotFound, browser.Answer.StatusCode);
        await browser.PostAsync(pair, [KeyValuePair.Create("decision", "same")]);
        Assert.Equal(HttpStatusCode.Forbidden, browser.Answer.StatusCode);
        await reader.PostAsync(pair, [KeyValuePair.Create("decision", "same")]);
        Assert.Equal(HttpStatusCode.Forbidden, reader.Answer.StatusCode);
        var other = await StaffBrowser.SignedInAsync(app, StaffRole.Administrator, "arts");
        await other.PostAsync(pair, [KeyValuePair.Create(FormToken.FieldName, other.TokenOfForms()), KeyValuePair.Create("decision", "same")]);
        Assert.Equal(HttpStatusCode.NotFound, other.Answer.StatusCode);

        foreach (var (decision, joined, words) in new[] { ("same", 1, "one person from now on"), ("same", 1, "one person from now on"), ("different", 0, "two persons") })
        {
            await browser.PostAsync(pair, [token, KeyValuePair.Create("decision", decision)]);
            Assert.Equal(HttpStatusCode.SeeOther, browser.Answer.StatusCode);
            await browser.OpenAsync(browser.Location!);
            Assert.Contains(words, browser.Page.TextOf("[role=status]"), StringComparison.Ordinal);
            Assert.Equal(joined, (await staff.ItemsAsync("/api/learners?name=peeters")).Count(learner => learner.TryGetProperty("aliasOf", out _)));
        }
        await browser.OpenAsync("/staff/audit");
        var acts = browser.Page.QuerySelectorAll("tbody td[data-label=What]").Select(cell => cell.TextContent).Where(act => act.StartsWith("Learners", StringComparison.Ordinal));
        Assert.Equal(["Learners told apart", "Learners joined"], acts);
    }

    [Fact]
    public async Task Learners_are_found_by_words_and_address_and_only_ones_own()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var others = await app.WithAchievementAsync("arts");
        await staff.AwardAsync(new { givenName = "Zoë", familyName = "D'Hondt", email = "zoe@example.org" });
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Reader);
        var other = await StaffBrowser.SignedInAsync(app, StaffRole.Administrator, "arts");
        foreach (var (query, count) in new[] { ("", 0), ("?q=zoe", 1), ("?q=zoe%40example.org", 1), ("?q=jan", 0), ("?q=%00", 0) })
        {
            await browser.OpenAsync("/staff/learners" + query);
            Assert.Equal(count, browser.Page.QuerySelectorAll("tbody tr").Length);
            await other.OpenAsync("/staff/learners" + query);
            Assert.Empty(other.Page.QuerySelectorAll("tbody tr"));
        }
        await browser.OpenAsync("/staff/learners?q=zoe");
        var path = browser.Page.QuerySelector("tbody a")!.GetAttribute("href")!;
        await browser.OpenAsync(path);
        Assert.Equal("Zoë D'Hondt", browser.Page.TextOf("h1"));
        Assert.Single(browser.Page.QuerySelectorAll("tbody a[href^='/staff/credentials/']"));
        await other.OpenAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, other.Answer.StatusCode);
    }

    [Fact]
    public async Task Statistics_show_what_tells_of_five_persons_and_hide_the_rest()
    {
        await using var app = await IssuerApp.StartAsync(settings: "--EvidenceStore:StatisticsEvery=00:00:00");
        using var staff = await app.WithAchievementAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Reader);
        await browser.OpenAsync("/staff/statistics");
        Assert.Contains("Nothing was awarded yet", browser.Page.TextOf(".empty"), StringComparison.Ordinal);
        for (var learner = 0; learner < 6; learner++)
        {
            if (learner == 4)
            {
                await browser.OpenAsync("/staff/statistics");
                Assert.Contains("not shown", browser.Page.TextOf("tbody tr td.count"), StringComparison.Ordinal);
            }
            await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters " + (char)('A' + learner) });
            app.Time.Move(TimeSpan.FromSeconds(1));
        }
        await browser.OpenAsync("/staff/statistics");
        Assert.Equal("6 6", browser.Page.TextOf("tbody td.count"));
        Assert.Equal("100", browser.Page.QuerySelector("tbody rect")!.GetAttribute("width"));
        await browser.OpenAsync("/staff/statistics?by=Kind&and=Level&year=1999");
        Assert.Contains("nothing in that year", browser.Page.TextOf(".empty"), StringComparison.Ordinal);
        await browser.OpenAsync("/staff/statistics?by=Kind&and=Level&year=x");
        Assert.NotNull(browser.Page.QuerySelector("#year-fault"));
        Assert.Equal(2, browser.Page.QuerySelectorAll("tbody tr").Length);
    }
}
