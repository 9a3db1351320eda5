using Credentials.Inputs;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.EvidenceStore.Learners;

/// <summary>
/// <c>DELETE /api/learners/{id}/aliases</c>: undoes what made two learners one person, <c>{"alias": the other learner, "purpose"}</c>. Their records were never
/// moved, so that each has its own again.
/// </summary>
internal static class RemoveAliasEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapDelete("/api/learners/{id:guid}/aliases", HandleAsync)
        .RequireCaller(CallerRole.Authority).AllowBody(16 * 1024)
        .WithSummary("Undo an alias: {\"alias\": the learner who is somebody else after all, \"purpose\"}; journaled.")
        .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> HandleAsync(Guid id, HttpContext context, JoinLearners join, CancellationToken cancel)
    {
        if (!(await JsonBody.ReadAsync(context.Request, Read, "The alias cannot be read.", cancel)).TryGet(out var asked, out var fault))
            return fault.ToResult();
        return (await join.PartAsync(context.Caller(), id, asked.Alias, asked.Purpose!, cancel)).TryGet(out var group, out var problem)
            ? new JsonAnswer(StatusCodes.Status200OK, writer => LearnerJson.Write(writer, group))
            : problem.ToResult();
    }

    private static (Guid Alias, string? Purpose) Read(InputObject body)
    {
        var alias = default(Guid);
        if (body.Text("alias", 36, "Give the id of the learner who is somebody else after all.") is { } text && !Guid.TryParseExact(text, "D", out alias))
            body.Fault("alias", InputReasons.BadFormat, "This must be the id of a learner.");
        return (alias, LookUpLearnerEndpoints.ReadPurpose(body));
    }
}
