using Credentials.Web.Languages;
using Microsoft.AspNetCore.Http;

namespace Credentials.Web.Answers;

/// <summary>
/// Leads a person on to another page of ours after a form was dealt with (RFC 9110 section 15.4.4), so that reloading sends nothing again. A language chosen by
/// link stays.
/// </summary>
/// <param name="path">Begins with a slash and a name; never text from a request that was not held against <see cref="SignIn.OwnPath"/>.</param>
public sealed class SeeOther(string path) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => StatusCodes.Status303SeeOther;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var language = PageLanguage.Chosen(httpContext.Request);
        var isNamed = language is null || path.Contains($"{PageLanguage.QueryName}=", StringComparison.Ordinal);
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Response.Headers.Location = isNamed ? path : WithLanguage(language!);
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        return Task.CompletedTask;
    }

    private string WithLanguage(PageLanguage language)
    {
        var end = path.IndexOf('#', StringComparison.Ordinal);
        var (page, place) = end < 0 ? (path, "") : (path[..end], path[end..]);
        return $"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{PageLanguage.QueryName}={language.Tag}{place}";
    }
}
