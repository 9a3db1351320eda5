using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Credentials.Browser.Tests;

/// <summary>A page in a browser context of its own, with everything that it complained about or loaded from elsewhere.</summary>
public sealed class Tab(IBrowserContext context, Uri site) : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _complaints = new();

    public IPage Page { get; private set; } = null!;

    public ILocator Heading => Page.Locator("h1");

    public async Task StartAsync(string path)
    {
        Page = await context.NewPageAsync();
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") _complaints.Enqueue(message.Text);
        };
        Page.PageError += (_, error) => _complaints.Enqueue(error);
        Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(site.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                _complaints.Enqueue("foreign request " + request.Url);
        };
        await Page.GotoAsync(path);
    }

    public void AssertNoComplaints() => Assert.Empty(_complaints);

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
