using System.Text.Json;
using Credentials.Inputs;
using Credentials.Issuing;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Credentials.EvidenceStore.Learners;

/// <summary><c>POST /api/learners/lookup</c> and <c>GET /api/learners/{id}/lookups</c>.</summary>
internal static class LookUpLearnerEndpoints
{
    private const int ShortestPurpose = 10;
    private const int LongestPurpose = 500;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        // Every role comes in: the wrong one is refused inside, where the journal is.
        endpoints.MapPost("/api/learners/lookup", LookUpAsync).RequireCaller().AllowBody(16 * 1024)
            .WithSummary("Find a person: {\"nationalNumber\", \"purpose\"}. Every call is journaled, and the person can read it.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status429TooManyRequests);
        endpoints.MapMethods("/api/learners/{id:guid}/lookups", ReadEndpoints.Methods, ListAsync).RequireCaller(CallerRole.Authority)
            .WithSummary("Who looked this person up, when and what for, newest first: ?cursor, limit.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> LookUpAsync(
        HttpContext context, LookUpLearner lookUp, CountNumbers count, IOptions<EvidenceStoreOptions> options, CancellationToken cancel)
    {
        if (!(await JsonBody.ReadAsync(context.Request, cancel)).TryGet(out var body, out var unreadable))
            return unreadable.ToResult();
        using (body)
        {
            var errors = new List<InputError>();
            var (number, purpose) = Parse(body.RootElement, options.Value.AcceptTestNationalNumbers, errors);
            if (await count.RefuseAsync(context, number, cancel) is { } refused)
                return refused;
            var faulty = new Problem(ProblemCode.InvalidInput, "The look-up has faults.") { Errors = errors };
            // A call with any fault is refused, and leaves its line.
            var found = await lookUp.RunAsync(context.Caller(), number, errors.Count == 0 ? purpose : null, faulty, cancel);
            return found.TryGet(out var group, out var problem)
                ? new JsonAnswer(StatusCodes.Status200OK, writer => LearnerJson.Write(writer, group))
                : GuessFilter.Answer(context, problem);
        }
    }

    private static (NationalNumber? Number, string? Purpose) Parse(JsonElement body, bool acceptTestNumbers, List<InputError> errors)
    {
        if (InputObject.Open(body, "", errors) is not { } root)
            return default;
        var number = root.NationalNumber("nationalNumber", acceptTestNumbers, "Give the national number.");
        var purpose = ReadPurpose(root);
        root.RefuseOthers();
        return (number, purpose);
    }

    /// <summary>What a person's data are opened for; an error where nothing is said that can stand.</summary>
    internal static string? ReadPurpose(InputObject root)
    {
        var purpose = root.Text("purpose", LongestPurpose, "Say what this is done for.", lines: true);
        if (purpose is not null && purpose.Trim().Length < ShortestPurpose)
            root.Fault("purpose", InputReasons.OutOfRange, $"Say in at least {ShortestPurpose} characters what this is done for.");
        return purpose;
    }

    /// <summary>The same as a parameter of a query.</summary>
    internal static string? ReadPurpose(ListQuery query)
    {
        var purpose = query.Text("purpose")?.Trim();
        if (purpose is not { Length: >= ShortestPurpose and <= LongestPurpose } || purpose.Any(char.IsControl))
            query.Refuse("purpose", purpose is null ? InputReasons.Missing : InputReasons.OutOfRange,
                $"Say in {ShortestPurpose} to {LongestPurpose} characters what the document is opened for: the person can read it.");
        return purpose;
    }

    private static async Task<IResult> ListAsync(
        Guid id, HttpContext context, Storage.IEvidenceStorage storage, LookUpLearner lookUp, CancellationToken cancel)
    {
        var query = new ListQuery(context.Request);
        var (cursor, limit) = (query.Cursor, query.Limit());
        if (query.Fault() is { } fault)
            return fault.ToResult();
        if (await LearnerGroup.FindAsync(storage, id, cancel) is not { } group)
            return JoinLearners.NoLearner.ToResult();
        var page = await lookUp.ListAsync(group, cursor, limit, cancel);
        return page.IsCursorUnknown ? ListQuery.UnknownCursor.ToResult() : JsonAnswer.Page(page.Items, page.Next, LearnerJson.Write);
    }
}
