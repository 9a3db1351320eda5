using Credentials.LinkedData;
using Credentials.PublicVerifier.Verifying;
using Credentials.Web.Headers;
using Credentials.Web.VcApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.PublicVerifier.VcApi;

/// <summary><c>POST /vc-api/credentials/verify</c>: <c>{verifiableCredential, options}</c>. Every check is always run, whichever the options name.</summary>
internal static class CheckCredentialEndpoint
{
    private static readonly Dictionary<string, VcApiOption> Options = new(AskedOfProof.Options, StringComparer.Ordinal) { ["returnCredential"] = VcApiOption.Flag };

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/vc-api/credentials/verify", HandleAsync).OpenToAllOrigins()
        .WithSummary("VC-API: verify a credential. 200 when it verifies, with a warning where only the trust in its issuer is undetermined; otherwise 400 with the report.")
        .Produces(StatusCodes.Status200OK, contentType: "application/json").Produces(StatusCodes.Status400BadRequest, contentType: "application/json");

    private static async Task<IResult> HandleAsync(HttpContext context, VerifyCredential verify, JsonLdContexts contexts, CancellationToken cancel)
    {
        var (body, unreadable) = await VcApiBody.ReadAsync(context.Request, Options, cancel);
        if (body is null)
            return new VerificationAnswer(unreadable!);
        context.Response.RegisterForDispose(body);
        if (HandedToVerify.Read(body.Root, "verifiableCredential", isPresentation: false, contexts, out var fault) is not { } presented)
            return new VerificationAnswer(fault!);
        var report = await verify.RunAsync(presented, cancel);
        return new VerificationAnswer(CheckedFindings.Of(report), AskedOfProof.Read(body).Differences(presented))
        {
            TellsProblems = body.Flag("returnProblemDetails", otherwise: true),
            Returned = body.Flag("returnCredential") ? ("credential", body.Root.GetProperty("verifiableCredential")) : null,
            Results = body.Flag("returnResults") ? writer => StepResults.Write(writer, presented, report) : null,
        };
    }
}
