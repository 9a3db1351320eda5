using System.ComponentModel;
using System.Diagnostics;

namespace Credentials.Web.Printing;

/// <summary>
/// One run of Chromium on one page, in a folder of its own that only this user can read and that is gone afterwards. It gets no network; the page's own
/// content-security policy keeps it from running scripts and from loading anything. What the page says stands in no argument and no file name.
/// </summary>
internal static class BrowserRun
{
    private const int MostBytes = 16 * 1024 * 1024;

    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--no-default-browser-check", "--disable-extensions",
        "--disable-sync", "--disable-background-networking", "--disable-component-update", "--disable-breakpad", "--disable-crash-reporter", "--disable-features=Translate,MediaRouter,OptimizationHints",
        "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9", "--proxy-bypass-list=<-loopback>", "--password-store=basic", "--mute-audio", "--force-color-profile=srgb",
    ];

    /// <summary>What the browser wrote; null where it wrote nothing that could be used.</summary>
    /// <exception cref="OperationCanceledException">It took too long, and was ended.</exception>
    public static async Task<byte[]?> MakeAsync(string program, string html, string output, Func<string, string[]> arguments, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("credentials-print-");
        try
        {
            var page = Path.Combine(folder.FullName, "page.html");
            var result = Path.Combine(folder.FullName, output);
            await File.WriteAllTextAsync(page, html, cancel);
            var start = new ProcessStartInfo(program)
            {
                WorkingDirectory = folder.FullName,
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (var argument in (string[])[.. Arguments, "--user-data-dir=" + Path.Combine(folder.FullName, "profile"), .. arguments(result), new Uri(page).AbsoluteUri])
                start.ArgumentList.Add(argument);
            foreach (var name in (string[])["HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"])
                start.Environment[name] = folder.FullName;
            start.Environment.Remove("DISPLAY");
            start.Environment.Remove("DBUS_SESSION_BUS_ADDRESS");
            await RunAsync(start, cancel);
            return File.Exists(result) && new FileInfo(result).Length is > 0 and <= MostBytes ? await File.ReadAllBytesAsync(result, cancel) : null;
        }
        finally
        {
            await RemoveAsync(folder);
        }
    }

    private static async Task RunAsync(ProcessStartInfo start, CancellationToken cancel)
    {
        using var process = Start(start);
        if (process is null)
            return;
        process.StandardInput.Close();
        // What it says is about itself, and would fill its pipes if nobody read it.
        var said = Task.WhenAll(process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None), process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None));
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
        await said.WaitAsync(cancel);
    }

    private static Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    // A process of the browser may still be writing when it is told to go.
    private static async Task RemoveAsync(DirectoryInfo folder)
    {
        for (var attempt = 0; attempt < 5 && Directory.Exists(folder.FullName); attempt++)
        {
            try
            {
                folder.Delete(recursive: true);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException && attempt < 4)
            {
                await Task.Delay(50);
            }
        }
    }
}
