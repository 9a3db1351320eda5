using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;
using Credentials.IssuerService.Awarding;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Revoking;

internal static class ChangeStatusEndpoint
{
    public const int LongestReason = 500;

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/api/credentials/{id:guid}/status", HandleAsync)
        .RequireCaller(CallerRole.Issuer).AllowBody(16 * 1024)
        .WithSummary("Revoke (final), suspend or reinstate a credential: {\"status\", \"reason\"}.")
        .Produces(StatusCodes.Status200OK, contentType: "application/json")
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> HandleAsync(HttpContext context, Guid id, ChangeStatus change, AwardLinks links, CancellationToken cancel)
    {
        if (!(await JsonBody.ReadAsync(context.Request, Read, "The status cannot be read.", cancel)).TryGet(out var asked, out var fault))
            return fault.ToResult();
        var changed = await change.RunAsync(context.CallerCentre(), id, asked.Status, asked.Reason, context.Caller().KeyId, cancel: cancel);
        return changed.TryGet(out var award, out var problem)
            ? new JsonAnswer(StatusCodes.Status200OK, writer => AwardJson.WriteWhole(writer, award, links))
            : problem.ToResult();
    }

    private static (AwardStatus Status, string? Reason) Read(InputObject body) => (
        body.OneOf("status", AwardJson.StatusWords, "Say which status: revoked, suspended or active.") ?? default,
        body.Text("reason", LongestReason, lines: true));
}
