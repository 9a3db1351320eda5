using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.Web.Headers;

/// <summary>For forms that change something: pages of other sites may not send them.</summary>
public static class OwnPages
{
    /// <summary>403 for a request that a page of another site made. Programs, which send neither header, are not meant.</summary>
    public static RouteHandlerBuilder FromOwnPagesOnly(this RouteHandlerBuilder builder) => builder.AddEndpointFilter(async (context, next) =>
        IsForeign(context.HttpContext) ? Results.StatusCode(StatusCodes.Status403Forbidden) : await next(context));

    private static bool IsForeign(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (headers.TryGetValue("Sec-Fetch-Site", out var site))
            return site != "same-origin" && site != "none";
        // Older browsers say no more than "null", because our pages keep their address to themselves.
        return headers.Origin.ToString() is var origin and not ("" or "null")
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var address)
                && (string.Equals(address.Authority, context.Request.Host.Value, StringComparison.OrdinalIgnoreCase)
                    || address.Authority == context.RequestServices.GetRequiredService<PublicAddress>().Url.Authority));
    }
}
