using Credentials.Presentations;
using Credentials.Web.Answers;
using Credentials.Web.Codes;
using Credentials.Web.Headers;
using Credentials.Web.Limits;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>What wallets call (OpenID4VP 1.0 sections 5.10 and 8.2): the request object, which is given once, and the place for the answer.</summary>
internal static class WalletFacingEndpoints
{
    // An encrypted answer in a form, of a presentation as large as any that is read here.
    private const long LongestAnswer = 4 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        // Not HEAD: a request is given once, and looking whether it is there must not use it up.
        endpoints.MapGet(WalletAddresses.RequestPath, (string handle, HttpContext context, SealedRequests requests, AskWallets asking, TimeProvider time, CancellationToken cancel) =>
            GiveAsync(handle, null, context, requests, asking, time, cancel)).OpenToAllOrigins()
            .WithSummary("OpenID4VP: the signed request object, once.").Produces(StatusCodes.Status200OK, contentType: AuthorizationRequest.MediaType)
            .ProducesProblem(StatusCodes.Status410Gone);
        endpoints.MapPost(WalletAddresses.RequestPath, PostAsync).OpenToAllOrigins().AllowBody(64 * 1024).DisableAntiforgery()
            .WithSummary("OpenID4VP: the signed request object, once, with the wallet_nonce of the form.").Produces(StatusCodes.Status200OK, contentType: AuthorizationRequest.MediaType)
            .ProducesProblem(StatusCodes.Status410Gone);
        endpoints.MapPost(WalletAddresses.ResponsePath, ReceiveAsync).OpenToAllOrigins().AllowBody(LongestAnswer).DisableAntiforgery()
            .WithSummary("OpenID4VP: the wallet's answer (direct_post, direct_post.jwt), once.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").Produces(StatusCodes.Status400BadRequest, contentType: "application/json");
        endpoints.MapMethods(WalletAddresses.QrPath, ReadEndpoints.Methods, DrawAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> PostAsync(
        string handle, HttpContext context, SealedRequests requests, AskWallets asking, TimeProvider time, CancellationToken cancel)
    {
        var nonce = (string?)null;
        if (context.Request.ContentType is not null)
        {
            if (await WalletForm.ReadAsync(context.Request, cancel) is not { } form)
                return Refuse("the form cannot be read, or has a field twice");
            nonce = form.GetValueOrDefault("wallet_nonce");
        }

        return nonce is { Length: 0 or > AuthorizationRequest.LongestWalletNonce }
            ? Refuse($"wallet_nonce has 1 to {AuthorizationRequest.LongestWalletNonce} characters")
            : await GiveAsync(handle, nonce, context, requests, asking, time, cancel);
    }

    private static async Task<IResult> GiveAsync(
        string handle, string? walletNonce, HttpContext context, SealedRequests requests, AskWallets asking, TimeProvider time, CancellationToken cancel)
    {
        var address = RequestAddress.OfHandle(handle);
        if (await requests.FindAsync(address, cancel) is not { } request || ReceiveAnswer.WayOf(request, handle) is not { } way)
            return new Problem(ProblemCode.NotFound, "There is no such request.").ToResult();
        if (request.Way(way).IsFetched || !request.IsOpenAt(time.GetUtcNow()))
            return Gone();
        if (!asking.Sign(request, way, walletNonce).TryGet(out var signed, out var problem))
            return problem.ToResult();
        var fetched = await requests.ChangeAsync(address, open => open.Way(way).IsFetched || !open.IsOpenAt(time.GetUtcNow()) ? null : Fetched(open, way), cancel);
        if (fetched is null)
            return Gone();
        context.Response.Headers.CacheControl = "no-store";
        return Results.Text(signed, AuthorizationRequest.MediaType);
    }

    private static async Task<IResult> ReceiveAsync(string handle, HttpContext context, ReceiveAnswer receive, CancellationToken cancel)
    {
        if (await WalletForm.ReadAsync(context.Request, cancel) is not { } form)
            return Refuse("send application/x-www-form-urlencoded, each field once");
        if (!(await receive.RunAsync(handle, form, cancel)).TryGet(out var where, out var problem))
            return Refuse(problem.Detail);
        return new JsonAnswer(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            if (where.RedirectUri is { } uri)
                writer.WriteString("redirect_uri"u8, uri);
            writer.WriteEndObject();
        });
    }

    private static async Task<IResult> DrawAsync(
        string handle, HttpContext context, SealedRequests requests, AskWallets asking, TimeProvider time, CancellationToken cancel)
    {
        if (await requests.FindAsync(RequestAddress.OfHandle(handle), cancel) is not { } request || ReceiveAnswer.WayOf(request, handle) is not { } way
            || !request.IsOpenAt(time.GetUtcNow()) || QrOf(asking.LinkOf(request, way)) is not { } code)
            return Results.StatusCode(StatusCodes.Status404NotFound);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Text(code.ToSvg(), "image/svg+xml");
    }

    // A request by value can be too long to be drawn.
    private static QrCode? QrOf(string link) => FitsQr(link) ? QrCode.Of(link) : null;

    public static bool FitsQr(string link) => link.Length <= 2331;

    private static AskedRequest Fetched(AskedRequest request, WalletWay way) => way == WalletWay.SameDevice
        ? request with { SameDevice = request.SameDevice with { IsFetched = true } }
        : request with { CrossDevice = request.CrossDevice with { IsFetched = true } };

    private static IResult Gone() => ProblemMapping.OfStatus(StatusCodes.Status410Gone, "This request was fetched before, or is no longer open; ask for a new one.");

    private static JsonAnswer Refuse(string description) => new(StatusCodes.Status400BadRequest, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("error"u8, "invalid_request"u8);
        writer.WriteString("error_description"u8, Plain(description));
        writer.WriteEndObject();
    });

    /// <summary>What RFC 6749 allows in a description: printable ASCII without quotation mark and backslash.</summary>
    private static string Plain(string text) =>
        string.Concat(text.Select(sign => sign is >= ' ' and <= '~' and not ('"' or '\\') ? sign : '\''));
}
