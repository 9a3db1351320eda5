using Credentials.PublicVerifier.Gathering;
using Credentials.PublicVerifier.Verifying;
using Credentials.Web.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.PublicVerifier.Pages;

/// <summary><c>GET /s/{token}</c>, the page that the QR code opens, and the credential's files below it.</summary>
public static class SharePageEndpoint
{
    private static readonly string[] Methods = ["GET", "HEAD"];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        // Web pages of other verifiers may fetch the credential of a link that they were given.
        endpoints.MapMethods("/s/{token}", Methods, HandleAsync).OpenToAllOrigins().ExcludeFromDescription();
        endpoints.MapMethods("/s/{token}/{file:regex(^credential\\.(jwt|json|pdf|png|svg)$)}", Methods, HandleFileAsync).OpenToAllOrigins().ExcludeFromDescription();
        endpoints.MapMethods("/s/{token}/documents/{digest:regex(^[0-9a-f]{{64}}$)}", Methods, HandleDocumentAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> HandleAsync(
        string token, HttpContext context, IOpenShares shares, IVerifyCredentials verify, CancellationToken cancel) =>
        await SharedLinkAnswers.PageAsync<SharePage>(await shares.OpenShareAsync(token, HttpMethods.IsGet(context.Request.Method), cancel), "/s/" + token, context, verify, cancel);

    private static async Task<IResult> HandleFileAsync(
        string token, string file, HttpContext context, IOpenShares shares, SharedFiles files, CancellationToken cancel)
    {
        var shared = await shares.OpenShareAsync(token, HttpMethods.IsGet(context.Request.Method), cancel);
        return SharedFiles.IsMade(file)
            ? await files.MakeAsync(shared, file, "/s/" + token, context, cancel)
            : SharedLinkAnswers.File(shared, file, context);
    }

    private static async Task<IResult> HandleDocumentAsync(string token, string digest, HttpContext context, IOpenShares shares, CancellationToken cancel) =>
        SharedLinkAnswers.Document(await shares.OpenShareDocumentAsync(token, digest, cancel), context);
}
