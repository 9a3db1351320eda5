using Credentials.PublicVerifier.Gathering;
using Credentials.PublicVerifier.Pages;
using Credentials.PublicVerifier.Verifying;
using Credentials.Web.Answers;
using Credentials.Web.Headers;
using Credentials.Web.Limits;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.PublicVerifier.Receipts;

/// <summary>Signed receipts of checks: for programs under <c>/api/receipts</c>, for pages as a file beside the answer that they show.</summary>
internal static class ReceiptEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/api/receipts", MakeAsync).WithName("MakeReceipt").AllowBody(HandedIn.MaxFormBytes).DisableAntiforgery().OpenToAllOrigins()
            .WithSummary("Checks a credential, handed in as at /api/verify, and answers what was found, signed by the verifier (schemas/verification-receipt.schema.json).")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status400BadRequest);
        endpoints.MapPost("/api/receipts/verify", CheckAsync).WithName("VerifyReceipt").AllowBody(HandedIn.MaxFormBytes).DisableAntiforgery().OpenToAllOrigins()
            .WithSummary("Whether a receipt is as its verifier signed it: outcome genuine, genuine-elsewhere (by another verifier), altered, verifier-unreachable or key-unknown.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status400BadRequest);
        endpoints.MapPost("/verify/receipt", OfFormAsync).AllowBody(HandedIn.MaxFormBytes).DisableAntiforgery().ExcludeFromDescription();
        endpoints.MapMethods("/s/{token}/receipt.json", ReadEndpoints.Methods, OfShareAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> MakeAsync(HttpRequest request, IReceipts receipts, TimeProvider time, CancellationToken cancel) =>
        !(await VerifyCredentialEndpoint.ReadAsync(request, cancel)).TryGet(out var credential, out var problem) ? problem.ToResult()
        : await AnswerAsync(credential, request.HttpContext.Response, receipts, time, cancel);

    private static async Task<IResult> OfFormAsync(HttpRequest request, IReceipts receipts, TimeProvider time, CancellationToken cancel)
    {
        var handedIn = await HandedIn.ReadAsync(request, cancel);
        return handedIn.Error is { } error
            ? new Problem(error == "too-large" ? ProblemCode.TooLarge : ProblemCode.NotACredential, "The form brought no credential.").ToResult()
            : await AnswerAsync(handedIn.Bytes, request.HttpContext.Response, receipts, time, cancel);
    }

    private static async Task<IResult> OfShareAsync(
        string token, HttpContext context, IOpenShares shares, IReceipts receipts, TimeProvider time, CancellationToken cancel)
    {
        var shared = await shares.OpenShareAsync(token, HttpMethods.IsGet(context.Request.Method), cancel);
        SharedLinkAnswers.KeepFromSearchEngines(context.Response);
        // A receipt says all that the credential says.
        if (shared.IsSummary)
            return Results.StatusCode(StatusCodes.Status404NotFound);
        return shared is not { State: ShareState.Open, Forms: [var form, ..] }
            ? SharedLinkAnswers.NotOpenAnswer(shared, context.Request)
            : await AnswerAsync(form.Utf8, context.Response, receipts, time, cancel);
    }

    private static async Task<IResult> AnswerAsync(
        ReadOnlyMemory<byte> credential, HttpResponse response, IReceipts receipts, TimeProvider time, CancellationToken cancel) =>
        (await receipts.MakeAsync(credential, cancel)).TryGet(out var receipt, out var problem) ? ReceiptAnswer.Of(receipt, response, time.GetUtcNow()) : problem.ToResult();

    private static async Task<IResult> CheckAsync(HttpRequest request, IReceipts receipts, CancellationToken cancel)
    {
        if (!(await VerifyCredentialEndpoint.ReadAsync(request, cancel)).TryGet(out var body, out var problem)
            || !(await receipts.CheckAsync(body, cancel)).TryGet(out var found, out problem))
            return problem.ToResult();
        return new JsonAnswer(StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject();
            json.WriteString("outcome", found.Outcome);
            json.WriteString("verifier", found.Receipt.Verifier.Value);
            json.WriteString("id", found.Receipt.Id);
            json.WriteEndObject();
        });
    }
}
