using Credentials.EvidenceStore.Consulting;
using Credentials.IssuerService.Issuing;
using Credentials.IssuerService.Publishing;
using Credentials.Issuing;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Awarding;

internal static class GiveCredentialEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapMethods("/api/credentials/{id:guid}", ReadEndpoints.Methods, HandleAsync)
        .RequireCaller(CallerRole.Issuer)
        .WithSummary("The signed credential, in the form that Accept names: application/vc+jwt (default), application/vc or application/dc+sd-jwt; application/pdf, image/svg+xml and image/png show it and hold it.")
        .Produces(StatusCodes.Status200OK, contentType: MediaTypes.VcJwt, additionalContentTypes: [MediaTypes.DataIntegrity, MediaTypes.SdJwtVc, MediaTypes.Pdf, MediaTypes.Svg, MediaTypes.Png])
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status406NotAcceptable)
        .ProducesProblem(StatusCodes.Status501NotImplemented).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static readonly string[] Forms = [MediaTypes.VcJwt, MediaTypes.DataIntegrity, MediaTypes.SdJwtVc, MediaTypes.Pdf, MediaTypes.Svg, MediaTypes.Png];

    private static async Task<IResult> HandleAsync(
        HttpContext context, Guid id, ConsultAwards awards, IssueForm issue, IssueSdJwtVcForm issueSdJwtVc, MakeCredentialFile make, CancellationToken cancel)
    {
        context.Response.Headers.Append("Vary", "Accept");
        var chosen = Accept.Choose(context.Request.Headers.Accept, Forms);
        if (chosen is null)
        {
            // What is not the caller's is not there, whatever form is asked for.
            var found = await awards.FindAsync(context.CallerCentre(), id, cancel);
            var noSuchForm = new Problem(ProblemCode.NotAcceptable, $"the credential can be had as {string.Join(", ", Forms[..^1])} or {Forms[^1]}");
            return (found.Problem ?? noSuchForm).ToResult();
        }

        if (chosen is MediaTypes.Pdf or MediaTypes.Svg or MediaTypes.Png)
            return (await make.RunAsync(context.CallerCentre(), id, chosen, cancel)).TryGet(out var file, out var unmade) ? new BytesAnswer(file, chosen) : unmade.ToResult();
        var form = chosen == MediaTypes.VcJwt ? CredentialForm.VcJwt : CredentialForm.DataIntegrity;
        var given = chosen == MediaTypes.SdJwtVc
            ? await issueSdJwtVc.RunAsync(context.CallerCentre(), id, cancel)
            : await issue.RunAsync(context.CallerCentre(), id, form, cancel);
        return given.TryGet(out var signed, out var problem)
            ? new BytesAnswer(signed.Utf8, chosen)
            : problem.ToResult();
    }
}
