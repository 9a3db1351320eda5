using System.Security.Cryptography;
using Credentials.Web;
using Microsoft.AspNetCore.Http;

namespace Credentials.PublicVerifier.OwnPages;

/// <summary>
/// The confirmation that a browser keeps for half an hour. The cookie's name is of this one link, so that the pages of two credentials do not disturb each
/// other; what is in it is sealed by the store, and good for this link alone.
/// </summary>
internal sealed class OwnPageCookies(PublicAddress address, TimeProvider time)
{
    private const int LongestValue = 300;

    private bool IsSecure => address.Url.Scheme == Uri.UriSchemeHttps;

    /// <summary>Null where there is none.</summary>
    public string? Read(HttpContext context, string token) => context.Request.Cookies[NameOf(token)] is { Length: > 0 and < LongestValue } value ? value : null;

    public void Write(HttpContext context, string token, string confirmation, DateTimeOffset until) =>
        context.Response.Cookies.Append(NameOf(token), confirmation, Options(until - time.GetUtcNow()));

    public void Remove(HttpContext context, string token) => context.Response.Cookies.Delete(NameOf(token), Options(maxAge: null));

    // The prefix makes browsers refuse one that came over http, or that another host of the domain set; it asks for the path /.
    private string NameOf(string token) =>
        (IsSecure ? "__Host-own-" : "own-") + Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)).AsSpan(0, 8));

    private CookieOptions Options(TimeSpan? maxAge) => new()
    {
        HttpOnly = true,
        Secure = IsSecure,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        MaxAge = maxAge,
        IsEssential = true,
    };
}
