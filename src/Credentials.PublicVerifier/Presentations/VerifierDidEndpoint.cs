using Credentials.Web.Answers;
using Credentials.Web.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>The verifier's own DID document (did:web of the public address), by which wallets know its requests.</summary>
internal static class VerifierDidEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapMethods("/.well-known/did.json", ReadEndpoints.Methods, Handle).OpenToAllOrigins()
        .WithSummary("The verifier's DID document: the key that its requests to wallets are signed with.")
        .Produces(StatusCodes.Status200OK, contentType: "application/did+json");

    private static IResult Handle(HttpResponse response, VerifierIdentity identity)
    {
        var body = new System.Buffers.ArrayBufferWriter<byte>(1024);
        using (var writer = new System.Text.Json.Utf8JsonWriter(body))
            identity.WriteDocument(writer);
        response.Headers.CacheControl = "public, max-age=300";
        return Results.Bytes(body.WrittenMemory, "application/did+json");
    }
}
