using Credentials.Baking;
using Credentials.Encoding;
using Credentials.PublicVerifier.Gathering;
using Credentials.PublicVerifier.Pages;
using Credentials.Verifying;
using Credentials.Web.Headers;
using Credentials.Web.Limits;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.PublicVerifier.Verifying;

/// <summary>
/// <c>POST /api/verify</c>: <c>{"credential": …}</c> with a token or an object, or the text or file itself in any content type, or as <c>file</c> or
/// <c>credential</c> of a multipart form. Bare JSON is known by lacking a <c>credential</c> member.
/// </summary>
public static class VerifyCredentialEndpoint
{
    private static readonly Problem TooLarge =
        new(ProblemCode.TooLarge, $"what is to be verified may have at most {StrictJson.MaxBytes} bytes, an image or a PDF {BakedFile.MaxBytes}");

    public static IEndpointRouteBuilder Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/api/verify", HandleAsync).WithName("VerifyCredential").AllowBody(HandedIn.MaxFormBytes).DisableAntiforgery().OpenToAllOrigins();
        return endpoints;
    }

    public static async Task<IResult> HandleAsync(HttpRequest request, IVerifyCredentials verify, CancellationToken cancel)
    {
        if (!(await ReadAsync(request, cancel)).TryGet(out var credential, out var problem))
            return problem.ToResult();
        return (await verify.RunAsync(credential, cancel)).TryGet(out var report, out problem) ? new ReportAnswer(report) : problem.ToResult();
    }

    /// <summary>What is to be checked, in whichever of the ways it was handed in.</summary>
    public static async Task<Result<ReadOnlyMemory<byte>>> ReadAsync(HttpRequest request, CancellationToken cancel) =>
        (await ReadBodyAsync(request, cancel)).Then(VerifyRequest.CredentialIn);

    private static async Task<Result<ReadOnlyMemory<byte>>> ReadBodyAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true)
        {
            var form = await HandedIn.ReadAsync(request, cancel);
            return form.Error switch
            {
                null => form.Bytes,
                "too-large" => TooLarge,
                _ => new Problem(ProblemCode.NotACredential, "the form has no credential in its field file or credential"),
            };
        }

        return request.ContentLength > BakedFile.MaxBytes || await BoundedReading.ReadAsync(request.Body, BakedFile.MaxBytes, cancel) is not { } body
            || body.Length > HandedIn.MostOf(body.Span)
            ? TooLarge
            : (ReadOnlyMemory<byte>)body;
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
