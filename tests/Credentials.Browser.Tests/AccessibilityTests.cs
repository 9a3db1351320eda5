using Credentials.Browser.Tests.Sites;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Credentials.Browser.Tests;

/// <summary>WCAG 2.2 AA as far as a machine can see it.</summary>
[Collection("browser")]
public sealed class AccessibilityTests(BrowserFixture<SampleSite> browser)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    // By night the colours are others and nothing else is: each page is held against all rules by day.
    private static readonly AxeRunOptions RulesOfColours = new() { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] } };

    // Two readers for each page, one on a phone and one on a desktop, one by day and one by night: half of the pages by the first and third, half by the others.
    private static readonly (string Language, int Width, ColorScheme Scheme)[] Readers =
        [("de-BE", 320, ColorScheme.Light), ("nl-BE", 320, ColorScheme.Dark), ("fr-BE", 1280, ColorScheme.Dark), ("en-GB", 1280, ColorScheme.Light)];

    public static TheoryData<string> Pages =>
    [
        "/", "/verify", "/verify/several", "/nowhere", "/problems/not-found", "/patterns", "valid", "revoked", "suspended", "undetermined", "unknown-issuer", "forged", "presentation", "unsigned-bundle",
        "with-end", "with-document", "extreme", "withdrawn", "expired", "nothing", "learner", "wallet", "drop", "summary",
        "own", "confirm", "make-share", "end-share", "correction", "forget", "take-back",
    ];

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public async Task A_page_has_no_fault_on_a_phone_or_a_desktop_by_day_or_by_night(string state)
    {
        foreach (var (language, width, scheme) in Readers[(state.Length % 2)..].Where((_, index) => index % 2 == 0).Take(2))
        {
            await using var tab = await OpenAsync(state, width, scheme, language);
            Assert.Equal(language[..2], await tab.Page.Locator("html").GetAttributeAsync("lang"));
            await AssertNoFaultAsync(tab, $"{state} {language} {width} {scheme}");
        }
    }

    [BrowserTheory]
    [InlineData(ColorScheme.Light, 320)]
    [InlineData(ColorScheme.Dark, 1280)]
    public async Task The_message_of_a_fault_has_none_of_its_own(ColorScheme scheme, int width)
    {
        await using var tab = await OpenAsync("/verify", width, scheme);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        Assert.Contains("error", await tab.Page.Locator("textarea").GetAttributeAsync("aria-describedby"), StringComparison.Ordinal);
        await AssertNoFaultAsync(tab, $"{scheme} {width}");
    }

    [BrowserTheory]
    [InlineData("nl-BE", ColorScheme.Light, 320)]
    [InlineData("de-BE", ColorScheme.Dark, 1280)]
    public async Task Answers_about_several_and_about_a_receipt_have_none(string language, ColorScheme scheme, int width)
    {
        await using var tab = await OpenAsync("/verify/several", width, scheme, language);
        await tab.Page.Locator("textarea").FillAsync("valid\nrevoked\nundetermined\nhello\nhttps://elsewhere.example/s/a-long-token-that-does-not-fit-beside-anything");
        await tab.Page.Locator("form.verify button").ClickAsync();
        await Assertions.Expect(tab.Page.Locator("tbody tr")).ToHaveCountAsync(5);
        await AssertNoFaultAsync(tab, $"several {language}");

        await tab.Page.GotoAsync(new Uri(browser.Site.Address, "/s/revoked").ToString());
        var receipt = await tab.Page.RunAndWaitForDownloadAsync(() => tab.Page.Locator("a[href$='receipt.json']").ClickAsync());
        await tab.Page.GotoAsync(new Uri(browser.Site.Address, "/verify").ToString());
        await tab.Page.Locator("#file").SetInputFilesAsync(await receipt.PathAsync());
        await tab.Page.Locator("form.verify button[type=submit]").ClickAsync();
        await Assertions.Expect(tab.Page.Locator(".outcome.invalid")).ToBeVisibleAsync();
        await AssertNoFaultAsync(tab, $"receipt {language}");
    }

    [BrowserTheory]
    [InlineData("/verify", 320)]
    [InlineData("/patterns", 320)]
    [InlineData("valid", 1280)]
    [InlineData("wallet", 320)]
    [InlineData("drop", 1280)]
    [InlineData("make-share", 320)]
    public async Task The_focus_goes_through_the_page_in_order_and_is_always_seen(string state, int width)
    {
        await using var tab = await OpenAsync(state, width, ColorScheme.Light);
        var last = -1;
        var stops = 0;
        while (true)
        {
            await tab.Page.Keyboard.PressAsync("Tab");
            var focus = await tab.Page.EvaluateAsync<System.Text.Json.JsonElement>(PageChecks.Focus);
            var place = focus.GetProperty("place").GetInt32();
            Assert.Equal("", focus.GetProperty("fault").GetString());
            if (place < 0) break;
            // Within a group of radio buttons or a date the focus stays in one place.
            Assert.True(place >= last, $"from {last} to {place}");
            last = place;
            Assert.InRange(++stops, 1, 200);
        }

        Assert.InRange(stops, 6, 200);
    }

    [BrowserTheory]
    [InlineData("valid")]
    [InlineData("undetermined")]
    [InlineData("learner")]
    [InlineData("/patterns")]
    public async Task A_printed_page_is_legible_also_from_a_dark_screen_and_holds_every_check(string state)
    {
        await using var tab = await OpenAsync(state, 794, ColorScheme.Dark);
        await tab.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.Empty(await tab.Page.EvaluateAsync<string[]>(PageChecks.Faults));
        Assert.Equal("rgb(255, 255, 255)", await tab.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.Equal(0, await tab.Page.EvaluateAsync<int>("[...document.querySelectorAll('.checks li')].filter(e => e.getBoundingClientRect().height === 0).length"));
    }

    [BrowserFact]
    public async Task Nothing_moves_for_who_asked_for_less_motion()
    {
        await using var tab = await browser.OpenAsync("/", new BrowserNewContextOptions { ReducedMotion = ReducedMotion.Reduce });
        Assert.Empty(await tab.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('*')].filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0 || getComputedStyle(e).animationName !== 'none').map(e => e.tagName)"));
    }

    [BrowserTheory]
    [InlineData("valid")]
    [InlineData("/verify")]
    public async Task Text_may_be_twice_as_large_and_spaced_out_without_losing_any(string state)
    {
        await using var tab = await OpenAsync(state, 640, ColorScheme.Light);
        // WCAG 1.4.4 and 1.4.12, through the object model because the page's own policy refuses inline styles.
        await tab.Page.EvaluateAsync(
            """
            () => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync("html { font-size: 200% } * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
              document.adoptedStyleSheets = [sheet];
            }
            """);
        Assert.Empty(await tab.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth).map(e => e.outerHTML.slice(0, 80))"));
        Assert.Equal(0, await tab.Page.EvaluateAsync<int>(
            "[...document.querySelectorAll('main *')].filter(e => getComputedStyle(e).overflow === 'hidden' && e.scrollHeight > e.clientHeight + 1).length"));
    }

    [BrowserFact]
    public async Task Dark_mode_is_dark()
    {
        await using var tab = await OpenAsync("valid", 1280, ColorScheme.Dark);
        Assert.Equal("rgb(17, 22, 29)", await tab.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
    }

    internal static async Task AssertNoFaultAsync(Tab tab, string where)
    {
        var own = await tab.Page.EvaluateAsync<string[]>(PageChecks.Faults);
        Assert.True(own.Length == 0, $"{where}\n{string.Join('\n', own)}");
        var isDark = await tab.Page.EvaluateAsync<bool>("matchMedia('(prefers-color-scheme: dark)').matches");
        var found = await tab.Page.RunAxe(isDark ? RulesOfColours : Rules);
        var violations = found.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html} {node.Any.FirstOrDefault()?.Message}")).ToList();
        Assert.True(violations.Count == 0, $"{where}\n{string.Join('\n', violations)}");
    }

    private Task<Tab> OpenAsync(string state, int width, ColorScheme scheme, string language = "en-GB") => browser.OpenAsync(
        state[0] == '/' ? state : SampleSite.PathOf(state),
        new BrowserNewContextOptions { ColorScheme = scheme, Locale = language, ViewportSize = new ViewportSize { Width = width, Height = 900 } });
}
