using Credentials.EvidenceStore.Learners;
using Credentials.EvidenceStore.Recording;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.EvidenceStore.Consulting;

/// <summary>Records for authorities, and for a centre's staff those of its own institution.</summary>
internal static class RecordEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/api/records", ReadEndpoints.Methods, ListAsync).RequireCaller(CallerRole.Authority, CallerRole.Issuer)
            .WithSummary($"Records of awards and of proofs from outside, the last recorded first: ?{AskedRecords.Parameters}, cursor, limit.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status400BadRequest);
        endpoints.MapMethods("/api/learners/{id:guid}/records", ReadEndpoints.Methods, ListOfLearnerAsync).RequireCaller(CallerRole.Authority, CallerRole.Issuer)
            .WithSummary($"The records of one learner: ?{AskedRecords.Parameters}, cursor, limit.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        endpoints.MapMethods("/api/records/{id:guid}", ReadEndpoints.Methods, FindAsync).RequireCaller(CallerRole.Authority, CallerRole.Issuer)
            .WithSummary("One record; of a proof what its supplier said, of whom it is only for the institution that gave it.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status404NotFound);
        endpoints.MapMethods("/api/records/{id:guid}/history", ReadEndpoints.Methods, HistoryAsync).RequireCaller(CallerRole.Authority, CallerRole.Issuer)
            .WithSummary("What happened to a record: when, by whom, why.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(HttpContext context, ConsultRecords records, Centres centres, CancellationToken cancel)
    {
        if (!QueryOf(context).TryGet(out var query, out var fault))
            return fault.ToResult();
        return Page(await records.ListAsync(query, await RecordSight.OfAsync(context.Caller(), centres, cancel), cancel));
    }

    private static async Task<IResult> ListOfLearnerAsync(
        HttpContext context, Guid id, ConsultRecords records, Centres centres, LookUpLearner lookUp, CancellationToken cancel)
    {
        if (lookUp.TooMany(context.Caller()) is { } tooMany)
            return GuessFilter.Answer(context, tooMany);
        if (!QueryOf(context).TryGet(out var query, out var fault))
            return fault.ToResult();
        var found = await records.ListOfLearnerAsync(id, query, await RecordSight.OfAsync(context.Caller(), centres, cancel), cancel);
        if (found.TryGet(out var page, out var problem))
            return Page(page);
        // Asking for another centre's learner is to be seen by the learner, and counts as a guess like any id that is nobody's.
        await lookUp.RefusedElsewhereAsync(context.Caller(), id, cancel);
        return problem.ToResult();
    }

    private static async Task<IResult> FindAsync(HttpContext context, Guid id, ConsultRecords records, Centres centres, CancellationToken cancel)
    {
        var sight = await RecordSight.OfAsync(context.Caller(), centres, cancel);
        if (!(await records.FindAsync(id, sight, cancel)).TryGet(out var view, out var problem))
            return problem.ToResult();
        return new JsonAnswer(StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject();
            RecordWords.Write(json, view, withLearner: sight.Own is not null);
            json.WriteEndObject();
        });
    }

    private static async Task<IResult> HistoryAsync(HttpContext context, Guid id, ConsultRecords records, Centres centres, CancellationToken cancel)
    {
        var found = await records.HistoryAsync(id, await RecordSight.OfAsync(context.Caller(), centres, cancel), cancel);
        if (!found.TryGet(out var events, out var problem))
            return problem.ToResult();
        return JsonAnswer.Page(events, null, (json, happened) =>
        {
            json.WriteStartObject();
            json.WriteString("at", happened.At);
            json.WriteString("what", happened.What);
            if (happened.Actor.Length > 0)
                json.WriteString("by", happened.Actor);
            if (happened.Reason is not null)
                json.WriteString("reason", happened.Reason);
            json.WriteEndObject();
        });
    }

    private static Result<Storage.RecordQuery> QueryOf(HttpContext context)
    {
        var asked = new ListQuery(context.Request);
        var query = AskedRecords.Read(asked, asked.Limit()) with { Cursor = asked.Cursor };
        return asked.Fault() is { } fault ? fault : query;
    }

    private static IResult Page(Storage.Page<Storage.RecordDocument> page) => page.IsCursorUnknown
        ? ListQuery.UnknownCursor.ToResult()
        : JsonAnswer.Page(page.Items, page.Next, (json, record) =>
        {
            json.WriteStartObject();
            RecordWords.Write(json, record);
            json.WriteEndObject();
        });
}
