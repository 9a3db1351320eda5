using Credentials.EvidenceStore.Consulting;
using Credentials.IssuerService.Issuing;
using Credentials.IssuerService.Publishing;
using Credentials.Issuing;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Awarding;

internal static class GiveCredentialEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapRead("/api/credentials/{id:guid}", HandleAsync)
        .RequireCaller(CallerRole.Issuer)
        .WithSummary("The signed credential, in the form that Accept names: application/vc+jwt (default) or application/vc.")
        .Produces(StatusCodes.Status200OK, contentType: MediaTypes.VcJwt, additionalContentTypes: MediaTypes.DataIntegrity)
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status406NotAcceptable);

    private static async Task<IResult> HandleAsync(HttpContext context, Guid id, ConsultAwards awards, IssueForm issue, CancellationToken cancel)
    {
        context.Response.Headers.Append("Vary", "Accept");
        var chosen = Accept.Choose(context.Request.Headers.Accept, MediaTypes.VcJwt, MediaTypes.DataIntegrity);
        if (chosen is null)
        {
            // What is not the caller's is not there, whatever form is asked for.
            var found = await awards.FindAsync(context.CallerCentre(), id, cancel);
            var noSuchForm = new Problem(ProblemCode.NotAcceptable, $"the credential can be had as {MediaTypes.VcJwt} or {MediaTypes.DataIntegrity}");
            return (found.Problem ?? noSuchForm).ToResult();
        }

        var form = chosen == MediaTypes.VcJwt ? CredentialForm.VcJwt : CredentialForm.DataIntegrity;
        return (await issue.RunAsync(context.CallerCentre(), id, form, cancel)).TryGet(out var signed, out var problem)
            ? new BytesAnswer(signed.Utf8, chosen)
            : problem.ToResult();
    }
}
