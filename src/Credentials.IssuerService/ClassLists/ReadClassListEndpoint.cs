using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.ClassLists;

internal static class ReadClassListEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapMethods("/api/awards/batches/{id:guid}", ReadEndpoints.Methods, HandleAsync)
        .RequireCaller(CallerRole.Issuer)
        .WithSummary("How far a class list is, and the faults of its rows.")
        .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(HttpContext context, Guid id, ClassListsUnderWay lists, CancellationToken cancel) =>
        await lists.FindAsync(context.CallerCentre(), id, cancel) is { Document.State: not ClassListState.Draft } state
            ? new JsonAnswer(StatusCodes.Status200OK, writer => ClassListJson.Write(writer, state, withErrors: true))
            : new Problem(ProblemCode.NotFound, "there is no such batch").ToResult();
}
