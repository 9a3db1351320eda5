using System.Security.Cryptography;
using Credentials.Encoding;
using Credentials.Web;
using Microsoft.AspNetCore.Http;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>
/// Ties a request's page to the browser that made it: a secret in a cookie that no other page is sent and that ends with the request. It says nothing about
/// anyone, and is the only cookie here.
/// </summary>
internal static class Session
{
    private const string CookieName = "check";

    // Browsers take that name from https alone, so that nobody on the way can plant one.
    private const string SecureCookieName = "__Secure-" + CookieName;

    public static void Begin(HttpContext context, PublicAddress address, string id, string secret) =>
        context.Response.Cookies.Append(NameFor(address), secret, Options(context, address, id, AskedRequest.OpenFor + AskedRequest.AnswerKeptFor));

    public static string NewSecret() => StrictBase64Url.Encode(RandomNumberGenerator.GetBytes(32));

    public static void End(HttpContext context, PublicAddress address, string id) =>
        context.Response.Cookies.Delete(NameFor(address), Options(context, address, id, lifetime: null));

    public static string? SecretOf(HttpContext context, PublicAddress address) => context.Request.Cookies[NameFor(address)];

    private static bool IsSecure(PublicAddress address) => address.Url.Scheme == Uri.UriSchemeHttps;

    private static string NameFor(PublicAddress address) => IsSecure(address) ? SecureCookieName : CookieName;

    private static CookieOptions Options(HttpContext context, PublicAddress address, string id, TimeSpan? lifetime) => new()
    {
        MaxAge = lifetime,
        Path = context.Request.PathBase + WalletAddresses.PageOf(id),
        HttpOnly = true,
        IsEssential = true,
        // The way back from a wallet on the same device is a navigation from another site.
        SameSite = SameSiteMode.Lax,
        Secure = IsSecure(address),
    };
}
