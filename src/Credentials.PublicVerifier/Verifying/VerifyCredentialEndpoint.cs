using Credentials.Encoding;
using Credentials.PublicVerifier.Gathering;
using Credentials.Verifying;
using Credentials.Web.Headers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.PublicVerifier.Verifying;

/// <summary>
/// <c>POST /api/verify</c>: <c>{"credential": …}</c> with a token or an object, or the text or file itself in any content type.
/// Bare JSON is known by lacking a <c>credential</c> member.
/// </summary>
public static class VerifyCredentialEndpoint
{
    public static IEndpointRouteBuilder Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/api/verify", HandleAsync).WithName("VerifyCredential").DisableAntiforgery().OpenToAllOrigins();
        return endpoints;
    }

    public static async Task<IResult> HandleAsync(HttpRequest request, IVerifyCredentials verify, CancellationToken cancel)
    {
        if (request.ContentLength > StrictJson.MaxBytes || await BoundedReading.ReadAsync(request.Body, StrictJson.MaxBytes, cancel) is not { } body)
            return new Problem(ProblemCode.TooLarge, $"what is to be verified may have at most {StrictJson.MaxBytes} bytes").ToResult();
        if (!VerifyRequest.CredentialIn(body).TryGet(out var credential, out var problem))
            return problem.ToResult();
        return (await verify.RunAsync(credential, cancel)).TryGet(out var report, out problem) ? new ReportAnswer(report) : problem.ToResult();
    }

    private sealed class ReportAnswer(VerificationReport report) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var body = VerificationReportJson.Serialize(report);
            httpContext.Response.ContentType = "application/json";
            httpContext.Response.ContentLength = body.Length;
            // A verdict holds for this moment only, and names a person.
            httpContext.Response.Headers.CacheControl = "no-store";
            return httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
        }
    }
}
