using Credentials.Browser.Tests.Sites;
using Microsoft.Playwright;

namespace Credentials.Browser.Tests;

/// <summary>One site and one browser for all tests that share it; each test has a context of its own.</summary>
public sealed class BrowserFixture<TSite> : IAsyncLifetime
    where TSite : ISite, new()
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public TSite Site { get; } = new();

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null) return;
        await Site.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium.Path, Args = Chromium.Arguments });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Site.DisposeAsync();
    }

    /// <summary>A fresh page, English and light on a desktop unless said otherwise.</summary>
    /// <param name="path">What to open.</param>
    /// <param name="options">The reader's settings.</param>
    /// <param name="scripts">Run before the page's own scripts.</param>
    public async Task<Tab> OpenAsync(string path, BrowserNewContextOptions? options = null, string? scripts = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = Site.Address.ToString();
        options.Locale ??= "en-GB";
        var context = await _browser!.NewContextAsync(options);
        if (scripts is not null) await context.AddInitScriptAsync(scripts);
        var tab = new Tab(context, Site.Address);
        await tab.StartAsync(path);
        return tab;
    }
}

[CollectionDefinition("browser")]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture<SampleSite>>;
