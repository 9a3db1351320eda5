using Credentials.Web.Limits;
using Credentials.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Credentials.PublicVerifier.Several;

/// <summary><c>GET /verify/several</c>, the form; <c>POST</c>, a table of what was found. Works without scripts, keeps nothing.</summary>
internal static class SeveralEndpoints
{
    public const string Path = "/verify/several";

    /// <summary>More than a form may hold, so that somewhat too much gets the form's own message.</summary>
    private const long ReadAtMost = SeveralForm.MaxBytes + 8 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Path, ["GET", "HEAD"], IResult () => new PageResult<SeveralPage> { CacheControl = "private, max-age=300" }).ExcludeFromDescription();
        // No antiforgery token: the call changes nothing, and there is no cookie that another site could ride on.
        endpoints.MapPost(Path, HandleAsync).AllowBody(ReadAtMost).DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<IResult> HandleAsync(HttpContext context, CheckSeveral check, IOptions<RateLimiterOptions> limits, CancellationToken cancel)
    {
        using var turn = await check.TakeTurnAsync(cancel);
        if (turn is null)
            return Again("busy", null, StatusCodes.Status503ServiceUnavailable);
        var form = await SeveralForm.ReadAsync(context.Request, cancel);
        if (form.Error is { } error)
            return Again(error, form.Text, StatusCodes.Status400BadRequest);
        // Each counts like a check by itself; one was counted with the call.
        using var lease = limits.Value.GlobalLimiter?.AttemptAcquire(context, form.Items.Count - 1);
        if (lease is { IsAcquired: false })
            return Again("busy", form.Text, StatusCodes.Status429TooManyRequests);

        var items = await check.RunAsync(form.Items, context.Request.Host, cancel);
        return new PageResult<SeveralResultPage> { Parameters = new Dictionary<string, object> { [nameof(SeveralResultPage.Items)] = items } };
    }

    private static PageResult<SeveralPage> Again(string error, string? text, int status)
    {
        var parameters = new Dictionary<string, object> { [nameof(SeveralPage.Error)] = error };
        if (text is { Length: > 0 and < 20_000 }) parameters[nameof(SeveralPage.Text)] = text;
        return new PageResult<SeveralPage> { StatusCode = status, Parameters = parameters };
    }
}
