using Credentials.PublicVerifier.Pages;
using Credentials.Verifying;
using Credentials.Web;
using Credentials.Web.Headers;
using Credentials.Web.Limits;
using Credentials.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>
/// <c>/verify/wallet/{id}</c>: a request's own page, for the browser that made it and no other. It is forgotten soon after it was closed, and at once when
/// the reader says so.
/// </summary>
internal static class RequestPageEndpoints
{
    private const string Path = WalletAddresses.AskPath + "/{id}";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, ShowAsync).ExcludeFromDescription();
        endpoints.MapGet(Path + "/report.json", SaveAsync).ExcludeFromDescription();
        endpoints.MapPost(Path + "/closed", CloseAsync).FromOwnPagesOnly().AllowBody(1024).DisableAntiforgery().ExcludeFromDescription();
        endpoints.MapPost(Path + "/forget", ForgetAsync).FromOwnPagesOnly().AllowBody(1024).DisableAntiforgery().ExcludeFromDescription();
    }

    /// <summary>The request, if this browser made it. Another learns not even that it is there.</summary>
    public static async ValueTask<AskedRequest?> FindOwnAsync(string id, HttpContext context, SealedRequests requests, CancellationToken cancel) =>
        await requests.FindAsync(RequestAddress.OfId(id), cancel) is { } request
        && request.IsOfSession(Session.SecretOf(context, context.RequestServices.GetRequiredService<PublicAddress>()))
            ? request
            : null;

    private static async Task<IResult> ShowAsync(
        string id, HttpContext context, SealedRequests requests, AskWallets asking, TimeProvider time, CancellationToken cancel)
    {
        SharedLinkAnswers.KeepFromSearchEngines(context.Response);
        if (await FindOwnAsync(id, context, requests, cancel) is not { } request)
            return Gone();
        var code = context.Request.Query["response_code"] is [{ Length: > 0 } given] ? given : null;
        // Coming back undoes that an earlier view of the page was closed.
        var shown = await requests.ChangeAsync(RequestAddress.OfId(id), open => open with
        {
            View = open.View + 1,
            ClosingAt = null,
            IsReleased = open.IsReleased || open.IsResponseCode(code),
        }, cancel);
        if (shown is null)
            return Gone();
        if (code is not null)
        {
            // Not in the address any longer, where others might read it.
            var query = context.Request.Query["lang"] is [{ Length: > 0 } language] ? QueryString.Create("lang", language) : QueryString.Empty;
            context.Response.Headers.Location = WalletAddresses.PageOf(id) + query;
            context.Response.Headers.CacheControl = "no-store";
            return Results.StatusCode(StatusCodes.Status303SeeOther);
        }

        return shown is { MayShowReport: true, Report: { } json } ? Answered(shown, json) : Waiting(shown, asking, time);
    }

    private static PageResult<AnsweredPage> Answered(AskedRequest request, byte[] json)
    {
        var report = VerificationReportJson.Parse(json).TryGet(out var read, out var problem)
            ? read
            : throw new InvalidOperationException($"a kept report cannot be read: {problem}");
        return new()
        {
            Parameters = new Dictionary<string, object> { [nameof(AnsweredPage.Request)] = request, [nameof(AnsweredPage.Report)] = report },
        };
    }

    private static PageResult<RequestPage> Waiting(AskedRequest request, AskWallets asking, TimeProvider time)
    {
        var state = request.StateAt(time.GetUtcNow());
        var parameters = new Dictionary<string, object> { [nameof(RequestPage.Request)] = request, [nameof(RequestPage.State)] = state };
        if (request.IsOpenAt(time.GetUtcNow()))
        {
            parameters[nameof(RequestPage.Link)] = asking.LinkOf(request, WalletWay.SameDevice);
            parameters[nameof(RequestPage.HasCode)] = WalletFacingEndpoints.FitsQr(asking.LinkOf(request, WalletWay.CrossDevice));
        }

        return new() { Parameters = parameters };
    }

    private static async Task<IResult> SaveAsync(string id, HttpContext context, SealedRequests requests, CancellationToken cancel)
    {
        SharedLinkAnswers.KeepFromSearchEngines(context.Response);
        if (await FindOwnAsync(id, context, requests, cancel) is not { MayShowReport: true, Report: { } report })
            return Gone();
        context.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(report, "application/json", "report.json");
    }

    private static async Task<IResult> CloseAsync(string id, HttpContext context, SealedRequests requests, TimeProvider time, CancellationToken cancel)
    {
        if (await FindOwnAsync(id, context, requests, cancel) is null || await WalletForm.ReadAsync(context.Request, cancel) is not { } form
            || !int.TryParse(form.GetValueOrDefault("view"), out var view))
            return Results.StatusCode(StatusCodes.Status404NotFound);
        await requests.ChangeAsync(
            RequestAddress.OfId(id), open => open.View == view ? open with { ClosingAt = time.GetUtcNow() + AskedRequest.ClosingTakes } : null, cancel);
        return Results.NoContent();
    }

    private static async Task<IResult> ForgetAsync(string id, HttpContext context, SealedRequests requests, PublicAddress address, CancellationToken cancel)
    {
        if (await FindOwnAsync(id, context, requests, cancel) is null)
            return Gone();
        await requests.ForgetAsync(RequestAddress.OfId(id)!, cancel);
        Session.End(context, address, id);
        context.Response.Headers.Location = WalletAddresses.AskPath + context.Request.QueryString;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static PageResult<RequestGonePage> Gone() => new() { StatusCode = StatusCodes.Status404NotFound };
}
