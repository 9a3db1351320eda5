using Microsoft.Extensions.Options;

namespace Credentials.Web.Printing;

/// <summary>The Chromium of this machine.</summary>
public sealed class InstalledBrowser(IOptions<PrintingOptions> options)
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private readonly Lazy<string?> _path = new(() => !options.Value.Enabled ? null : options.Value.Browser is { } named ? Existing(named) : Find());

    /// <summary>Null where none is installed, or it is not to be used.</summary>
    public string? Path => _path.Value;

    private static string? Find() =>
        (from name in Names
         from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
         select Existing(System.IO.Path.Combine(folder, name))).FirstOrDefault(path => path is not null);

    private static string? Existing(string path) => File.Exists(path) ? path : null;
}
