using System.Globalization;
using System.Text.Json;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>Asking a wallet by API: make a request, look what became of it, forget it.</summary>
internal static class PresentationEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/api/presentations", MakeAsync).RequireCaller([.. Enum.GetValues<CallerRole>()]).LimitAsks().AllowBody(16 * 1024)
            .WithSummary("Asks a wallet: {\"achievement\"?, \"minimumLevel\"?, \"claims\"?, \"responseMode\"?, \"redirectUri\"?, \"clientIdPrefix\"?}.")
            .Produces(StatusCodes.Status201Created, contentType: "application/json").ProducesProblem(StatusCodes.Status400BadRequest);
        endpoints.MapMethods("/api/presentations/{id}", ReadEndpoints.Methods, ReadAsync).RequireCaller([.. Enum.GetValues<CallerRole>()])
            .WithSummary("What became of a request of one's own: waiting, fetched, answered with the report, declined, expired. With redirectUri, the report needs response_code.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status404NotFound);
        endpoints.MapDelete("/api/presentations/{id}", ForgetAsync).RequireCaller([.. Enum.GetValues<CallerRole>()])
            .WithSummary("Forgets a request of one's own and what was answered, at once.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Problem NotThere => new(ProblemCode.NotFound, "There is no such request, or it was forgotten.");

    private static async Task<IResult> MakeAsync(
        HttpContext context, IPublishedAchievements achievements, AskWallets asking, WalletAddresses addresses, CancellationToken cancel)
    {
        var known = await achievements.ListAsync(cancel);
        var caller = context.Caller().KeyId;
        if (!(await JsonBody.ReadAsync(context.Request, body => AskReading.Read(body, known, caller), "What is asked cannot be read.", cancel)).TryGet(out var ask, out var fault)
            || !(await asking.MakeAsync(ask, cancel)).TryGet(out var made, out fault))
            return fault.ToResult();
        var way = made.RedirectUri is null ? WalletWay.CrossDevice : WalletWay.SameDevice;
        var uri = asking.LinkOf(made, way);
        return new JsonAnswer(StatusCodes.Status201Created, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, made.Id);
            writer.WriteString("uri"u8, uri);
            // A request by value can be too long for a code.
            if (WalletFacingEndpoints.FitsQr(uri))
                writer.WriteString("qr"u8, addresses.Qr(made.Way(way).Handle));
            writer.WriteString("expires"u8, Written(made.OpenUntil));
            writer.WriteEndObject();
        })
        {
            Location = $"/api/presentations/{made.Id}",
        };
    }

    private static async Task<IResult> ReadAsync(string id, HttpContext context, SealedRequests requests, TimeProvider time, CancellationToken cancel)
    {
        var address = RequestAddress.OfId(id);
        if (await FindOwnAsync(address, context, requests, cancel) is not { } request)
            return NotThere.ToResult();
        if (request is { Answer: AnswerKind.Report, MayShowReport: false } && context.Request.Query["response_code"] is [{ Length: > 0 } code])
        {
            if (!request.IsResponseCode(code))
                return new Problem(ProblemCode.NotAllowed, "This response_code is not the one that the wallet was given.").ToResult();
            if (await requests.ChangeAsync(address, open => open with { IsReleased = true }, cancel) is not { } released)
                return NotThere.ToResult();
            request = released;
        }

        var state = request.StateAt(time.GetUtcNow());
        return new JsonAnswer(StatusCodes.Status200OK, writer => Write(writer, request, state));
    }

    private static async Task<IResult> ForgetAsync(string id, HttpContext context, SealedRequests requests, CancellationToken cancel)
    {
        var address = RequestAddress.OfId(id);
        if (await FindOwnAsync(address, context, requests, cancel) is null)
            return NotThere.ToResult();
        await requests.ForgetAsync(address!, cancel);
        return Results.NoContent();
    }

    // Whoever did not make it learns not even that it is there.
    private static async ValueTask<AskedRequest?> FindOwnAsync(RequestAddress? address, HttpContext context, SealedRequests requests, CancellationToken cancel) =>
        await requests.FindAsync(address, cancel) is { Caller: { } caller } request && caller == context.Caller().KeyId ? request : null;

    private static void Write(Utf8JsonWriter writer, AskedRequest request, string state)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, request.Id);
        writer.WriteString("state"u8, state);
        writer.WriteString("expires"u8, Written(request.Answer == AnswerKind.None ? request.OpenUntil : request.GoneAt));
        if (request is { Answer: AnswerKind.Report, MayShowReport: false })
            writer.WriteBoolean("responseCodeNeeded"u8, true);
        if (request is { MayShowReport: true, Report: { } report })
        {
            writer.WritePropertyName("report"u8);
            writer.WriteRawValue(report);
        }

        writer.WriteEndObject();
    }

    private static string Written(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
