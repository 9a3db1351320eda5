using Credentials.Web;
using Microsoft.AspNetCore.Http;

namespace Credentials.PublicVerifier.Pages;

/// <summary>Finds this service's own links in what people paste or scan.</summary>
internal static class ShareLinks
{
    private const int LongestLink = 2000;

    /// <summary>Characters that stand in an address as they are, and no more of them than a token can have.</summary>
    public static bool IsToken(string text) =>
        text.Length is > 0 and <= 200 && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '~');

    /// <summary>The path of a share or learner's link of ours in the text, under the public address or the one the reader came by.</summary>
    public static string? FindPath(string text, PublicAddress address, HostString host)
    {
        if (text.Length > LongestLink) return null;
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!IsWebAddress(word, out var link)) continue;
            var isOurs = link.Authority == address.Url.Authority || string.Equals(link.Authority, host.Value, StringComparison.OrdinalIgnoreCase);
            if (isOurs && link.AbsolutePath.Split('/') is ["", "s" or "c", var token, ..] && IsToken(token))
                return link.AbsolutePath[..3] + token;
        }

        return null;
    }

    /// <summary>Whether the text is nothing but a web address.</summary>
    public static bool IsLink(string text) => text.Length <= LongestLink && !text.Any(char.IsWhiteSpace) && IsWebAddress(text, out _);

    private static bool IsWebAddress(string text, out Uri link) =>
        Uri.TryCreate(text, UriKind.Absolute, out link!) && (link.Scheme == Uri.UriSchemeHttps || link.Scheme == Uri.UriSchemeHttp);
}
