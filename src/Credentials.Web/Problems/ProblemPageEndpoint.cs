using Credentials.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.Web.Problems;

/// <summary><c>GET /problems/{slug}</c>: the type URI of a problem can be opened.</summary>
internal static class ProblemPageEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/problems/{slug}", ["GET", "HEAD"], Handle).ExcludeFromDescription();

    private static IResult Handle(string slug) => ProblemMapping.Kinds.FirstOrDefault(kind => kind.Slug == slug) is { } found
        ? new PageResult<ProblemPage> { Parameters = new Dictionary<string, object> { [nameof(ProblemPage.Kind)] = found }, CacheControl = "private, max-age=3600" }
        : Results.StatusCode(StatusCodes.Status404NotFound);
}
