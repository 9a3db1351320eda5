using Credentials.Web.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Publishing;

/// <summary>The trust list for verifiers that run apart.</summary>
internal static class TrustListEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapMethods("/trust-list", [HttpMethods.Get, HttpMethods.Head], HandleAsync).OpenToAllOrigins()
        .WithSummary("The centres that award here: DID, name, KBO number, key history, and what each may award.")
        .Produces(StatusCodes.Status200OK, contentType: "application/json");

    private static async Task<IResult> HandleAsync(TrustListPublisher list, CancellationToken cancel) =>
        new PublishedFileAnswer(await list.GetAsync(cancel));
}
