using System.Security.Cryptography;
using Credentials.Encoding;
using Credentials.Web;
using Microsoft.AspNetCore.Http;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>
/// Ties a request's page to the browser that made it: a secret in a cookie that no other page is sent and that ends with the browser. It says nothing about
/// anyone, and is the only cookie here.
/// </summary>
internal static class Session
{
    private const string CookieName = "check";

    public static void Begin(HttpContext context, PublicAddress address, string id, string secret) =>
        context.Response.Cookies.Append(CookieName, secret, Options(context, address, id));

    public static string NewSecret() => StrictBase64Url.Encode(RandomNumberGenerator.GetBytes(32));

    public static void End(HttpContext context, PublicAddress address, string id) =>
        context.Response.Cookies.Delete(CookieName, Options(context, address, id));

    public static string? SecretOf(HttpContext context) => context.Request.Cookies[CookieName];

    private static CookieOptions Options(HttpContext context, PublicAddress address, string id) => new()
    {
        Path = context.Request.PathBase + WalletAddresses.PageOf(id),
        HttpOnly = true,
        IsEssential = true,
        // The way back from a wallet on the same device is a navigation from another site.
        SameSite = SameSiteMode.Lax,
        Secure = address.Url.Scheme == Uri.UriSchemeHttps,
    };
}
