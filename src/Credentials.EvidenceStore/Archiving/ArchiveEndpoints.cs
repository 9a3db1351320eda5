using Credentials.EvidenceStore.Learners;
using Credentials.EvidenceStore.Storage;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.EvidenceStore.Archiving;

/// <summary>
/// <c>POST /api/learners/{id}/archive</c>, for authorities, with a purpose that the person can read. Nobody has it by a claim link: a centre knows the
/// claim links of its own awards, and the archive holds what other centres awarded too.
/// </summary>
internal static class ArchiveEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/api/learners/{id:guid}/archive", GiveAsync)
        .RequireCaller(CallerRole.Authority).AllowBody(16 * 1024)
        .WithSummary("Everything that is kept about one person, as a ZIP file: {\"purpose\"}. Every call is journaled, and the person can read it.")
        .Produces(StatusCodes.Status200OK, contentType: "application/zip")
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> GiveAsync(
        Guid id, HttpContext context, IEvidenceStorage storage, LookUpLearner lookUp, ComposeArchive compose, CancellationToken cancel)
    {
        if (!(await JsonBody.ReadAsync(context.Request, LookUpLearnerEndpoints.ReadPurpose, "The request has faults.", cancel)).TryGet(out var purpose, out var fault))
            return fault.ToResult();
        if (await LearnerGroup.FindAsync(storage, id, cancel) is { } group)
            await lookUp.OpenedAsync(context.Caller(), group, purpose!, cancel);
        if (!(await compose.RunAsync(id, cancel)).TryGet(out var archive, out var problem))
            return problem.ToResult();
        context.Response.Headers.CacheControl = "no-store";
        return Results.Stream(archive, "application/zip", "archive.zip");
    }
}
