using Credentials.Baking;
using Credentials.PublicVerifier.Receipts;
using Credentials.PublicVerifier.Verifying;
using Credentials.Verifying;
using Credentials.Web;
using Credentials.Web.Limits;
using Credentials.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.PublicVerifier.Pages;

/// <summary><c>GET /verify</c>, the form; <c>POST /verify</c>, the report on what the form brought. Works without scripts.</summary>
public static class VerifyPageEndpoint
{
    /// <summary>More than a form may hold, so that somewhat too large a file gets the form's own message.</summary>
    private const long ReadAtMost = 8 * 1024 * 1024;

    private const int EchoAtMost = 20_000;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/verify", ["GET", "HEAD"], IResult () => new PageResult<VerifyPage> { CacheControl = "private, max-age=300" }).ExcludeFromDescription();
        // No antiforgery token: the call changes nothing, and there is no cookie that another site could ride on.
        endpoints.MapPost("/verify", HandleAsync).AllowBody(ReadAtMost).DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<IResult> HandleAsync(HttpContext context, IVerifyCredentials verify, IReceipts receipts, PublicAddress address, CancellationToken cancel)
    {
        var request = context.Request;
        var handedIn = await HandedIn.ReadAsync(request, cancel);
        if (handedIn.Error is { } error) return Again(error, null);
        if (!BakedFile.CredentialIn(handedIn.Bytes).TryGet(out var bytes, out var problem)) return Again(ErrorOf(problem), handedIn.Text);
        var text = handedIn.Text ?? (bytes.Length < EchoAtMost ? System.Text.Encoding.UTF8.GetString(bytes.Span) : "");
        if (ShareLinks.FindPath(text, address, request.Host) is { } path)
        {
            context.Response.Headers.Location = path + request.QueryString;
            return Results.StatusCode(StatusCodes.Status303SeeOther);
        }

        if (ShareLinks.IsLink(text)) return Again("foreign-link", handedIn.Text);
        if (VerificationReceipt.IsOne(bytes.Span))
            return (await receipts.CheckAsync(bytes, cancel)).TryGet(out var receipt, out _) ? Answer<ReceiptPage>(nameof(ReceiptPage.Checked), receipt, text) : Again("not-a-receipt", handedIn.Text);
        return (await verify.RunAsync(bytes, cancel)).TryGet(out var report, out problem) ? Answer<ReportPage>(nameof(ReportPage.Report), report, text) : Again(ErrorOf(problem), handedIn.Text);
    }

    internal static string ErrorOf(Problem problem) =>
        problem.Code == ProblemCode.TooLarge ? "too-large"
        : problem.Errors is [{ Reason: BakingReasons.NothingInside or BakingReasons.SeveralInside or BakingReasons.FileUnreadable } error] ? error.Reason
        : "not-a-credential";

    private static PageResult<TPage> Answer<TPage>(string name, object found, string text)
        where TPage : IComponent
    {
        var parameters = new Dictionary<string, object> { [name] = found };
        if (text.Length is > 0 and <= EchoAtMost) parameters[nameof(ReportPage.Text)] = text;
        return new PageResult<TPage> { Parameters = parameters };
    }

    private static PageResult<VerifyPage> Again(string error, string? pasted)
    {
        var parameters = new Dictionary<string, object> { [nameof(VerifyPage.Error)] = error };
        if (pasted is { Length: <= EchoAtMost }) parameters[nameof(VerifyPage.Text)] = pasted;
        return new PageResult<VerifyPage> { StatusCode = StatusCodes.Status400BadRequest, Parameters = parameters };
    }
}
