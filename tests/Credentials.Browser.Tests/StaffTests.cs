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
                "credentials", "credentials?q=nobody&from=x", $"credentials/{award.Id}", $"credentials/{award.Id}/revoke", $"credentials/{award.Id}/suspend", "audit",
                "people", "records", $"records/{award.Id}", "learners?q=vandenbroucke", "learners/doubles", "statistics", "statistics?by=Kind&and=Field", "nowhere", "credentials/01980000-0000-7000-8000-000000000001",
            })
            {
                await tab.Page.GotoAsync("/staff/" + path);
                Assert.Equal(language[..2], await tab.Page.Locator("html").GetAttributeAsync("lang"));
                await LookAsync(tab, path.Split('?')[0].Replace(award.Id, "one", StringComparison.Ordinal).Replace('/', '-') + (path.Contains('?') ? "-none" : ""), folder, language, width, scheme);
            }
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

    private static async Task LookAsync(Tab tab, string name, string? folder, string language, int width, ColorScheme scheme)
    {
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
            await tab.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"staff-{name}-{width}-{scheme}.png".ToLowerInvariant()), FullPage = true });
        }
        await AccessibilityTests.AssertNoFaultAsync(tab, $"{name} {language} {width} {scheme}", withAxe: language is "de-BE" or "en-GB");
    }
}
