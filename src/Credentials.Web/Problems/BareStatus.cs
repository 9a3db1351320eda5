using Credentials.Web.Pages;
using Microsoft.AspNetCore.Http;

namespace Credentials.Web.Problems;

/// <summary>Gives an error status without a body its body: a page for people, a problem for programs.</summary>
internal static class BareStatus
{
    public static Task AnswerAsync(HttpContext context) => AnswerAsync(context, ProblemMapping.OfStatus(context.Response.StatusCode));

    /// <param name="problem">What a program gets; its status is the answer's.</param>
    public static Task AnswerAsync(HttpContext context, IResult problem) =>
        (IsForPeople(context.Request) ? ErrorPage.Of(((IStatusCodeHttpResult)problem).StatusCode!.Value) : problem).ExecuteAsync(context);

    private static bool IsForPeople(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api") && !request.Path.StartsWithSegments("/vc-api")
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
