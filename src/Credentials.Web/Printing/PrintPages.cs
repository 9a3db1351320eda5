using Microsoft.Extensions.Options;

namespace Credentials.Web.Printing;

/// <summary>
/// Makes PDF and PNG out of pages of our own, with the installed Chromium. Only so many at once, and only so many waiting. Problems:
/// <see cref="ProblemCode.NotImplemented"/> where no browser is installed, <see cref="ProblemCode.Unavailable"/> where too many wait or it took too long.
/// </summary>
public sealed class PrintPages(InstalledBrowser browser, IOptions<PrintingOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(options.Value.AtOnce, options.Value.AtOnce);
    private int _present;

    /// <summary>Whether anything can be printed here.</summary>
    public bool IsPossible => browser.Path is not null;

    /// <summary>The page as tagged PDF; its size is what its style sheet says.</summary>
    /// <param name="html">A whole document, in which everything is contained.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public Task<Result<byte[]>> PdfAsync(string html, CancellationToken cancel) =>
        RunAsync(html, "page.pdf", path => ["--no-pdf-header-footer", "--print-to-pdf=" + path], cancel);

    /// <summary>The beginning of the page as a picture, see-through where nothing is drawn.</summary>
    /// <param name="html">A whole document, in which everything is contained.</param>
    /// <param name="side">Width and height in pixels.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public Task<Result<byte[]>> PngAsync(string html, int side, CancellationToken cancel) =>
        RunAsync(html, "page.png", path => ["--default-background-color=00000000", $"--window-size={side},{side}", "--hide-scrollbars", "--screenshot=" + path], cancel);

    public void Dispose() => _turns.Dispose();

    private async Task<Result<byte[]>> RunAsync(string html, string output, Func<string, string[]> arguments, CancellationToken cancel)
    {
        if (browser.Path is not { } program)
            return new Problem(ProblemCode.NotImplemented, "PDF and PNG are made by Chromium, which is not installed here or not to be used.");
        if (Interlocked.Increment(ref _present) > options.Value.AtOnce + options.Value.Waiting)
        {
            Interlocked.Decrement(ref _present);
            return TooMany;
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(options.Value.Patience);
        try
        {
            await _turns.WaitAsync(patience.Token);
            try
            {
                return await BrowserRun.MakeAsync(program, html, output, arguments, patience.Token) is { } made
                    ? made
                    : new Problem(ProblemCode.Unavailable, "The page could not be printed.");
            }
            finally
            {
                _turns.Release();
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return TooMany;
        }
        finally
        {
            Interlocked.Decrement(ref _present);
        }
    }

    private static Problem TooMany { get; } = new(ProblemCode.Unavailable, "Too many pages are being printed at this moment.");
}
