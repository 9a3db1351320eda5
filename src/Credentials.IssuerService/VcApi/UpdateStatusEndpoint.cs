using Credentials.EvidenceStore.Consulting;
using Credentials.IssuerService.Revoking;
using Credentials.Web;
using Credentials.Web.Access;
using Credentials.Web.VcApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.VcApi;

/// <summary><c>POST /vc-api/credentials/status</c>: <c>{credentialId, credentialStatus, status}</c>, by the way of every revocation and suspension.</summary>
internal static class UpdateStatusEndpoint
{
    private const string Reason = "VC-API";

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/vc-api/credentials/status", HandleAsync)
        .RequireCaller(CallerRole.Issuer)
        .WithSummary("VC-API: revoke (final), suspend or reinstate a credential by its status entry.")
        .Produces(StatusCodes.Status200OK).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> HandleAsync(
        HttpContext context, ConsultAwards awards, ChangeStatus change, PublicAddress address, CancellationToken cancel)
    {
        var (body, unreadable) = await VcApiBody.ReadAsync(context.Request, VcApiBody.NoOptions, cancel);
        if (body is null)
            return new VcProblemAnswer(unreadable!);
        using (body)
        {
            if (AskedStatus.Read(body.Root, out var fault) is not { } asked)
                return new VcProblemAnswer(fault!);
            var centre = context.CallerCentre();
            if (!(await awards.FindAsync(centre, asked.Credential, cancel)).TryGet(out var award, out var problem))
                return VcProblemAnswer.Of(problem);
            if (asked.FaultFor(award, address) is { } differs)
                return VcProblemAnswer.Of(new Problem(ProblemCode.InvalidInput, "The status entry is not the credential's.") { Errors = [differs] });
            if (asked.TargetOf(award.Document.Status) is { } status
                && (await change.RunAsync(centre, asked.Credential, status, Reason, context.Caller().KeyId, cancel: cancel)).Problem is { } refused)
                return VcProblemAnswer.Of(refused);
            return Results.Ok();
        }
    }
}
