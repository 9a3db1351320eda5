using Credentials.Issuing;
using Credentials.Web.Answers;
using Credentials.Web.Headers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Publishing;

internal static class StatusListEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapMethods("/status/{list}/{purpose}", [HttpMethods.Get, HttpMethods.Head], HandleAsync).OpenToAllOrigins()
        .WithSummary("A status list: as Bitstring Status List credential, purpose revocation or suspension, application/vc (default; as application/ld+json or application/json where that is asked for) or application/vc+jwt; as token, application/statuslist+jwt.")
        .Produces(StatusCodes.Status200OK, contentType: MediaTypes.DataIntegrity, additionalContentTypes: ["application/ld+json", "application/json", MediaTypes.VcJwt, MediaTypes.StatusListToken])
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> HandleAsync(
        HttpContext context, string list, string purpose, StatusListPublisher lists, CancellationToken cancel)
    {
        var chosen = CredentialMediaType.Choose(context.Request.Headers.Accept, MediaTypes.VcJwt);
        var form = chosen == MediaTypes.VcJwt ? CredentialForm.VcJwt : CredentialForm.DataIntegrity;
        // Token Status List, section "Historical Resolution": a service that keeps no former lists says so.
        if (purpose == StatusPurposes.Token && context.Request.Query.ContainsKey("time"))
            return ProblemMapping.OfStatus(StatusCodes.Status501NotImplemented, "former editions of the list are not kept");
        if ((await lists.FindAsync(list, purpose, form, cancel)).TryGet(out var file, out var problem))
            return new PublishedFileAnswer(file.IsNegotiated ? file.As(chosen) : file);
        return problem.Code == ProblemCode.NotFound ? problem.ToResult() : ProblemMapping.OfStatus(StatusCodes.Status503ServiceUnavailable, problem.Detail);
    }
}
