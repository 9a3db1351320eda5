using Microsoft.AspNetCore.Http;

namespace Credentials.Web.Headers;

/// <summary>The headers that every answer carries.</summary>
public static class SecurityHeaders
{
    internal const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data: blob:; connect-src 'self'; media-src 'self' blob:; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>For what others handed in: a browser that shows it all the same runs nothing in it, and takes it for no page of this address.</summary>
    public const string SandboxPolicy = "sandbox; default-src 'none'";

    internal static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        // As late as possible, because an unexpected error clears what was set before it.
        context.Response.OnStarting(static state => Add(((HttpContext)state).Response.Headers), context);
        return next(context);
    }

    private static Task Add(IHeaderDictionary headers)
    {
        if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        // The token of a share link stands in the address: no other site may learn it.
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return Task.CompletedTask;
    }
}
