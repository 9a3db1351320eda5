using Credentials.EvidenceStore.Consulting;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Awarding;

internal static class ReadAwardEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapMethods("/api/awards/{id:guid}", ReadEndpoints.Methods, HandleAsync)
        .RequireCaller(CallerRole.Issuer)
        .WithSummary("One award of the caller's centre, with its status and its journal.")
        .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(HttpContext context, Guid id, ConsultAwards awards, AwardLinks links, CancellationToken cancel) =>
        (await awards.FindAsync(context.CallerCentre(), id, cancel)).TryGet(out var award, out var problem)
            ? new JsonAnswer(StatusCodes.Status200OK, writer => AwardJson.WriteWhole(writer, award, links))
            : problem.ToResult();
}
