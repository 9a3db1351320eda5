using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Credentials.Web.Pages;

/// <summary>A Razor component as a whole HTML page, as text.</summary>
internal static class PageHtml
{
    public static async Task<string> RenderAsync<TPage>(IServiceProvider services, PageContext context, IDictionary<string, object> parameters)
        where TPage : IComponent
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
                [nameof(PageRoot.Parameters)] = parameters,
            }));
            return root.ToHtmlString();
        });
    }
}
