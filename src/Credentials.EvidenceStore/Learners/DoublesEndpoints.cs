using Credentials.EvidenceStore.Storage;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.EvidenceStore.Learners;

/// <summary><c>GET /api/learners/doubles</c> and <c>POST /api/learners/doubles/{id}</c>: who is possibly one person, for a person to decide.</summary>
internal static class DoublesEndpoints
{
    private static readonly Dictionary<string, DoubleDecision> Decisions = new(StringComparer.Ordinal)
    {
        ["same"] = DoubleDecision.Same,
        ["different"] = DoubleDecision.Different,
    };

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/api/learners/doubles", ReadEndpoints.Methods, ListAsync).RequireCaller(CallerRole.Issuer)
            .WithSummary("Learners of the caller's centre who are possibly one person, and about whom nobody has decided: ?cursor, limit.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status400BadRequest);
        endpoints.MapPost("/api/learners/doubles/{id:guid}", DecideAsync).RequireCaller(CallerRole.Issuer).AllowBody(16 * 1024)
            .WithSummary("Decide about two learners: {\"decision\": \"same\" or \"different\"}; the other way again undoes it. Journaled.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ListAsync(HttpContext context, LearnerDoubles doubles, CancellationToken cancel)
    {
        var query = new ListQuery(context.Request);
        var (cursor, limit) = (query.Cursor, query.Limit());
        if (query.Fault() is { } fault)
            return fault.ToResult();
        var page = await doubles.ListOpenAsync(context.CallerCentre(), cursor, limit, cancel);
        return page.IsCursorUnknown ? ListQuery.UnknownCursor.ToResult() : JsonAnswer.Page(page.Items, page.Next, LearnerJson.Write);
    }

    private static async Task<IResult> DecideAsync(Guid id, HttpContext context, JoinLearners join, LearnerDoubles doubles, CancellationToken cancel)
    {
        var read = await JsonBody.ReadAsync(
            context.Request, body => body.OneOf("decision", Decisions, "Say what they are: same or different."), "The decision cannot be read.", cancel);
        if (!read.TryGet(out var decision, out var fault))
            return fault.ToResult();
        if (!(await join.DecideAsync(context.Caller(), id, decision!.Value, cancel)).TryGet(out var pair, out var problem))
            return problem.ToResult();
        var found = await doubles.OpenAsync(pair, cancel);
        return new JsonAnswer(StatusCodes.Status200OK, writer => LearnerJson.Write(writer, found));
    }
}
