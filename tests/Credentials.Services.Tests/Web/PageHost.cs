using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Credentials.PublicVerifier.Gathering;
using Credentials.PublicVerifier.Pages;
using Credentials.PublicVerifier.Presentations;
using Credentials.PublicVerifier.Receipts;
using Credentials.PublicVerifier.Verifying;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.Services.Tests.Web;

/// <summary>The verifier's pages over <see cref="SampleCredentials"/>, in memory.</summary>
internal static class PageHost
{
    public static Task<TestHost> StartAsync() => TestHost.StartAsync(
        app => app.MapPublicVerifierPages().MapPresentations(),
        services: services =>
        {
            var samples = new SampleCredentials();
            services.AddSingleton<IOpenShares>(samples);
            services.AddSingleton<IFillWallets>(samples);
            services.AddSingleton<IServeLearners>(samples);
            services.AddSingleton<IVerifyCredentials>(samples);
            services.AddSingleton<IReceipts>(samples);
            services.AddSingleton<IPublishedDocuments>(samples);
            services.AddPublicVerifierPages().AddPresentations();
            services.AddSingleton<IPublishedAchievements>(samples).AddSingleton<IKeepRequests, RequestsInMemory>();
        });

    public static async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> OpenAsync(this TestHost host, string path, string language = "en")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
        request.Headers.AcceptLanguage.ParseAdd(language);
        var answer = await host.Client().SendAsync(request);
        return (answer, await ParseAsync(answer));
    }

    public static async Task<IHtmlDocument> ParseAsync(HttpResponseMessage answer)
    {
        var context = BrowsingContext.New(Configuration.Default);
        var html = await answer.Content.ReadAsStringAsync();
        return (IHtmlDocument)await context.OpenAsync(response => response.Content(html));
    }

    public static string TextOf(this IParentNode page, string selector) =>
        string.Join(' ', page.QuerySelectorAll(selector).Select(element => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
}
