using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Awarding;

internal static class ListCredentialsEndpoint
{
    private const int DefaultLimit = 50;
    private const int LargestLimit = 200;

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapMethods("/api/credentials", ReadEndpoints.Methods, HandleAsync)
        .RequireCaller(CallerRole.Issuer)
        .WithSummary("The credentials of the caller's centre, newest first: ?achievement, status, from, until, batch, cursor, limit.")
        .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> HandleAsync(HttpContext context, ConsultAwards awards, AwardLinks links, CancellationToken cancel)
    {
        if (!QueryOf(context).TryGet(out var query, out var problem))
            return problem.ToResult();
        var page = await awards.ListAsync(query, cancel);
        if (page.IsCursorUnknown)
            return ListQuery.UnknownCursor.ToResult();
        return JsonAnswer.Page(page.Items, page.Next, (writer, award) => AwardJson.WriteLine(writer, award, links));
    }

    private static Result<AwardQuery> QueryOf(HttpContext context)
    {
        var asked = new ListQuery(context.Request);
        var query = new AwardQuery(context.CallerCentre(), asked.Limit(DefaultLimit, LargestLimit))
        {
            AchievementId = asked.Text("achievement"),
            Status = asked.Read("status", Status, InputReasons.NotAllowedValue, "This must be one of: active, suspended, revoked."),
            AwardedFrom = asked.Read("from", Date, InputReasons.NotADate, "This must be a date, written like 2026-06-30."),
            AwardedUntil = asked.Read("until", Date, InputReasons.NotADate, "This must be a date, written like 2026-06-30."),
            BatchId = asked.Read("batch", Id, InputReasons.BadFormat, "This must be the id of a batch."),
            Cursor = asked.Cursor,
        };
        return asked.Fault() is { } fault ? fault : query;
    }

    private static AwardStatus? Status(string text) => AwardJson.StatusWords.TryGetValue(text, out var status) ? status : null;

    private static Guid? Id(string text) => Guid.TryParse(text, out var id) ? id : null;

    private static DateOnly? Date(string text) => IsoDate.TryParse(text, out var date) ? date : null;
}
