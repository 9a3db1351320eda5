using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;
using Credentials.IssuerService.Answers;
using Credentials.Web.Access;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Awarding;

internal static class ListCredentialsEndpoint
{
    private const int DefaultLimit = 50;
    private const int LargestLimit = 200;

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/credentials", HandleAsync)
        .RequireCaller(CallerRole.Issuer)
        .WithSummary("The credentials of the caller's centre, newest first: ?achievement, status, from, until, batch, cursor, limit.")
        .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> HandleAsync(HttpContext context, ConsultAwards awards, AwardLinks links, CancellationToken cancel)
    {
        if (!QueryOf(context).TryGet(out var query, out var problem))
            return problem.ToResult();
        var page = await awards.ListAsync(query, cancel);
        return JsonAnswer.Page(page.Items, page.Next, (writer, award) => AwardJson.WriteLine(writer, award, links));
    }

    private static Result<AwardQuery> QueryOf(HttpContext context)
    {
        var errors = new List<InputError>();
        T? Read<T>(string name, Func<string, T?> parse, string reason, string detail)
            where T : struct
        {
            var text = context.Request.Query[name].ToString();
            if (text.Length == 0)
                return null;
            var value = parse(text);
            if (value is null)
                errors.Add(new InputError(name, reason, detail));
            return value;
        }

        var query = new AwardQuery(context.CallerCentre(), PageLimit.Read(context.Request, DefaultLimit, LargestLimit, errors))
        {
            AchievementId = context.Request.Query["achievement"].ToString() is { Length: > 0 } achievement ? achievement : null,
            Status = Read("status", Status, InputReasons.NotAllowedValue, "This must be one of: active, suspended, revoked."),
            AwardedFrom = Read("from", Date, InputReasons.NotADate, "This must be a date, written like 2026-06-30."),
            AwardedUntil = Read("until", Date, InputReasons.NotADate, "This must be a date, written like 2026-06-30."),
            BatchId = Read("batch", Id, InputReasons.BadFormat, "This must be the id of a batch."),
            Cursor = context.Request.Query["cursor"].ToString() is { Length: > 0 } cursor ? cursor : null,
        };
        return errors.Count == 0 ? query : new Problem(ProblemCode.InvalidInput, "the query has faults") { Errors = errors };
    }

    private static AwardStatus? Status(string text) => AwardJson.StatusWords.TryGetValue(text, out var status) ? status : null;

    private static Guid? Id(string text) => Guid.TryParse(text, out var id) ? id : null;

    private static DateOnly? Date(string text) => IsoDate.TryParse(text, out var date) ? date : null;
}
