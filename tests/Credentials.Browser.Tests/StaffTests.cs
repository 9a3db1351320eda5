using Credentials.Browser.Tests.Sites;
using Microsoft.Playwright;

namespace Credentials.Browser.Tests;

/// <summary>The pages of staff in a real browser.</summary>
public sealed class StaffTests(BrowserFixture<WholeApp> browser) : IClassFixture<BrowserFixture<WholeApp>>
{
    [BrowserTheory]
    [InlineData(true, 1280)]
    [InlineData(false, 320)]
    public async Task Staff_sign_in_find_a_credential_and_revoke_it_with_and_without_scripts(bool withScripts, int width)
    {
        var award = await browser.Site.AwardAsync("Fatima", $"El Idrissi{width}");
        var options = new BrowserNewContextOptions { JavaScriptEnabled = withScripts, ViewportSize = new() { Width = width, Height = 900 } };
        await using var tab = await browser.OpenAsync(await browser.Site.StaffLinkAsync("issuer", "An Claes"), options);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("Good day, An Claes");
        await tab.Page.GetByRole(AriaRole.Navigation, new() { Name = "Menu of staff" }).GetByRole(AriaRole.Link, new() { Name = "Credentials" }).ClickAsync();
        await tab.Page.GetByLabel("Learner").FillAsync($"idrissi{width}");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = $"Fatima El Idrissi{width}" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Revoke for good" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Revoke for good" }).ClickAsync();
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await tab.Page.GetByLabel("Why?").FillAsync("Awarded by mistake");
        await tab.Page.GetByLabel("I know that this cannot be undone.").CheckAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Revoke for good" }).ClickAsync();
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The credential is revoked.");
        await Assertions.Expect(tab.Page.Locator("tbody")).ToContainTextAsync("An Claes");

        await tab.Page.GotoAsync(award.SharePath);
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("Revoked: this credential is no longer valid");
        await tab.Page.GotoAsync("/staff/audit");
        await Assertions.Expect(tab.Page.Locator("tbody tr").First).ToContainTextAsync("Credential revoked");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("You are signed out.");
        await tab.Page.GoBackAsync();
        await tab.Page.ReloadAsync();
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("Sign in");
    }

    [BrowserTheory]
    [InlineData(true, 1280)]
    [InlineData(false, 320)]
    public async Task Staff_describe_an_achievement_with_and_without_scripts(bool withScripts, int width)
    {
        var options = new BrowserNewContextOptions { JavaScriptEnabled = withScripts, ViewportSize = new() { Width = width, Height = 900 } };
        await using var tab = await browser.OpenAsync(await browser.Site.StaffLinkAsync("issuer", "An Claes"), options);
        var page = tab.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("Good day, An Claes");
        await page.GotoAsync("/staff/achievements");
        await page.GetByRole(AriaRole.Link, new() { Name = "Describe an achievement" }).ClickAsync();
        await page.Locator("[id='title.en']").FillAsync($"Sewing {width}");
        await page.Locator("[id='description.en']").FillAsync("To sew.");
        await page.Locator("[id='learningOutcomes.0.title.en']").FillAsync("Sews a hem.");
        // Enter searches, or shows the page again: it never saves what is half done.
        await page.Locator("[id='learningOutcomes.0.seek']").PressSequentiallyAsync("welding equip");
        if (!withScripts)
            await page.Locator("[id='learningOutcomes.0.seek']").PressAsync("Enter");
        await page.GetByLabel("operate welding equipment").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a learning outcome" }).ClickAsync();
        await Assertions.Expect(page.Locator("[id='learningOutcomes.0.skills.0.name.en']")).ToHaveValueAsync("operate welding equipment");
        if (withScripts)
            await Assertions.Expect(page.Locator("[id='learningOutcomes.1.title.en']")).ToBeFocusedAsync();
        await page.Locator("[id='learningOutcomes.1.title.en']").FillAsync("Sews a button.");
        await page.Locator("#level-2").CheckAsync();
        await page.GetByLabel("Who verified the level").FillAsync("AHOVOKS");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Type of assessment, English: This must be filled in.");
        await page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link, new() { Name = "Type of assessment, English" }).ClickAsync();
        await Assertions.Expect(page.Locator("[id='assessment.type.en']")).ToBeFocusedAsync();
        await page.Locator("[id='assessment.type.en']").FillAsync("Test");
        await page.Locator("[id='qualityAssurance.type.en']").FillAsync("Inspection");
        await page.GetByLabel("Hours of learning").FillAsync("20");
        await page.GetByLabel("How learners take part").SelectOptionAsync("on-site");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(tab.Heading).ToHaveTextAsync($"Sewing {width}");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("EQF level 2");
        await page.GetByRole(AriaRole.Link, new() { Name = "Archive" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Archive" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("It is archived");
    }

    [BrowserFact]
    public async Task A_class_list_is_handed_in_corrected_and_awarded()
    {
        await using var tab = await browser.OpenAsync(await browser.Site.StaffLinkAsync("issuer", "Bo Maes"));
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Class lists" }).ClickAsync();
        await HandInAsync(tab, "list", rows: 300);
        await Assertions.Expect(tab.Page.Locator("fieldset.row")).ToHaveCountAsync(1);
        await tab.Page.GetByLabel("birthDate").FillAsync("28/02/1991");
        await tab.Page.GetByLabel("email").FillAsync("");
        // What Enter does is what the first button says.
        await tab.Page.GetByLabel("email").PressAsync("Enter");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved, and checked again.");
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Award 301 learners" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Award 301 learners" }).ClickAsync();
        await Assertions.Expect(tab.Heading).ToContainTextAsync("What came of the list", new() { Timeout = 60_000 });
        await Assertions.Expect(tab.Page.Locator("tbody tr")).ToHaveCountAsync(50);
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Print the sheet for learners" }).ClickAsync();
        await Assertions.Expect(tab.Page.Locator(".labels li")).ToHaveCountAsync(160);
        tab.AssertNoComplaints();
    }

    /// <summary>Good rows, one that is there twice, and one with three faults.</summary>
    private async Task HandInAsync(Tab tab, string tag, int rows)
    {
        var achievement = await browser.Site.AchievementAsync();
        var lines = Enumerable.Range(0, rows).Select(number => $"{achievement},Noor{number},Peeters {tag},1990-01-02,,,2025-06-30,")
            .Append($"{achievement},Zoë,Maes {tag},31/02/1991,no-address,,2025-06-30,")
            .Append($"{achievement},Noor0,Peeters {tag},1990-01-02,,,2025-06-30,");
        var csv = "achievement,givenName,familyName,birthDate,email,nationalNumber,awardedOn,result,klas\n" + string.Join(",\n", lines) + ",\n";
        await tab.Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "klas.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(csv) });
        await tab.Page.Locator("main form button").ClickAsync();
        await Assertions.Expect(tab.Page.Locator("fieldset.row").First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task No_page_of_staff_has_a_fault_in_any_language_on_a_phone_or_a_desktop_by_day_or_by_night()
    {
        var award = await browser.Site.AwardAsync("Maria-Magdalena", "Vandenbroucke-Van den Berghe");
        var folder = Environment.GetEnvironmentVariable("SCREENSHOTS");
        foreach (var (language, width, scheme) in new[] { ("de-BE", 320, ColorScheme.Light), ("nl-BE", 390, ColorScheme.Dark), ("fr-BE", 1280, ColorScheme.Light), ("en-GB", 1280, ColorScheme.Dark) })
        {
            var options = new BrowserNewContextOptions { Locale = language, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } };
            await using var tab = await browser.OpenAsync(await browser.Site.StaffLinkAsync("administrator", $"Jan {language[..2]}"), options);
            await LookAsync(tab, "link", folder, language, width, scheme);
            await tab.Page.Locator("main form button").ClickAsync();
            await LookAsync(tab, "start", folder, language, width, scheme);
            foreach (var path in new[]
            {
                "award", "award?achievement=lassen-mag", $"credentials/{award.Id}?done=awarded", "credentials", "credentials?q=nobody&from=x", $"credentials/{award.Id}", $"credentials/{award.Id}/revoke", $"credentials/{award.Id}/suspend", "audit",
                "people", "records", $"records/{award.Id}", "learners?q=vandenbroucke", "learners/doubles", "statistics", "statistics?by=Kind&and=Field",
                "nowhere", "achievements", "achievements?q=nothing", "achievements/lassen-mag", "achievements/new", "achievements/lassen-mag/edit",
                "achievements/lassen-mag/archive", "credentials/01980000-0000-7000-8000-000000000001",
            })
            {
                await tab.Page.GotoAsync("/staff/" + path);
                Assert.Equal(language[..2], await tab.Page.Locator("html").GetAttributeAsync("lang"));
                await LookAsync(tab, path.Split('?')[0].Replace(award.Id, "one", StringComparison.Ordinal).Replace('/', '-') + (path.Contains('?') ? "-none" : ""), folder, language, width, scheme);
            }
            await tab.Page.GotoAsync("/staff/award?achievement=lassen-mag");
            await tab.Page.Locator("button[value=award]").ClickAsync();
            await LookAsync(tab, "award-faulty", folder, language, width, scheme);
            await tab.Page.GotoAsync("/staff/achievements/new");
            await tab.Page.Locator("[id='lang.en']").CheckAsync();
            await tab.Page.Locator("[id='isced.seek']").FillAsync("0715");
            await tab.Page.Locator("#scale-words").CheckAsync();
            await tab.Page.Locator("button[value=look][formaction$='#fields']").ClickAsync();
            await Assertions.Expect(tab.Page.Locator("[id='isced.hit.0']")).ToBeVisibleAsync();
            await tab.Page.Locator("button[value=save]").ClickAsync();
            await LookAsync(tab, "achievements-faulty", folder, language, width, scheme);
            await tab.Page.GotoAsync("/staff/lists");
            await LookAsync(tab, "lists", folder, language, width, scheme);
            await HandInAsync(tab, language, rows: 10);
            await LookAsync(tab, "list-draft", folder, language, width, scheme);
            foreach (var page in new[] { "discard", "award" })
            {
                await tab.Page.Locator($"main .actions a[href*='/{page}']").ClickAsync();
                await LookAsync(tab, $"list-{page}", folder, language, width, scheme);
                if (page == "discard")
                    await tab.Page.GoBackAsync();
            }
            await tab.Page.Locator("main form button.primary").ClickAsync();
            await Assertions.Expect(tab.Page.Locator("table.results")).ToBeVisibleAsync(new() { Timeout = 30_000 });
            await LookAsync(tab, "list-result", folder, language, width, scheme);
            await tab.Page.Locator("main .actions a[href*='/print']").ClickAsync();
            await LookAsync(tab, "list-print", folder, language, width, scheme);
            await tab.Page.GotoAsync("/staff/people");
            await tab.Page.Locator("main form button").ClickAsync();
            await LookAsync(tab, "people-faulty", folder, language, width, scheme);
            await tab.Page.Locator("#name").FillAsync("Hilde Vermeulen-Steenhouwers");
            await tab.Page.Locator("main form button").ClickAsync();
            await LookAsync(tab, "member", folder, language, width, scheme);
            await tab.Page.Locator("form[action$='/link'] button").ClickAsync();
            await LookAsync(tab, "member-link", folder, language, width, scheme);
            await tab.Page.Locator("a.danger").ClickAsync();
            await LookAsync(tab, "member-remove", folder, language, width, scheme);
            await tab.Page.Locator("form.who button").ClickAsync();
            await LookAsync(tab, "sign-in", folder, language, width, scheme);
        }
    }

    /// <summary>
    /// Half of the pages by two of the readers, half by the two others: each page is looked at on a phone and on a desktop, by day and by night.
    /// </summary>
    private static async Task LookAsync(Tab tab, string name, string? folder, string language, int width, ColorScheme scheme)
    {
        if (name.Length % 2 == 0 != (language is "de-BE" or "en-GB"))
            return;
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
            await tab.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"staff-{name}-{width}-{scheme}.png".ToLowerInvariant()), FullPage = true });
        }
        await AccessibilityTests.AssertNoFaultAsync(tab, $"{name} {language} {width} {scheme}");
    }
}
