using System.Buffers;
using System.Text.Json;
using Credentials.EvidenceStore.Recording;
using Credentials.Web.Answers;
using Credentials.Web.Headers;
using Credentials.Web.Pages;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Publishing;

/// <summary>The public page of one version of an achievement: for people a page, for programs the definition.</summary>
internal static class AchievementPageEndpoint
{
    private const string Html = "text/html";
    private const string Json = "application/json";

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapMethods(AchievementAddress.Pattern, [HttpMethods.Get, HttpMethods.Head], HandleAsync).OpenToAllOrigins()
        .WithSummary("One version of an achievement, as a page or, by Accept, as application/json.")
        .Produces(StatusCodes.Status200OK, contentType: Html, additionalContentTypes: Json).ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(
        HttpContext context, string slug, string id, int version, AchievementVersions achievements, Centres centres,
        IOptions<IssuerServiceOptions> options, CancellationToken cancel)
    {
        var isPage = Accept.Choose(context.Request.Headers.Accept, Html, Json) == Html;
        if (await achievements.FindAsync(slug, id, version, cancel) is not { } found || await centres.FindAsync(slug, cancel) is not { } centre)
        {
            return isPage
                ? ErrorPage.Of(StatusCodes.Status404NotFound)
                : new Problem(ProblemCode.NotFound, "there is no such achievement").ToResult();
        }

        if (isPage)
        {
            return new PageResult<AchievementPage>
            {
                CacheControl = $"private, max-age={(long)options.Value.DocumentMaxAge.TotalSeconds}",
                Parameters = new Dictionary<string, object>
                {
                    [nameof(AchievementPage.Version)] = found,
                    [nameof(AchievementPage.Centre)] = centre.Centre,
                },
            };
        }

        var body = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(body))
            found.Achievement.Write(writer);
        return new PublishedFileAnswer(new PublishedFile(body.WrittenMemory, Json, options.Value.DocumentMaxAge) { IsNegotiated = true });
    }
}
