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

/// <summary>
/// <c>POST /api/learners/{id}/aliases</c>: a national number that replaces another. <c>replacedBy</c> is the learner's newer number,
/// <c>replaces</c> the older one; exactly one of them, and the <c>purpose</c>, which stands in the journal of everybody whom it concerns.
/// </summary>
internal static class AddNumberEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/api/learners/{id:guid}/aliases", HandleAsync)
        .RequireCaller(CallerRole.Authority).AllowBody(16 * 1024).LimitGuesses()
        .WithSummary("A national number that replaces another: {\"replacedBy\": the learner's newer number} or {\"replaces\": the older one}, with {\"purpose\"}.")
        .Produces(StatusCodes.Status200OK, contentType: "application/json")
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> HandleAsync(
        Guid id, HttpContext context, JoinLearners join, CountNumbers count, IOptions<EvidenceStoreOptions> options,
        CancellationToken cancel)
    {
        var read = await JsonBody.ReadAsync(
            context.Request, body => Read(body, options.Value.AcceptTestNationalNumbers), "The number cannot be read.", cancel);
        if (!read.TryGet(out var asked, out var fault))
            return fault.ToResult();
        if (await count.RefuseAsync(context, asked!.Number, cancel) is { } refused)
            return refused;
        if (!(await join.AddNumberAsync(context.Caller(), id, asked.Number, asked.IsNewer, asked.Purpose, cancel)).TryGet(out var group, out var problem))
            return problem.ToResult();
        return new JsonAnswer(StatusCodes.Status200OK, writer => LearnerJson.Write(writer, group));
    }

    private static Asked? Read(InputObject body, bool acceptTestNumbers)
    {
        var isNewer = body.Has("replacedBy");
        var purpose = LookUpLearnerEndpoints.ReadPurpose(body);
        if (isNewer == body.Has("replaces"))
        {
            body.Errors.Add(new("", InputReasons.Missing, "Give either replacedBy or replaces."));
            return null;
        }
        return body.NationalNumber(isNewer ? "replacedBy" : "replaces", acceptTestNumbers, "Give the national number.") is { } number && purpose is not null
            ? new(number, isNewer, purpose)
            : null;
    }

    private sealed record Asked(NationalNumber Number, bool IsNewer, string Purpose);
}
