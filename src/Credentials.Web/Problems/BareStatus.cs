using Credentials.Web.Pages;
using Microsoft.AspNetCore.Http;

namespace Credentials.Web.Problems;

/// <summary>Gives an error status without a body its body: a page for people, a problem for programs.</summary>
internal static class BareStatus
{
    public static Task AnswerAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var result = IsForPeople(context.Request) ? ErrorPage.Of(status) : ProblemMapping.OfStatus(status);
        return result.ExecuteAsync(context);
    }

    private static bool IsForPeople(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api") && !request.Path.StartsWithSegments("/vc-api")
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
