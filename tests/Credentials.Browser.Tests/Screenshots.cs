using Credentials.Browser.Tests.Sites;
using Microsoft.Playwright;

namespace Credentials.Browser.Tests;

/// <summary>Pictures of the pages for people to look at, written to the folder that the variable <c>SCREENSHOTS</c> names.</summary>
[Collection("browser")]
public sealed class Screenshots(BrowserFixture<SampleSite> browser)
{
    private static readonly string[] States =
        ["valid", "revoked", "undetermined", "unknown-issuer", "forged", "presentation", "learner", "wallet", "drop", "withdrawn", "nothing", "/verify", "/", "/patterns", "/problems/not-found"];

    private sealed class WantedFactAttribute : FactAttribute
    {
        public WantedFactAttribute() => Skip = Chromium.Path is null ? Chromium.Missing
            : Environment.GetEnvironmentVariable("SCREENSHOTS") is null ? "the variable SCREENSHOTS names no folder" : null;
    }

    [WantedFact]
    public async Task Every_page_on_a_phone_and_on_a_desktop_by_day_and_by_night()
    {
        var folder = Directory.CreateDirectory(Environment.GetEnvironmentVariable("SCREENSHOTS")!).FullName;
        foreach (var (device, width, height, language) in new[] { ("phone", 390, 844, "nl-BE"), ("narrow", 320, 640, "de-BE"), ("desktop", 1280, 900, "fr-BE"), ("paper", 794, 1123, "nl-BE") })
            foreach (var scheme in device is "narrow" or "paper" ? [ColorScheme.Light] : new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                var options = new BrowserNewContextOptions { Locale = language, ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = height } };
                await using var tab = await browser.OpenAsync("/", options);
                await tab.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = device == "paper" ? Media.Print : Media.Screen });
                foreach (var state in States)
                {
                    await tab.Page.GotoAsync(state[0] == '/' ? state : SampleSite.PathOf(state));
                    var name = $"{(state == "/" ? "home" : state.TrimStart('/').Replace('/', '-'))}-{device}-{scheme}.png".ToLowerInvariant();
                    await tab.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name), FullPage = true });
                }
            }
    }
}
