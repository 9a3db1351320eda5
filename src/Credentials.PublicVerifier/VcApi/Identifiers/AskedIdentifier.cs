using System.Buffers;
using Credentials.Keys;

namespace Credentials.PublicVerifier.VcApi.Identifiers;

/// <summary>A DID or DID URL (DID Core 1.0 section 3) as somebody asks for it, parted.</summary>
/// <param name="Text">As asked.</param>
/// <param name="Did">Null where there is no well-formed one before the path, query and fragment.</param>
internal sealed record AskedIdentifier(string Text, Did? Did)
{
    private static readonly SearchValues<char> UrlCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@/?%");

    private static readonly SearchValues<char> Separators = SearchValues.Create("/?#");

    /// <summary>Whether something follows the DID, so that a resource in the document is asked for and not the document.</summary>
    public bool IsUrl { get; private init; }

    /// <summary>Path and query, empty where there are none.</summary>
    public string PathAndQuery { get; private init; } = "";

    /// <summary>Behind the <c>#</c>; null where there is none.</summary>
    public string? Fragment { get; private init; }

    /// <summary>Whether what follows the DID is well formed.</summary>
    public bool IsWellFormed { get; private init; } = true;

    public static AskedIdentifier Of(string text)
    {
        var end = text.AsSpan().IndexOfAny(Separators);
        if (end < 0)
            return new AskedIdentifier(text, Keys.Did.TryParse(text, out var alone) ? alone : null);
        var rest = text[end..];
        var hash = rest.IndexOf('#', StringComparison.Ordinal);
        var (before, fragment) = hash < 0 ? (rest, null) : (rest[..hash], rest[(hash + 1)..]);
        return new AskedIdentifier(text, Keys.Did.TryParse(text[..end], out var did) ? did : null)
        {
            IsUrl = true,
            PathAndQuery = before,
            Fragment = fragment,
            IsWellFormed = !before.AsSpan().ContainsAnyExcept(UrlCharacters) && fragment?.AsSpan().ContainsAnyExcept(UrlCharacters) != true && fragment != "",
        };
    }
}
