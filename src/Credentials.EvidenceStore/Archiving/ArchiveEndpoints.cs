using Credentials.EvidenceStore.Sharing;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.EvidenceStore.Archiving;

/// <summary><c>GET /api/learners/{id}/archive</c> for authorities, and <c>GET /c/{token}/archive.zip</c> for the learner.</summary>
internal static class ArchiveEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRead("/api/learners/{id:guid}/archive", GiveAsync).RequireCaller(CallerRole.Authority)
            .WithSummary("Everything that is kept about one person, as a ZIP file.")
            .Produces(StatusCodes.Status200OK, contentType: "application/zip").ProducesProblem(StatusCodes.Status404NotFound);
        endpoints.MapRead("/c/{token}/archive.zip", GiveOwnAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> GiveAsync(Guid id, HttpContext context, ComposeArchive compose, CancellationToken cancel) =>
        Answer(context, await compose.RunAsync(id, cancel));

    private static async Task<IResult> GiveOwnAsync(string token, HttpContext context, ShareCredentials shares, ComposeArchive compose, CancellationToken cancel)
    {
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        var opened = await shares.OpenClaimAsync(token, cancel);
        return opened.Award is { Document.LearnerId: var learner }
            ? Answer(context, await compose.RunAsync(learner, cancel))
            : ProblemMapping.OfStatus(opened.Outcome == ShareOutcome.Withdrawn ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound);
    }

    private static IResult Answer(HttpContext context, Result<byte[]> composed)
    {
        if (!composed.TryGet(out var archive, out var problem))
            return problem.ToResult();
        context.Response.Headers.ContentDisposition = "attachment; filename=\"archive.zip\"";
        return new BytesAnswer(archive, "application/zip");
    }
}
