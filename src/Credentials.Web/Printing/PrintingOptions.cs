using System.ComponentModel.DataAnnotations;

namespace Credentials.Web.Printing;

/// <summary>Section <c>Printing</c>: how certificates and pictures are made by an installed Chromium.</summary>
public sealed record PrintingOptions
{
    /// <summary>False: nothing is printed here, whatever is installed.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Path of the browser; null: <c>chromium</c>, <c>chromium-browser</c> or <c>google-chrome</c>, where it is found on the PATH.</summary>
    public string? Browser { get; init; }

    /// <summary>How many pages are printed at the same time; each takes a processor for about a second and some 200 MB.</summary>
    [Range(1, 64)]
    public int AtOnce { get; init; } = 2;

    /// <summary>How many may wait for their turn; who comes then is asked to come back.</summary>
    [Range(0, 10_000)]
    public int Waiting { get; init; } = 16;

    /// <summary>How long one page may take, its turn included.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}
