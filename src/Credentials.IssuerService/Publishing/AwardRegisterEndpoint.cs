using Credentials.Web.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Publishing;

/// <summary>The register for verifiers that run apart. It tells who has a credential nothing new, and who has none nothing at all.</summary>
internal static class AwardRegisterEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapMethods("/centres/{slug}/signatures/{id:guid}", [HttpMethods.Get, HttpMethods.Head], HandleAsync)
        .WithSummary("SHA-256 of each signature under which the centre's register holds a credential; empty where it holds none.")
        .Produces(StatusCodes.Status200OK, contentType: "application/json");

    private static async Task<IResult> HandleAsync(string slug, Guid id, AwardRegister register, CancellationToken cancel)
    {
        var held = await register.FindAsync(slug, id, cancel);
        return new JsonAnswer(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("sha256");
            foreach (var fingerprint in held.Fingerprints)
                writer.WriteStringValue(fingerprint);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }
}
