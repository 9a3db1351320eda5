using Credentials.Web.Headers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Publishing;

internal static class DidDocumentEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapMethods("/centres/{slug}/did.json", [HttpMethods.Get, HttpMethods.Head], HandleAsync).OpenToAllOrigins()
        .WithSummary("A centre's DID document (did:web): its keys, retired ones included.")
        .Produces(StatusCodes.Status200OK, contentType: "application/did+json").ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(string slug, DidDocumentPublisher documents, CancellationToken cancel) =>
        await documents.FindAsync(slug, cancel) is { } file
            ? new PublishedFileAnswer(file)
            : new Problem(ProblemCode.NotFound, "there is no such centre").ToResult();
}
