using Credentials.Web;
using Credentials.Web.Codes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.PublicVerifier.Pages;

/// <summary>
/// <c>GET /s/{token}/qr.svg</c> and <c>.png</c>: the link as a QR code. It is a drawing of the address alone, so nothing is looked up and nothing is
/// journaled as an opening of the link.
/// </summary>
public static class QrEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/s/{token}/qr.{format:regex(^(svg|png)$)}", ["GET", "HEAD"], Handle).ExcludeFromDescription();

    private static IResult Handle(string token, string format, HttpResponse response, QrCodes codes, PublicAddress address)
    {
        if (!ShareLinks.IsToken(token)) return Results.StatusCode(StatusCodes.Status404NotFound);
        response.Headers.CacheControl = "private, max-age=86400";
        var code = codes.Of(address.At("/s/" + token));
        return format == "svg" ? Results.Text(code.ToSvg(), "image/svg+xml") : Results.Bytes(code.ToPng(), "image/png");
    }
}
