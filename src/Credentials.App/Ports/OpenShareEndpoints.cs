using Credentials.PublicVerifier.Gathering;
using Credentials.Web.Answers;
using Credentials.Web.Problems;

namespace Credentials.App.Ports;

/// <summary>
/// Where the store runs without the verifier, its links answer the credential as JSON, for the verifier that runs apart and shows the pages.
/// The token is the secret that opens them, here as there.
/// </summary>
internal static class OpenShareEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/s/{token}", async (string token, HttpContext context, LocalShares shares, CancellationToken cancel) =>
            Answer(context, ForAnyone(await shares.OpenShareAsync(token, context.Request.Query.ContainsKey("opening"), cancel)))).ExcludeFromDescription();
        endpoints.MapGet("/c/{token}", async (string token, HttpContext context, LocalShares shares, CancellationToken cancel) =>
            Answer(context, await shares.OpenClaimAsync(token, cancel))).ExcludeFromDescription();
        endpoints.MapGet("/s/{token}/documents/{digest}", async (string token, string digest, LocalShares shares, CancellationToken cancel) =>
            Answer(await shares.OpenShareDocumentAsync(token, digest, cancel))).ExcludeFromDescription();
        endpoints.MapGet("/c/{token}/documents/{digest}", async (string token, string digest, LocalShares shares, CancellationToken cancel) =>
            Answer(await shares.OpenClaimDocumentAsync(token, digest, cancel))).ExcludeFromDescription();
        WalletUpstreamEndpoints.Map(endpoints);
        OwnPageUpstreamEndpoint.Map(endpoints);
    }

    /// <summary>Whoever has the link can ask here too: what a summary leaves out is not given, so the page can tell no more than that it is not here.</summary>
    private static SharedCredential ForAnyone(SharedCredential shared) => shared.IsSummary ? shared with { Forms = [] } : shared;

    private static IResult Answer(SharedFile file) => file switch
    {
        { Document: { } document, Content: { } content } => new DownloadAnswer(content, document.Size, document.MediaType, document.Name),
        { State: ShareState.Withdrawn or ShareState.Expired } => ProblemMapping.OfStatus(StatusCodes.Status410Gone),
        _ => ProblemMapping.OfStatus(StatusCodes.Status404NotFound),
    };

    private static IResult Answer(HttpContext context, SharedCredential shared)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(SharedCredentialJson.Write(shared), "application/json");
    }
}
