using System.Text.Json;
using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.EvidenceStore.OwnPages;

/// <summary>
/// <c>/api/requests</c>: what learners ask for, for their centre's staff; for authorities the requests to be forgotten that a centre may not decide alone.
/// </summary>
internal static class RequestEndpoints
{
    private static readonly Dictionary<string, bool> Outcomes = new(StringComparer.Ordinal) { ["done"] = true, ["refused"] = false };

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/api/requests", ReadEndpoints.Methods, ListAsync).RequireCaller(CallerRole.Issuer, CallerRole.Authority)
            .WithSummary($"Requests of learners, newest first: ?kind ({RequestWords.AllKinds}), state ({RequestWords.AllStates}), cursor, limit. An authority sees those that centres passed on.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status400BadRequest);
        endpoints.MapPost("/api/requests/{id:guid}/answer", AnswerAsync).RequireCaller(CallerRole.Issuer, CallerRole.Authority).AllowBody(16 * 1024)
            .WithSummary("Answers a request: {\"outcome\": \"done\" or \"refused\", \"text\"?}. Who asked to be forgotten is erased by POST /api/learners/{id}/erasure, or refused here.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ListAsync(HttpContext context, LearnerRequests requests, CancellationToken cancel)
    {
        var asked = new ListQuery(context.Request);
        var kind = asked.Read("kind", RequestWords.ReadKind, InputReasons.NotAllowedValue, $"This must be one of: {RequestWords.AllKinds}.");
        var state = asked.Read("state", RequestWords.ReadState, InputReasons.NotAllowedValue, $"This must be one of: {RequestWords.AllStates}.");
        var query = new LearnerRequestQuery(CentreOf(context), asked.Limit())
        {
            Kind = kind,
            States = state is { } one ? [one] : CentreOf(context) is null ? [LearnerRequestState.Passed] : [],
            Cursor = asked.Cursor,
        };
        if (CentreOf(context) is null && state is not null and not LearnerRequestState.Passed)
            asked.Refuse("state", InputReasons.NotAllowedValue, "An authority sees what was passed on.");
        if (asked.Fault() is { } fault)
            return fault.ToResult();
        var page = await requests.ListAsync(query, cancel);
        return page.IsCursorUnknown ? ListQuery.UnknownCursor.ToResult() : JsonAnswer.Page(page.Items, page.Next, Write);
    }

    private static async Task<IResult> AnswerAsync(Guid id, HttpContext context, LearnerRequests requests, CancellationToken cancel)
    {
        var read = await JsonBody.ReadAsync(
            context.Request,
            body => (IsDone: body.OneOf("outcome", Outcomes, "Say what came of it: done or refused."), Text: body.Text("text", LearnerWish.LongestText, lines: true)),
            "The answer has faults.", cancel);
        if (!read.TryGet(out var asked, out var fault))
            return fault.ToResult();
        var centre = CentreOf(context);
        // What a centre has not passed on is not the authority's.
        if (centre is null && !((await requests.FindAsync(null, id, cancel)).TryGet(out var found, out _) && found.Document.State == LearnerRequestState.Passed))
            return new Problem(ProblemCode.NotFound, "There is no such request.").ToResult();
        if (!(await requests.AnswerAsync(centre, id, asked.IsDone is true, asked.Text, context.Caller().KeyId, CancellationToken.None)).TryGet(out _, out var problem))
            return problem.ToResult();
        return (await requests.FindAsync(centre, id, cancel)).TryGet(out var answered, out var gone)
            ? new JsonAnswer(StatusCodes.Status200OK, json => Write(json, answered))
            : gone.ToResult();
    }

    private static string? CentreOf(HttpContext context) => context.Caller().Role == CallerRole.Authority ? null : context.CallerCentre();

    private static void Write(Utf8JsonWriter json, OpenedRequest request)
    {
        var document = request.Document;
        json.WriteStartObject();
        json.WriteString("id", document.Id);
        json.WriteString("kind", RequestWords.Of(document.Kind));
        json.WriteString("state", RequestWords.Of(document.State));
        json.WriteString("centre", document.Centre);
        json.WriteString("learner", request.Learner);
        json.WriteString("award", document.AwardId);
        json.WriteString("madeAt", document.MadeAt.UtcDateTime);
        if (document.ClosedAt is { } closed)
            json.WriteString("closedAt", closed.UtcDateTime);
        if (request.Wish is { } wish)
        {
            if (document.Kind == LearnerRequestKind.Erasure)
                json.WriteString("credentials", wish.Revokes ? "revoke" : "keep");
            else
                json.WriteString("about", wish.About);
            json.WriteString("text", wish.Text);
        }
        json.WriteString("answer", request.Answer);
        json.WriteStartObject("links");
        json.WriteString("award", $"/api/awards/{document.AwardId}");
        json.WriteString("learner", $"/api/learners/{request.Learner}");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
