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
        .WithSummary("A Bitstring Status List credential, purpose revocation or suspension, as application/vc (default) or application/vc+jwt.")
        .Produces(StatusCodes.Status200OK, contentType: MediaTypes.DataIntegrity, additionalContentTypes: MediaTypes.VcJwt)
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> HandleAsync(
        HttpContext context, string list, string purpose, StatusListPublisher lists, CancellationToken cancel)
    {
        // A verifier that asks for plain JSON can read the default: refusing it would make a credential undecidable for a header's sake.
        var chosen = Accept.Choose(context.Request.Headers.Accept, MediaTypes.DataIntegrity, MediaTypes.VcJwt);
        var form = chosen == MediaTypes.VcJwt ? CredentialForm.VcJwt : CredentialForm.DataIntegrity;
        if ((await lists.FindAsync(list, purpose, form, cancel)).TryGet(out var file, out var problem))
            return new PublishedFileAnswer(file);
        return problem.Code == ProblemCode.NotFound ? problem.ToResult() : ProblemMapping.OfStatus(StatusCodes.Status503ServiceUnavailable, problem.Detail);
    }
}
