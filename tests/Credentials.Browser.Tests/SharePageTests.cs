using Credentials.Browser.Tests.Sites;
using Microsoft.Playwright;

namespace Credentials.Browser.Tests;

[Collection("browser")]
public sealed class SharePageTests(BrowserFixture<SampleSite> browser)
{
    [BrowserTheory]
    [InlineData("valid", "This credential is valid")]
    [InlineData("revoked", "Revoked: this credential is no longer valid")]
    [InlineData("undetermined", "Whether it was revoked is unknown")]
    public async Task An_employer_reads_the_verdict_first_and_the_browser_has_nothing_to_complain_about(string state, string verdict)
    {
        await using var tab = await browser.OpenAsync(SampleSite.PathOf(state));
        await Assertions.Expect(tab.Heading).ToHaveTextAsync(verdict);
        await Assertions.Expect(tab.Page.Locator(".checks > li")).ToHaveCountAsync(8);
        await Assertions.Expect(tab.Heading).ToBeInViewportAsync();
        tab.AssertNoComplaints();
    }

    [BrowserFact]
    public async Task The_QR_code_is_drawn_and_the_page_can_be_printed()
    {
        await using var tab = await browser.OpenAsync(SampleSite.PathOf("valid"));
        Assert.True(await tab.Page.Locator(".qr img").EvaluateAsync<bool>("image => image.complete && image.naturalWidth > 0"));
        await tab.Page.EvaluateAsync("window.print = () => document.title = 'printed'");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Print" }).ClickAsync();
        await Assertions.Expect(tab.Page).ToHaveTitleAsync("printed");
    }

    [BrowserFact]
    public async Task Printed_it_keeps_verdict_and_code_and_drops_what_paper_cannot_do()
    {
        await using var tab = await browser.OpenAsync(SampleSite.PathOf("valid"));
        await tab.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await Assertions.Expect(tab.Heading).ToBeVisibleAsync();
        await Assertions.Expect(tab.Page.Locator(".qr img")).ToBeVisibleAsync();
        await Assertions.Expect(tab.Page.Locator("header.site nav")).ToBeHiddenAsync();
        await Assertions.Expect(tab.Page.Locator(".downloads")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task A_learner_copies_the_link_to_share()
    {
        await using var tab = await browser.OpenAsync(
            SampleSite.PathOf("learner"), new BrowserNewContextOptions { Permissions = ["clipboard-read", "clipboard-write"] });
        await tab.Page.Locator("#share").GetByRole(AriaRole.Button, new() { Name = "Copy the link" }).ClickAsync();
        await Assertions.Expect(tab.Page.Locator("#share").GetByRole(AriaRole.Status)).ToHaveTextAsync("Copied");
        var link = await tab.Page.Locator("#share-link").InputValueAsync();
        Assert.Equal(link, await tab.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await tab.Page.GotoAsync(link);
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("This credential is valid");
        tab.AssertNoComplaints();
    }

    [BrowserFact]
    public async Task The_signed_credential_is_saved_as_a_file()
    {
        await using var tab = await browser.OpenAsync(SampleSite.PathOf("valid"));
        var download = await tab.Page.RunAndWaitForDownloadAsync(() => tab.Page.GetByRole(AriaRole.Link, new() { Name = "vc+jwt" }).ClickAsync());
        Assert.EndsWith(".jwt", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.Equal(SampleSite.CredentialText, await File.ReadAllTextAsync(await download.PathAsync()));
    }
}
