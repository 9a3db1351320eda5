using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Recording;
using Credentials.Inputs;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.EvidenceStore.Registering;

/// <summary><c>POST /api/records/{id}/cancellation</c>: <c>{"reason", "replacedBy"?}</c>.</summary>
internal static class CancelProofEndpoint
{
    private const int LongestReason = 500;

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/api/records/{id:guid}/cancellation", HandleAsync)
        .RequireCaller(CallerRole.Authority, CallerRole.Issuer).AllowBody(16 * 1024)
        .WithSummary("Cancel a proof from outside, for good: {\"reason\", \"replacedBy\"?}.")
        .Produces(StatusCodes.Status200OK, contentType: "application/json")
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> HandleAsync(HttpContext context, Guid id, CancelProof cancelProof, Centres centres, CancellationToken cancel)
    {
        if (!(await JsonBody.ReadAsync(context.Request, Read, "The cancellation has faults.", cancel)).TryGet(out var asked, out var fault))
            return fault.ToResult();
        var caller = context.Caller();
        var sight = await RecordSight.OfAsync(caller, centres, cancel);
        var cancelled = await cancelProof.RunAsync(id, sight, cancelProof.Now(caller.KeyId, asked.Reason!), asked.ReplacedBy, cancel);
        return cancelled.TryGet(out var proof, out var problem)
            ? new JsonAnswer(StatusCodes.Status200OK, json =>
            {
                json.WriteStartObject();
                RecordWords.Write(json, new RecordView(proof.Record, proof, Content: null), withLearner: false);
                json.WriteEndObject();
            })
            : problem.ToResult();
    }

    private static (string? Reason, Guid? ReplacedBy) Read(InputObject body)
    {
        var reason = body.Text("reason", LongestReason, "Say why it is cancelled.", lines: true);
        if (body.Text("replacedBy", 36) is not { } text)
            return (reason, null);
        if (!Guid.TryParseExact(text, "D", out var id))
            body.Fault("replacedBy", InputReasons.BadFormat, "This must be the id of a record.");
        return (reason, id);
    }
}
