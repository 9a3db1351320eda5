using Credentials.Web.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.Web.Headers;

/// <summary>
/// <c>/robots.txt</c>. Pages about persons are not in it: they say <c>noindex</c> themselves, which a robot that may not fetch them would never read, and an address
/// that others link to would be listed all the same.
/// </summary>
internal static class RobotsEndpoint
{
    private const string Text = "User-agent: *\nDisallow: /api/\nDisallow: /staff\nDisallow: /log/\n";

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapMethods("/robots.txt", ReadEndpoints.Methods, (HttpResponse response) =>
    {
        response.Headers.CacheControl = "public, max-age=86400";
        return Results.Text(Text, "text/plain");
    }).ExcludeFromDescription();
}
