using System.Diagnostics;
using System.Net;
using Credentials.Browser.Tests.Sites;
using Credentials.Services.Tests.Apps;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Credentials.Browser.Tests;

/// <summary>An employer asks a wallet, on a phone and on a computer. Pictures go to the folder that the variable <c>SCREENSHOTS</c> names.</summary>
public sealed class AskWalletTests(BrowserFixture<WholeApp> browser) : IClassFixture<BrowserFixture<WholeApp>>
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    private sealed class ScannedTheoryAttribute : TheoryAttribute
    {
        public ScannedTheoryAttribute() => Skip = Chromium.Path is null ? Chromium.Missing : new InstalledFactAttribute("zbarimg").Skip;
    }

    [ScannedTheory]
    [InlineData("phone", 360, ColorScheme.Light)]
    [InlineData("phone", 360, ColorScheme.Dark)]
    [InlineData("desktop", 1280, ColorScheme.Light)]
    [InlineData("desktop", 1280, ColorScheme.Dark)]
    public async Task A_scanned_request_is_answered_while_the_page_looks_on(string device, int width, ColorScheme scheme)
    {
        var holder = await browser.Site.HolderAsync(await browser.Site.AwardAsync("Noor", "Peeters"));
        await using var tab = await browser.OpenAsync("/verify", new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        var picture = $"{device}-{scheme}".ToLowerInvariant();
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Ask a wallet" }).ClickAsync();
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("Ask a wallet for a credential");
        await LookAsync(tab, "ask-form-" + picture, width);
        await tab.Page.GetByLabel("Level, at least").SelectOptionAsync("2");
        await tab.Page.GetByLabel("Learning outcomes").CheckAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Make the request" }).PressAsync("Enter");

        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Waiting for a wallet …");
        await LookAsync(tab, "ask-request-" + picture, width);
        var link = await ScanAsync(tab);
        Assert.StartsWith("openid4vp://?client_id=decentralized_identifier", link, StringComparison.Ordinal);
        await holder.OpenAsync(link);
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("A wallet has the request. Its owner decides now …");

        var (status, body) = await holder.AnswerAsync(holder.Token(claims: ["title", "level", "nationalQualificationsFrameworkLevel", "givenName", "familyName", "awardingBody", "issuanceDate", "learningOutcomes"]));
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("This credential is valid");
        await Assertions.Expect(tab.Page.Locator(".learner strong")).ToHaveTextAsync("Noor Peeters");
        await LookAsync(tab, "ask-answered-" + picture, width);

        // The page that goes tells that it went, and the one that comes takes that back.
        await tab.Page.ReloadAsync();
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("This credential is valid");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Forget this now" }).ClickAsync();
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("Ask a wallet for a credential");
        Assert.Empty(await tab.Page.Context.CookiesAsync());
        tab.AssertNoComplaints();
    }

    [BrowserFact]
    public async Task A_wallet_on_the_same_device_leads_back_to_the_browser_that_asked()
    {
        var holder = await browser.Site.HolderAsync(await browser.Site.AwardAsync("Bilal", "Yıldız"));
        await using var tab = await AskedAsync(new BrowserNewContextOptions { ViewportSize = new() { Width = 320, Height = 800 } });
        var link = await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Open the wallet on this device" }).GetAttributeAsync("href");
        await holder.OpenAsync(link!);
        var (_, body) = await holder.AnswerAsync(holder.Token());
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("The wallet has answered");
        await LookAsync(tab, "ask-elsewhere-phone-light", 320);

        await tab.Page.GotoAsync(body.Text("redirect_uri"));
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("This credential is valid");
        Assert.DoesNotContain("response_code", tab.Page.Url, StringComparison.Ordinal);
        tab.AssertNoComplaints();

        await using var other = await browser.OpenAsync(new Uri(tab.Page.Url).PathAndQuery);
        await Assertions.Expect(other.Heading).ToHaveTextAsync("This request is not here");
        await LookAsync(other, "ask-gone-desktop-light", 1280);
    }

    [BrowserFact]
    public async Task Without_scripts_the_page_looks_for_the_answer_by_itself()
    {
        var holder = await browser.Site.HolderAsync(await browser.Site.AwardAsync("Daan", "Willems"));
        await using var tab = await AskedAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });
        var link = await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Open the wallet on this device" }).GetAttributeAsync("href");
        await holder.OpenAsync(link!);
        await holder.PostAsync(new() { ["error"] = "access_denied", ["state"] = holder.Request.Text("state") });
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("The wallet shows nothing", new() { Timeout = 20_000 });
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Ask again" }).ClickAsync();
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("Ask the wallet");
    }

    private async Task<Tab> AskedAsync(BrowserNewContextOptions options)
    {
        var tab = await browser.OpenAsync("/verify/wallet", options);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Make the request" }).ClickAsync();
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("Ask the wallet");
        return tab;
    }

    private static async Task<string> ScanAsync(Tab tab)
    {
        var file = Path.GetTempFileName() + ".png";
        try
        {
            await tab.Page.Locator(".qr img").ScreenshotAsync(new() { Path = file });
            using var scan = Process.Start(new ProcessStartInfo("zbarimg", ["-q", "--raw", file]) { RedirectStandardOutput = true })!;
            return (await scan.StandardOutput.ReadToEndAsync()).TrimEnd();
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task LookAsync(Tab tab, string name, int width)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
            await tab.Page.ScreenshotAsync(new() { Path = Path.Combine(Directory.CreateDirectory(folder).FullName, name + ".png"), FullPage = true });
        var found = await tab.Page.RunAxe(Rules);
        Assert.Empty(found.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html} {node.Any.FirstOrDefault()?.Message}")));
        Assert.InRange(await tab.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"), 0, width);
    }
}
