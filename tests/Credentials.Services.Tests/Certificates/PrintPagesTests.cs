using System.Net;
using System.Net.Http.Headers;
using Credentials.Services.Tests.Apps;
using Credentials.Web.Printing;
using Microsoft.Extensions.Options;

namespace Credentials.Services.Tests.Certificates;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class PrintPagesTests
{
    [Fact]
    public async Task Where_nothing_is_printed_that_is_said_and_no_page_offers_it()
    {
        await using var app = new CredentialsApp { Settings = { ["Printing:Enabled"] = "false" } };
        var staff = await app.AsIssuerOfDemoAsync();
        var award = await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Zoë", "Leeg");
        foreach (var form in (string[])["application/pdf", "image/png"])
        {
            staff.DefaultRequestHeaders.Accept.Clear();
            staff.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue(form));
            using var answer = await staff.GetAsync($"/api/credentials/{award.Text("id")}");
            Assert.Equal(HttpStatusCode.NotImplemented, answer.StatusCode);
            Assert.Equal("/problems/not-implemented", (await answer.Content.JsonAsync()).Text("type"));
        }
        var page = await app.AsEveryone().GetStringAsync(new Uri(award.GetProperty("links").Text("share")).AbsolutePath);
        Assert.Contains("credential.svg", page, StringComparison.Ordinal);
        Assert.DoesNotContain("credential.pdf", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_comes_when_too_many_wait_is_asked_to_come_back()
    {
        using var browser = new PretendedBrowser("sleep 600");
        using var printing = Printing(browser, new PrintingOptions { AtOnce = 1, Waiting = 1, Browser = browser.Path });
        using var patience = new CancellationTokenSource();
        var running = printing.PdfAsync("<p>a", patience.Token);
        var waiting = printing.PdfAsync("<p>b", patience.Token);
        Assert.Equal(ProblemCode.Unavailable, (await printing.PdfAsync("<p>c", CancellationToken.None)).Problem?.Code);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task What_takes_too_long_is_ended_and_leaves_nothing_behind()
    {
        using var browser = new PretendedBrowser("for a in \"$@\"; do case $a in --user-data-dir=*) echo \"${a#*=}\" > \"$0.told\";; esac; done; sleep 600");
        using var printing = Printing(browser, new PrintingOptions { Patience = TimeSpan.FromSeconds(2), Browser = browser.Path });
        Assert.Equal(ProblemCode.Unavailable, (await printing.PdfAsync("<p>a", CancellationToken.None)).Problem?.Code);
        Assert.False(Directory.Exists(Path.GetDirectoryName((await File.ReadAllTextAsync(browser.Path + ".told")).Trim())));
    }

    [Fact]
    public async Task A_browser_that_prints_nothing_is_no_answer()
    {
        using var browser = new PretendedBrowser("exit 1");
        using var printing = Printing(browser, new PrintingOptions { Browser = browser.Path });
        Assert.Equal(ProblemCode.Unavailable, (await printing.PdfAsync("<p>a", CancellationToken.None)).Problem?.Code);
    }

    private static PrintPages Printing(PretendedBrowser browser, PrintingOptions options) =>
        new(new InstalledBrowser(Options.Create(options with { Browser = browser.Path })), Options.Create(options));

    private sealed class PretendedBrowser : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public PretendedBrowser(string script)
        {
            Path = System.IO.Path.Combine(_folder.Path, "browser");
            File.WriteAllText(Path, "#!/bin/sh\n" + script + "\n");
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }

        public string Path { get; }

        public void Dispose() => _folder.Dispose();
    }
}
