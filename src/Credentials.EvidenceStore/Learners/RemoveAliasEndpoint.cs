using System.Text.Json;
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
        if (!(await JsonBody.ReadAsync(context.Request, cancel)).TryGet(out var body, out var unreadable))
            return unreadable.ToResult();
        using (body)
        {
            if (!Parse(body.RootElement).TryGet(out var asked, out var fault))
                return fault.ToResult();
            return (await join.PartAsync(context.Caller(), id, asked.Alias, asked.Purpose, cancel)).TryGet(out var group, out var problem)
                ? new JsonAnswer(StatusCodes.Status200OK, writer => LearnerJson.Write(writer, group))
                : problem.ToResult();
        }
    }

    private static Result<(Guid Alias, string Purpose)> Parse(JsonElement body)
    {
        var errors = new List<InputError>();
        var (alias, purpose) = (default(Guid), default(string));
        if (InputObject.Open(body, "", errors) is { } root)
        {
            purpose = LookUpLearnerEndpoints.ReadPurpose(root);
            if (root.Text("alias", 36, "Give the id of the learner who is somebody else after all.") is { } text && !Guid.TryParseExact(text, "D", out alias))
                root.Fault("alias", InputReasons.BadFormat, "This must be the id of a learner.");
            root.RefuseOthers();
        }
        return errors.Count == 0 ? (alias, purpose!) : new Problem(ProblemCode.InvalidInput, "The alias cannot be read.") { Errors = errors };
    }
}
