using Credentials.Web.Headers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Publishing;

internal static class SchemaEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapMethods("/schemas/{file}", [HttpMethods.Get, HttpMethods.Head], Handle).OpenToAllOrigins()
        .WithSummary("A JSON Schema that this service publishes.")
        .Produces(StatusCodes.Status200OK, contentType: "application/schema+json").ProducesProblem(StatusCodes.Status404NotFound);

    private static IResult Handle(string file, SchemaPublisher schemas) =>
        schemas.Find(file) is { } schema
            ? new PublishedFileAnswer(schema)
            : new Problem(ProblemCode.NotFound, "there is no such schema").ToResult();
}
