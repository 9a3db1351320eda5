using System.Diagnostics;
using Credentials.Browser.Tests.Sites;
using Credentials.Services.Tests.Apps;
using Microsoft.Playwright;

namespace Credentials.Browser.Tests;

/// <summary>The whole app, as an employer and a learner meet it.</summary>
public sealed class JourneyTests(BrowserFixture<WholeApp> browser) : IClassFixture<BrowserFixture<WholeApp>>
{
    [BrowserFact]
    public async Task What_a_centre_awards_a_scan_verifies_until_the_centre_withdraws_it()
    {
        var award = await browser.Site.AwardAsync("Amélie", "D'Hondt-Øst");
        await using var tab = await browser.OpenAsync(award.SharePath);
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("This credential is valid");
        await Assertions.Expect(tab.Page.Locator(".learner strong")).ToHaveTextAsync("Amélie D'Hondt-Øst");

        await browser.Site.RevokeAsync(award);
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Check again now" }).ClickAsync();
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("Revoked: this credential is no longer valid");
        tab.AssertNoComplaints();
    }

    [BrowserFact]
    public async Task From_the_credential_leads_a_link_to_what_the_centre_says_about_it()
    {
        var award = await browser.Site.AwardAsync("Daan", "Willems");
        await using var tab = await browser.OpenAsync(award.SharePath);
        var title = await tab.Page.Locator("article h2").TextContentAsync();
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "More about this micro-credential" }).ClickAsync();
        await tab.Page.WaitForURLAsync("**/achievements/demo/**");
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Nederlands" }).ClickAsync();
        await Assertions.Expect(tab.Heading).ToHaveTextAsync(title!);
        tab.AssertNoComplaints();
    }

    [BrowserFact]
    public async Task The_page_of_an_achievement_has_no_fault_in_any_language()
    {
        var award = await browser.Site.AwardAsync("Emma", "Vandenbroucke");
        foreach (var (language, width, scheme) in new[] { ("nl", 320, ColorScheme.Light), ("fr", 1280, ColorScheme.Dark), ("de", 320, ColorScheme.Dark), ("en", 1280, ColorScheme.Light) })
        {
            await using var tab = await browser.OpenAsync(award.SharePath + "?lang=" + language, new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
            await tab.Page.Locator("article > p > a").ClickAsync();
            await tab.Page.WaitForURLAsync("**/achievements/demo/**");
            Assert.Equal(language, await tab.Page.Locator("html").GetAttributeAsync("lang"));
            Assert.Empty(await tab.Page.EvaluateAsync<string[]>(PageChecks.Faults));
            tab.AssertNoComplaints();
        }
    }

    [BrowserFact]
    public async Task A_learner_opens_the_own_page_and_finds_what_to_share()
    {
        var award = await browser.Site.AwardAsync("Bilal", "Yıldız");
        await using var tab = await browser.OpenAsync(award.LearnerPath);
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("This credential is valid");
        Assert.EndsWith(award.SharePath, await tab.Page.GetByLabel("Link to share").InputValueAsync(), StringComparison.Ordinal);
        tab.AssertNoComplaints();
    }

    [BrowserFact]
    public async Task A_learner_makes_an_offer_with_the_keyboard_and_drops_a_copy_that_the_page_asked_about()
    {
        var award = await browser.Site.AwardAsync("Noor", "Peeters");
        await using var tab = await browser.OpenAsync(award.LearnerPath, new BrowserNewContextOptions { JavaScriptEnabled = false, ViewportSize = new() { Width = 390, Height = 844 } });
        var make = tab.Page.GetByRole(AriaRole.Button, new() { Name = "Put it in your wallet" });
        await make.FocusAsync();
        await make.PressAsync("Enter");
        var open = tab.Page.GetByRole(AriaRole.Link, new() { Name = "Open in your wallet" });
        await Assertions.Expect(open).ToBeInViewportAsync();
        Assert.StartsWith("openid-credential-offer://?credential_offer_uri=", await open.GetAttributeAsync("href"), StringComparison.Ordinal);
        var code = tab.Page.Locator("#wallet .qr img");
        Assert.True((await open.BoundingBoxAsync())!.Y < (await code.BoundingBoxAsync())!.Y);

        await browser.Site.FillWalletAsync(award);
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Has your wallet taken it? Look here again" }).ClickAsync();
        await tab.Page.GotoAsync(award.LearnerPath);
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Drop the copy of" }).PressAsync("Enter");
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("Drop this copy?");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Drop this copy" }).PressAsync("Enter");
        await Assertions.Expect(tab.Page.Locator("#wallet li")).ToContainTextAsync("Dropped: this copy is no longer valid.");
        tab.AssertNoComplaints();
    }

    [ScannedFact]
    public async Task The_code_on_a_computers_screen_is_the_offer()
    {
        var award = await browser.Site.AwardAsync("Jef", "Claes");
        await using var tab = await browser.OpenAsync(award.LearnerPath);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Put it in your wallet" }).ClickAsync();
        var link = await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Open in your wallet" }).GetAttributeAsync("href");
        var file = Path.GetTempFileName() + ".png";
        try
        {
            await tab.Page.Locator("#wallet .qr img").ScreenshotAsync(new() { Path = file });
            using var scan = Process.Start(new ProcessStartInfo("zbarimg", ["-q", "--raw", file]) { RedirectStandardOutput = true })!;
            var read = await scan.StandardOutput.ReadToEndAsync();
            await scan.WaitForExitAsync();
            Assert.Equal(link, read.TrimEnd());
        }
        finally
        {
            File.Delete(file);
        }
        tab.AssertNoComplaints();
    }

    private sealed class ScannedFactAttribute : FactAttribute
    {
        public ScannedFactAttribute() => Skip = Chromium.Path is null ? Chromium.Missing : new InstalledFactAttribute("zbarimg").Skip;
    }

    [BrowserFact]
    public async Task A_changed_letter_is_found_out_and_nothing_of_the_content_is_shown()
    {
        var credential = await browser.Site.CredentialAsync(await browser.Site.AwardAsync("Chloé", "Maes"));
        await using var tab = await browser.OpenAsync("/verify");
        await tab.Page.GetByLabel("Paste a link or a credential").FillAsync(credential);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("This credential is valid");

        await tab.Page.GotoAsync("/verify");
        var last = credential[^10] == 'A' ? 'B' : 'A';
        await tab.Page.GetByLabel("Paste a link or a credential").FillAsync(credential[..^10] + last + credential[^9..]);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("This credential is not genuine");
        await Assertions.Expect(tab.Page.Locator("main")).Not.ToContainTextAsync("Maes");
    }

    [BrowserFact]
    public async Task An_issuer_that_nobody_knows_is_neither_valid_nor_invalid()
    {
        await using var tab = await browser.OpenAsync("/verify");
        await tab.Page.GetByLabel("Paste a link or a credential").FillAsync(ForeignCredential.Sign());
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
        await Assertions.Expect(tab.Page.Locator(".verdict.undetermined h1")).ToHaveTextAsync("The issuer is not known here");
        await Assertions.Expect(tab.Page.Locator(".issuer")).ToContainTextAsync("The credential itself names “University of Everything”.");
    }
}
