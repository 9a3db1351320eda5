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

    public static TheoryData<string, int, ColorScheme> Views
    {
        get
        {
            var views = new TheoryData<string, int, ColorScheme>();
            foreach (var state in new[] { "/", "/verify", "/nowhere", "valid", "revoked", "undetermined", "learner", "wallet", "drop" })
            {
                views.Add(state, 320, ColorScheme.Light);
                views.Add(state, 1280, ColorScheme.Dark);
            }

            return views;
        }
    }

    [BrowserTheory]
    [MemberData(nameof(Views))]
    public async Task Axe_finds_no_violation_and_nothing_has_to_be_scrolled_sideways(string state, int width, ColorScheme scheme)
    {
        await using var tab = await OpenAsync(state, width, scheme);
        var found = await tab.Page.RunAxe(Rules);
        Assert.Empty(found.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html} {node.Any.FirstOrDefault()?.Message}")));
        Assert.InRange(await tab.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"), 0, width);
    }

    [BrowserTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_no_violation_in_the_message_of_a_fault(ColorScheme scheme)
    {
        await using var tab = await OpenAsync("/verify", 390, scheme);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        var found = await tab.Page.RunAxe(Rules);
        Assert.Empty(found.Violations.Select(violation => violation.Id));
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

    private Task<Tab> OpenAsync(string state, int width, ColorScheme scheme) => browser.OpenAsync(
        state[0] == '/' ? state : SampleSite.PathOf(state),
        new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 900 } });
}
