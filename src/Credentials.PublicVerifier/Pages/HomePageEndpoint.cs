using Credentials.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.PublicVerifier.Pages;

/// <summary><c>GET /</c></summary>
public static class HomePageEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapMethods("/", ["GET", "HEAD"], IResult () => new PageResult<HomePage> { CacheControl = "private, max-age=300" }).ExcludeFromDescription();
}
