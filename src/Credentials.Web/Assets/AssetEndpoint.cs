using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Credentials.Web.Assets;

/// <summary><c>GET /assets/{name}.{hash}.{extension}</c>.</summary>
internal static class AssetEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/assets/{file}", ["GET", "HEAD"], Handle).DisableRateLimiting().ExcludeFromDescription();

    private static IResult Handle(string file, HttpContext context, AssetFiles assets)
    {
        if (assets.FindHashed(file) is not { } found) return Results.StatusCode(StatusCodes.Status404NotFound);
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (!context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal)) return Results.Bytes(found.Bytes, found.ContentType);
        headers.ContentEncoding = "br";
        return Results.Bytes(found.Brotli, found.ContentType);
    }
}
