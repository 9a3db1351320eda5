using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.EvidenceStore.Exchanging;

/// <summary><c>/api/led/outbox</c> and <c>/api/led/deadlines</c>: an issuer sees its own centre's, an authority all.</summary>
internal static class LedOutboxEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/api/led/outbox", ReadEndpoints.Methods, ListAsync).RequireCaller(CallerRole.Issuer, CallerRole.Authority)
            .WithSummary("Registrations in LED, newest awards first: ?state, cursor, limit.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status400BadRequest);
        endpoints.MapMethods("/api/led/deadlines", ReadEndpoints.Methods, ListDeadlinesAsync).RequireCaller(CallerRole.Issuer, CallerRole.Authority)
            .WithSummary("Awards not registered in LED whose deadline is near or over, and those of learners without a national number: ?cursor, limit.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status400BadRequest);
        endpoints.MapPost("/api/led/outbox/{record:guid}/retry", RetryAsync).RequireCaller(CallerRole.Issuer, CallerRole.Authority)
            .WithSummary("Tries a registration again that was refused, or that failed too often.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    /// <summary>Whose entries the caller may see; null for all.</summary>
    public static string? CentreOf(HttpContext context) => context.Caller().Role == CallerRole.Authority ? null : context.CallerCentre();

    private static async Task<IResult> ListAsync(HttpContext context, LedOutbox outbox, CancellationToken cancel)
    {
        var asked = new ListQuery(context.Request);
        var state = asked.Read("state", LedStateWords.Read, InputReasons.NotAllowedValue, $"This must be one of: {LedStateWords.All}.");
        var query = new LedEntryQuery(CentreOf(context), state, asked.Cursor, asked.Limit());
        return asked.Fault() is { } fault ? fault.ToResult() : Answer(await outbox.ListAsync(query, cancel), outbox.Today);
    }

    private static async Task<IResult> ListDeadlinesAsync(HttpContext context, LedOutbox outbox, CancellationToken cancel)
    {
        var asked = new ListQuery(context.Request);
        var (cursor, limit) = (asked.Cursor, asked.Limit());
        return asked.Fault() is { } fault
            ? fault.ToResult()
            : Answer(await outbox.ListDeadlinesAsync(CentreOf(context), cursor, limit, cancel), outbox.Today);
    }

    private static async Task<IResult> RetryAsync(Guid record, HttpContext context, LedOutbox outbox, CancellationToken cancel) =>
        Answer(await outbox.RetryAsync(CentreOf(context), record, cancel), outbox.Today);

    /// <summary>One entry, or the problem.</summary>
    public static IResult Answer(Result<LedEntryView> changed, DateOnly today) => changed.TryGet(out var entry, out var problem)
        ? new JsonAnswer(StatusCodes.Status200OK, json => entry.Write(json, today))
        : problem.ToResult();

    private static IResult Answer(Page<LedEntryView> page, DateOnly today) => page.IsCursorUnknown
        ? ListQuery.UnknownCursor.ToResult()
        : JsonAnswer.Page(page.Items, page.Next, (json, entry) => entry.Write(json, today));
}
