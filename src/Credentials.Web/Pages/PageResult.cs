using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Credentials.Web.Pages;

/// <summary>Answers a Razor component as a whole HTML page, rendered here and sent without any script of the framework.</summary>
/// <typeparam name="TPage">A component whose markup is one <see cref="Page"/>.</typeparam>
public sealed class PageResult<TPage> : IResult, IStatusCodeHttpResult, IContentTypeHttpResult
    where TPage : IComponent
{
    /// <summary>The component's parameters by name.</summary>
    public IDictionary<string, object> Parameters { get; init; } = new Dictionary<string, object>();

    public int? StatusCode { get; init; } = StatusCodes.Status200OK;

    public string ContentType => "text/html; charset=utf-8";

    /// <summary>The <c>Cache-Control</c> of the answer. Never shared between readers, because the language differs.</summary>
    public string CacheControl { get; init; } = "no-store";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var context = PageContext.Of(httpContext.Request);
        var html = await PageHtml.RenderAsync<TPage>(httpContext.RequestServices, context, Parameters);
        var response = httpContext.Response;
        response.StatusCode = StatusCode ?? StatusCodes.Status200OK;
        response.ContentType = ContentType;
        response.Headers.CacheControl = CacheControl;
        response.Headers.Vary = "Accept, Accept-Language";
        response.Headers.ContentLanguage = context.Language.Tag;
        await response.WriteAsync(html, httpContext.RequestAborted);
    }
}
