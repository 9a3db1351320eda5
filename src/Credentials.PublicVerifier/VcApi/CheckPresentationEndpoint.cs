using Credentials.LinkedData;
using Credentials.PublicVerifier.Verifying;
using Credentials.Verifying;
using Credentials.Web.Headers;
using Credentials.Web.VcApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.PublicVerifier.VcApi;

/// <summary>
/// <c>POST /vc-api/presentations/verify</c>: <c>{verifiablePresentation, options}</c>, or <c>{presentation, options}</c> for one that nobody signed, whose
/// credentials are verified then.
/// </summary>
internal static class CheckPresentationEndpoint
{
    private static readonly Dictionary<string, VcApiOption> Options = new(AskedOfProof.Options, StringComparer.Ordinal) { ["returnPresentation"] = VcApiOption.Flag };

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/vc-api/presentations/verify", HandleAsync).OpenToAllOrigins()
        .WithSummary("VC-API: verify a presentation and the credentials in it, against options.challenge and options.domain. 200 when all of it verifies, otherwise 400 with the report.")
        .Produces(StatusCodes.Status200OK, contentType: "application/json").Produces(StatusCodes.Status400BadRequest, contentType: "application/json");

    private static async Task<IResult> HandleAsync(HttpContext context, VerifyCredential verify, JsonLdContexts contexts, CancellationToken cancel)
    {
        var (body, unreadable) = await VcApiBody.ReadAsync(context.Request, Options, cancel);
        if (body is null)
            return new VerificationAnswer(unreadable!);
        context.Response.RegisterForDispose(body);
        var isUnsigned = !body.Root.TryGetProperty("verifiablePresentation", out _) && body.Root.TryGetProperty("presentation", out _);
        var name = isUnsigned ? "presentation" : "verifiablePresentation";
        if (HandedToVerify.Read(body.Root, name, isPresentation: true, contexts, out var fault) is not { } presented)
            return new VerificationAnswer(fault!);
        var asked = AskedOfProof.Read(body);
        // The report compares what one verifier asks for itself; of a presentation that nobody signed it would not, so that all of it is compared here.
        var (challenge, domain) = isUnsigned ? (null, null) : (asked.Challenge, asked.Domains is [var only] ? only : null);
        var report = await verify.RunAsync(presented, challenge, domain, cancel);
        var besides = asked with { Challenge = isUnsigned ? asked.Challenge : null, Domains = domain is null ? asked.Domains : null };
        IReadOnlyList<VcProblem> faults = [.. isUnsigned && IsSigned(report) ? [SignedAfterAll] : Array.Empty<VcProblem>(), .. besides.Differences(presented)];
        return new VerificationAnswer(CheckedFindings.Of(report, presented, isUnsigned, challenge), faults)
        {
            TellsProblems = body.Flag("returnProblemDetails", otherwise: true),
            Returned = body.Flag("returnPresentation") ? ("verifiablePresentation", body.Root.GetProperty(name)) : null,
            Results = body.Flag("returnResults") ? writer => StepResults.WritePresentation(writer, presented, report, asked) : null,
        };
    }

    // As one that nobody signed its challenge would not be looked at, and yet it would seem to be verified.
    private static VcProblem SignedAfterAll => new(VcProblemTypes.MalformedValue, "The presentation is signed: send it as verifiablePresentation.")
    {
        Errors = [new InputError("/presentation", "signed", "The presentation is signed: send it as verifiablePresentation.")],
    };

    private static bool IsSigned(VerificationReport report) => report.Checks.All(check => check.Reason != Reasons.NotSigned.Reason);
}
