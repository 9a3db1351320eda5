using Credentials.PublicVerifier.Gathering;
using Credentials.PublicVerifier.OwnPages;
using Credentials.PublicVerifier.Verifying;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.PublicVerifier.Pages;

/// <summary><c>GET /c/{token}</c>, the learner's own page, and the credential's files below it.</summary>
public static class LearnerPageEndpoint
{
    private static readonly string[] Methods = ["GET", "HEAD"];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/c/{token}", Methods, HandleAsync).ExcludeFromDescription();
        endpoints.MapMethods("/c/{token}/{file:regex(^credential\\.(jwt|json|pdf|png|svg)$)}", Methods, HandleFileAsync).ExcludeFromDescription();
        endpoints.MapMethods("/c/{token}/documents/{digest:regex(^[0-9a-f]{{64}}$)}", Methods, HandleDocumentAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> HandleAsync(
        string token, HttpContext context, IOpenShares shares, IVerifyCredentials verify, OwnPageCookies cookies, CancellationToken cancel)
    {
        var opened = new Dictionary<string, object> { [nameof(LearnerPage.IsConfirmed)] = cookies.Read(context, token) is not null };
        if (context.Request.Query["done"].ToString() is { Length: > 0 and < 40 } done)
            opened[nameof(LearnerPage.Done)] = done;
        return await SharedLinkAnswers.PageAsync<LearnerPage>(await shares.OpenClaimAsync(token, cancel), "/c/" + token, context, verify, cancel, opened);
    }

    private static async Task<IResult> HandleFileAsync(
        string token, string file, HttpContext context, IOpenShares shares, SharedFiles files, CancellationToken cancel)
    {
        var shared = await shares.OpenClaimAsync(token, cancel);
        return SharedFiles.IsMade(file)
            ? await files.MakeAsync(shared, file, shared.ShareToken is { } share ? "/s/" + share : null, context, cancel)
            : SharedLinkAnswers.File(shared, file, context);
    }

    private static async Task<IResult> HandleDocumentAsync(string token, string digest, HttpContext context, IOpenShares shares, CancellationToken cancel) =>
        SharedLinkAnswers.Document(await shares.OpenClaimDocumentAsync(token, digest, cancel), context);
}
