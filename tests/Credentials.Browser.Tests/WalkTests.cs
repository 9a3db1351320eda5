using System.Text.RegularExpressions;
using Credentials.Browser.Tests.Sites;
using Credentials.Services.Tests.Apps;
using Microsoft.Playwright;

namespace Credentials.Browser.Tests;

/// <summary>
/// The whole way, from staff who describe what they teach to an employer who is told that it no longer holds: in each language, with a class list as CSV or as a
/// workbook, with and without scripts, by the keyboard alone, on a phone.
/// </summary>
public sealed partial class WalkTests(BrowserFixture<WholeApp> browser) : IClassFixture<BrowserFixture<WholeApp>>
{
    /// <summary>Enough for the progress to be seen.</summary>
    private const int MoreLearners = 6000;

    [BrowserTheory]
    [InlineData("nl", 1280, true, false, true)]
    [InlineData("en", 320, false, false, false)]
    [InlineData("fr", 1280, true, true, false)]
    [InlineData("de", 320, true, false, false)]
    public async Task From_what_is_taught_to_an_employer_who_is_told_that_it_no_longer_holds(
        string language, int width, bool hasScripts, bool hasKeyboardAlone, bool isCsv)
    {
        var options = new BrowserNewContextOptions { Locale = language + "-BE", JavaScriptEnabled = hasScripts, ViewportSize = new() { Width = width, Height = 900 } };
        await using var staffTab = await browser.OpenAsync(await browser.Site.StaffLinkAsync("issuer", $"Els {language}"), options);
        var staff = new Hand(staffTab.Page, hasKeyboardAlone);
        await staff.PressAsync("main form button");
        var achievement = await DescribeAsync(staff, language);
        var learners = await AwardListAsync(staff, language, achievement, isCsv);
        await staff.PressAsync("table.results tbody th a");
        await Assertions.Expect(staffTab.Page.Locator("main h1")).ToContainTextAsync("Fatima");
        var award = staffTab.Page.Url.Split('/')[^1].Split('?')[0];

        await using var learnerTab = await browser.OpenAsync(learners, options);
        var learner = new Hand(learnerTab.Page, hasKeyboardAlone);
        await Assertions.Expect(learnerTab.Page.Locator(".verdict.valid")).ToBeVisibleAsync();
        var badge = await learner.SaveAsync("a[href$='/credential.svg']");
        var certificate = await learner.SaveAsync("a[href$='/credential.pdf']");
        var link = await ShareAsync(learner, award);

        await using var employerTab = await browser.OpenAsync(link, options);
        var employer = new Hand(employerTab.Page, hasKeyboardAlone);
        await Assertions.Expect(employerTab.Page.Locator(".verdict.valid")).ToBeVisibleAsync();
        await Assertions.Expect(employerTab.Page.Locator(".learner strong")).ToHaveTextAsync("Fatima El Idrissi");
        foreach (var (name, type, file) in new[] { ("badge.svg", "image/svg+xml", badge), ("certificate.pdf", "application/pdf", certificate) })
        {
            await employerTab.Page.GotoAsync("/verify");
            await employer.HandInAsync("#file", name, type, file);
            await employer.PressAsync("form.verify button.primary");
            await Assertions.Expect(employerTab.Page.Locator(".verdict.valid")).ToBeVisibleAsync();
        }

        await staff.PressAsync("main a[href*='/revoke']");
        await staff.FillAsync("#reason", "Entered by mistake");
        await staff.ChooseAsync("#sure");
        await staff.PressAsync("main form button.danger");
        await Assertions.Expect(staffTab.Page.Locator("[role=status]").First).ToBeVisibleAsync();
        await employerTab.Page.GotoAsync(link);
        await Assertions.Expect(employerTab.Page.Locator(".verdict.invalid")).ToBeVisibleAsync();

        await learnerTab.Page.GotoAsync(learners);
        await learner.PressAsync("#shares a.danger");
        await learner.PressAsync("main form button.danger");
        await Assertions.Expect(learnerTab.Page.Locator("#shares .badge")).ToBeVisibleAsync();
        await employerTab.Page.GotoAsync(link);
        await Assertions.Expect(employerTab.Page.Locator(".verdict.ended")).ToBeVisibleAsync();
        foreach (var tab in new[] { staffTab, learnerTab })
        {
            Assert.Equal(language, await tab.Page.Locator("html").GetAttributeAsync("lang"));
            tab.AssertNoComplaints();
        }
    }

    /// <summary>The id of what is described.</summary>
    private static async Task<string> DescribeAsync(Hand staff, string language)
    {
        await staff.PressAsync("nav.staff a[href^='/staff/achievements']");
        await staff.PressAsync("main a[href^='/staff/achievements/new']");
        await staff.FillAsync($"[id='title.{language}']", "Naaien " + language);
        await staff.FillAsync($"[id='description.{language}']", "Naaien met de machine.");
        await staff.FillAsync($"[id='learningOutcomes.0.title.{language}']", "Naait een zoom.");
        await staff.ChooseAsync("#level-2");
        await staff.FillAsync("[id='levels.0.verifiedBy']", "AHOVOKS");
        await staff.FillAsync("[id='workload.hours']", "20");
        await staff.SelectAsync("[id='participation']", "on-site");
        await staff.FillAsync($"[id='assessment.type.{language}']", "Proef");
        await staff.FillAsync($"[id='qualityAssurance.type.{language}']", "Doorlichting");
        await staff.PressAsync("button[name=do][value=save]");
        await Assertions.Expect(staff.Page.Locator("main h1")).ToHaveTextAsync("Naaien " + language);
        return staff.Page.Url.Split('/')[^1].Split('?')[0];
    }

    /// <summary>The path of the first learner's own page.</summary>
    private static async Task<string> AwardListAsync(Hand staff, string language, string achievement, bool isCsv)
    {
        string[][] rows =
        [
            ["achievement", "givenName", "familyName", "email", "awardedOn"],
            [achievement, "Fatima", "El Idrissi", "fatima@example.org", "2025-06-30"],
            [achievement, "Bram", "Peeters", "", "30 juni"],
            [achievement, "", "Claes", "", "2025-06-30"],
            [achievement, "Fatima", "El Idrissi", "fatima@example.org", "2025-06-30"],
            .. isCsv ? Enumerable.Range(1, MoreLearners).Select(number => new[] { achievement, "Nora", "Willems " + number, "", "2025-06-30" }) : [],
        ];
        await staff.PressAsync("nav.staff a[href^='/staff/lists']");
        await staff.HandInAsync("#file", isCsv ? "klas.csv" : "klas.xlsx", isCsv ? "text/csv" : Workbook.MediaType, isCsv
            ? System.Text.Encoding.UTF8.GetBytes(string.Join("\r\n", rows.Select(row => string.Join(';', row))))
            : Workbook.Of(("Klas", [.. rows.Select((row, index) => (index + 1, row.Select(Workbook.Text).ToArray()))])));
        await staff.PressAsync("main form[enctype] button");
        var faulty = staff.Page.Locator("fieldset.row.failed");
        await Assertions.Expect(faulty).ToHaveCountAsync(2, new() { Timeout = 30_000 });

        // What is faulty is shown in place: one row is set right, the other is left out.
        Assert.Equal("30 juni", await faulty.First.Locator("[aria-invalid=true]").InputValueAsync());
        await staff.FillAsync("fieldset.row.failed [aria-invalid=true]", "2025-06-30");
        await staff.PressAsync(".corrections button.primary");
        await Assertions.Expect(faulty).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await staff.PressAsync("fieldset.row.failed button[name=leave]");
        await Assertions.Expect(faulty).ToHaveCountAsync(0, new() { Timeout = 30_000 });

        await staff.PressAsync("main a[href*='/award']");
        await staff.PressAsync("main form button.primary");
        if (isCsv)
            await Assertions.Expect(staff.Page.Locator("progress")).ToBeVisibleAsync();
        await Assertions.Expect(staff.Page.Locator("table.results")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(staff.Page.Locator("main dl.facts dd").Nth(1)).ToHaveTextAsync(isCsv ? (2 + MoreLearners).ToString(System.Globalization.CultureInfo.InvariantCulture) : "2");
        var table = System.Text.Encoding.UTF8.GetString(await staff.SaveAsync("main a[href*='/results.csv']"));
        return new Uri(ClaimLink().Match(table).Value).AbsolutePath;
    }

    /// <summary>The path of a link that the learner makes after showing who it is by a code that staff hand out.</summary>
    private async Task<string> ShareAsync(Hand learner, string award)
    {
        await learner.PressAsync("#shares .actions a");
        await learner.FillAsync("#code", await browser.Site.ConfirmationCodeAsync(award));
        await learner.PressAsync("form[action*='/confirm']:has(#code) button");
        await learner.FillAsync("#purpose", "Van Damme");
        await learner.ChooseAsync("#until-week");
        await learner.PressAsync("main form button.primary");
        return new Uri(await learner.Page.Locator("#shares input").InputValueAsync()).AbsolutePath;
    }

    [GeneratedRegex("http[^;,\"\\r\\n]*/c/[^;,\"\\r\\n]*")]
    private static partial Regex ClaimLink();
}
