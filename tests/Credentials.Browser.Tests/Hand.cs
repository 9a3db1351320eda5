using Microsoft.Playwright;

namespace Credentials.Browser.Tests;

/// <summary>Somebody at a page: with a mouse or a finger, or with the keyboard alone.</summary>
internal sealed class Hand(IPage page, bool hasKeyboardAlone)
{
    private const int MostStops = 400;

    public IPage Page => page;

    /// <summary>Follows a link or presses a button.</summary>
    public async Task PressAsync(string selector)
    {
        var target = page.Locator(selector).First;
        if (!hasKeyboardAlone)
        {
            await target.ClickAsync();
            return;
        }
        await ReachAsync(target);
        await page.Keyboard.PressAsync("Enter");
    }

    public async Task FillAsync(string selector, string text)
    {
        var target = page.Locator(selector).First;
        if (!hasKeyboardAlone)
        {
            await target.FillAsync(text);
            return;
        }
        await ReachAsync(target);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Ticks a box, or chooses one of several buttons.</summary>
    public async Task ChooseAsync(string selector)
    {
        var target = page.Locator(selector).First;
        if (!hasKeyboardAlone || await target.IsCheckedAsync())
        {
            await target.CheckAsync();
            return;
        }
        if (await target.GetAttributeAsync("type") == "checkbox")
        {
            await ReachAsync(target);
            await page.Keyboard.PressAsync("Space");
            return;
        }
        // A group of radio buttons is one stop; the arrows go through it.
        await ReachAsync(page.Locator($"input[type=radio][name='{await target.GetAttributeAsync("name")}']"));
        for (var step = 0; step < 20 && !await target.IsCheckedAsync(); step++)
            await page.Keyboard.PressAsync("ArrowDown");
        Assert.True(await target.IsCheckedAsync(), selector);
    }

    public async Task SelectAsync(string selector, string value)
    {
        var target = page.Locator(selector).First;
        if (!hasKeyboardAlone)
        {
            await target.SelectOptionAsync(value);
            return;
        }
        await ReachAsync(target);
        for (var step = 0; step < 40 && await target.InputValueAsync() != value; step++)
            await page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal(value, await target.InputValueAsync());
    }

    /// <summary>The file dialog is the browser's own: what is tried is that the field can be reached.</summary>
    public async Task HandInAsync(string selector, string name, string mediaType, byte[] content)
    {
        var target = page.Locator(selector).First;
        if (hasKeyboardAlone)
            await ReachAsync(target);
        await target.SetInputFilesAsync(new FilePayload { Name = name, MimeType = mediaType, Buffer = content });
    }

    public async Task<byte[]> SaveAsync(string selector)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => PressAsync(selector));
        return await File.ReadAllBytesAsync((await download.PathAsync())!);
    }

    private async Task ReachAsync(ILocator target)
    {
        for (var stop = 0; stop < MostStops; stop++)
        {
            // Only once the page is there: what was pressed before may still be loading.
            await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
            if (await IsAtAsync(target))
                return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"the keyboard alone does not reach {target} on {page.Url}");
    }

    private static async Task<bool> IsAtAsync(ILocator target)
    {
        await target.First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return await target.EvaluateAllAsync<bool>("found => found.includes(document.activeElement)");
    }
}
