using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Wallets;
using Credentials.Web.Answers;
using Credentials.Web.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Wallets;

/// <summary>The nonce endpoint (OpenID4VCI 1.0 section 7).</summary>
internal static class NonceEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost(WalletAddresses.Path + "/nonce", HandleAsync).OpenToAllOrigins()
        .WithSummary("OpenID4VCI: a nonce for a proof of possession.").Produces(StatusCodes.Status200OK, contentType: "application/json");

    private static async Task<IResult> HandleAsync(string slug, Centres centres, Nonces nonces, CancellationToken cancel) =>
        await centres.FindAsync(slug, cancel) is null
            ? Results.NotFound()
            : new JsonAnswer(StatusCodes.Status200OK, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("c_nonce"u8, nonces.Create());
                writer.WriteEndObject();
            });
}
