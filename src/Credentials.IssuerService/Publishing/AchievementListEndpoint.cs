using Credentials.Web.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Publishing;

/// <summary>What employers may ask a wallet for by name; public as the page of each achievement is.</summary>
internal static class AchievementListEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapMethods("/achievements", [HttpMethods.Get, HttpMethods.Head], HandleAsync).OpenToAllOrigins()
        .WithSummary("What the centres award: id, issuer, titles in every language and version, and where the versions are published.")
        .Produces(StatusCodes.Status200OK, contentType: "application/json");

    private static async Task<IResult> HandleAsync(AchievementListPublisher list, CancellationToken cancel) =>
        new PublishedFileAnswer(await list.GetAsync(cancel));
}
