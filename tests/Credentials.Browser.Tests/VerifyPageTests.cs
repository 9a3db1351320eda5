using Credentials.Browser.Tests.Sites;
using Credentials.Web.Languages;
using Microsoft.Playwright;

namespace Credentials.Browser.Tests;

[Collection("browser")]
public sealed class VerifyPageTests(BrowserFixture<SampleSite> browser)
{
    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pasted_credential_is_checked_with_scripts_and_without(bool scripts)
    {
        await using var tab = await browser.OpenAsync("/verify", new BrowserNewContextOptions { JavaScriptEnabled = scripts });
        await tab.Page.GetByLabel("Paste a link or a credential").FillAsync(SampleSite.CredentialText);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("This credential is valid");
        tab.AssertNoComplaints();
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_answer_can_be_read_in_another_language_with_scripts_and_without(bool scripts)
    {
        await using var tab = await browser.OpenAsync("/verify", new BrowserNewContextOptions { JavaScriptEnabled = scripts });
        await tab.Page.GetByLabel("Paste a link or a credential").FillAsync(SampleSite.CredentialText);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("This credential is valid");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Français" }).ClickAsync();
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("Cette attestation est valable");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Deutsch" }).ClickAsync();
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("Dieser Nachweis ist gültig");
        if (scripts) Assert.Empty(await tab.Page.EvaluateAsync<string[]>(PageChecks.Faults));
        tab.AssertNoComplaints();
    }

    [BrowserFact]
    public async Task A_chosen_file_is_checked()
    {
        await using var tab = await browser.OpenAsync("/verify");
        await tab.Page.GetByLabel("Or choose a file").SetInputFilesAsync(CredentialFile());
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("This credential is valid");
    }

    [BrowserFact]
    public async Task A_dropped_file_is_taken_into_the_form()
    {
        await using var tab = await browser.OpenAsync("/verify");
        await tab.Page.EvaluateAsync(
            """
            text => {
              const dropped = new DataTransfer();
              dropped.items.add(new File([text], "credential.jwt"));
              document.querySelector("[data-drop]").dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
            }
            """,
            SampleSite.CredentialText);
        await Assertions.Expect(tab.Page.GetByLabel("Or choose a file")).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("Tab");
        await tab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("This credential is valid");
    }

    [BrowserFact]
    public async Task A_pasted_share_link_opens_the_share_page()
    {
        await using var tab = await browser.OpenAsync("/verify");
        var link = new Uri(browser.Site.Address, SampleSite.PathOf("revoked")).ToString();
        await tab.Page.GetByLabel("Paste a link or a credential").FillAsync(link);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
        await Assertions.Expect(tab.Page).ToHaveURLAsync(link);
    }

    [BrowserFact]
    public async Task Everything_can_be_done_with_the_keyboard_alone()
    {
        await using var tab = await browser.OpenAsync("/");
        var keyboard = tab.Page.Keyboard;
        await keyboard.PressAsync("Tab");
        await Assertions.Expect(tab.Page.Locator(".skip")).ToBeFocusedAsync();
        await Assertions.Expect(tab.Page.Locator(".skip")).ToBeInViewportAsync();
        await keyboard.PressAsync("Enter");
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("Check a credential");
        for (var stop = 0; stop < 4 + PageLanguage.All.Count; stop++) await keyboard.PressAsync("Tab");
        await Assertions.Expect(tab.Page.GetByLabel("Paste a link or a credential")).ToBeFocusedAsync();
        await keyboard.InsertTextAsync(SampleSite.CredentialText);
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Heading).ToHaveTextAsync("This credential is valid");
    }

    [BrowserFact]
    public async Task What_is_no_credential_is_said_where_it_was_pasted()
    {
        await using var tab = await browser.OpenAsync("/verify");
        await tab.Page.GetByLabel("Paste a link or a credential").FillAsync("hello");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is not a credential.");
        await Assertions.Expect(tab.Page.GetByLabel("Paste a link or a credential")).ToHaveValueAsync("hello");
    }

    [BrowserFact]
    public async Task Where_the_browser_cannot_scan_the_button_is_not_shown()
    {
        await using var tab = await browser.OpenAsync("/verify", scripts: "delete window.BarcodeDetector");
        await Assertions.Expect(tab.Page.Locator("[data-scan]")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task A_scanned_code_leads_to_its_share_page()
    {
        var link = new Uri(browser.Site.Address, SampleSite.PathOf("valid")).ToString();
        await using var tab = await browser.OpenAsync("/verify", scripts: FakeCamera($"[{{ rawValue: '{link}' }}]"));
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Scan a QR code" }).ClickAsync();
        await Assertions.Expect(tab.Page).ToHaveURLAsync(link);
        tab.AssertNoComplaints();
    }

    [BrowserFact]
    public async Task Closing_the_dialog_lets_go_of_the_camera()
    {
        await using var tab = await browser.OpenAsync("/verify", scripts: FakeCamera("[]"));
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Scan a QR code" }).ClickAsync();
        await tab.Page.WaitForFunctionAsync("document.querySelector('video').srcObject?.active");
        var track = await tab.Page.EvaluateHandleAsync("document.querySelector('video').srcObject.getTracks()[0]");
        await tab.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await tab.Page.WaitForFunctionAsync("track => track.readyState === 'ended'", track);
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Button, new() { Name = "Scan a QR code" })).ToBeFocusedAsync();
    }

    private static FilePayload CredentialFile() =>
        new() { Name = "credential.jwt", MimeType = "application/vc+jwt", Buffer = System.Text.Encoding.UTF8.GetBytes(SampleSite.CredentialText) };

    // The detector that phones have and Chromium on Linux lacks, and a camera that films a canvas.
    private static string FakeCamera(string found) =>
        $$"""
        window.BarcodeDetector = class {
          static async getSupportedFormats() { return ["qr_code"]; }
          async detect() { return {{found}}; }
        };
        navigator.mediaDevices.getUserMedia = async () => {
          const canvas = document.createElement("canvas");
          const brush = canvas.getContext("2d");
          setInterval(() => brush.fillRect(0, 0, 10, 10), 50);
          return canvas.captureStream(5);
        };
        """;
}
