using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

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
        var context = PageContext.Of(httpContext);
        var html = await RenderAsync(httpContext.RequestServices, context);
        var response = httpContext.Response;
        response.StatusCode = StatusCode ?? StatusCodes.Status200OK;
        response.ContentType = ContentType;
        response.Headers.CacheControl = CacheControl;
        response.Headers.Vary = "Accept, Accept-Language";
        response.Headers.ContentLanguage = context.Language.Tag;
        await response.WriteAsync(html, httpContext.RequestAborted);
    }

    private async Task<string> RenderAsync(IServiceProvider services, PageContext context)
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            // Only here, so that no API call ever writes a number in a reader's form. It ends with this asynchronous flow.
            CultureInfo.CurrentCulture = context.Language.Culture;
            CultureInfo.CurrentUICulture = context.Language.Culture;
            var root = await renderer.RenderComponentAsync<PageRoot>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(PageRoot.Context)] = context,
                [nameof(PageRoot.Type)] = typeof(TPage),
                [nameof(PageRoot.Parameters)] = Parameters,
            }));
            return root.ToHtmlString();
        });
    }
}
