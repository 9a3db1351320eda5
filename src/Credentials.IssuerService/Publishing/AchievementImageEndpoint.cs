using Credentials.Badges;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.Web.Answers;
using Credentials.Web.Headers;
using Credentials.Web.Languages;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Publishing;

/// <summary>The picture of one version of an achievement, which nobody's credential is in.</summary>
internal static class AchievementImageEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapMethods(AchievementAddress.Pattern + "/image.svg", ReadEndpoints.Methods, HandleAsync).OpenToAllOrigins()
        .WithSummary("The badge image of one version of an achievement; ?lang= chooses among the languages that it is offered in.")
        .Produces(StatusCodes.Status200OK, contentType: MediaTypes.Svg).ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(
        HttpContext context, string slug, string id, int version, AchievementVersions achievements, Centres centres, CentrePictures pictures,
        IOptions<IssuerServiceOptions> options, CancellationToken cancel)
    {
        if (await achievements.FindAsync(slug, id, version, cancel) is not { Achievement: var achievement } || await centres.FindAsync(slug, cancel) is not { } centre)
            return new Problem(ProblemCode.NotFound, "there is no such achievement").ToResult();
        var language = PageLanguage.Chosen(context.Request)?.Tag is { } tag && achievement.Title.Has(tag) ? tag : achievement.Languages[0];
        if (await pictures.FindAsync(slug, PictureDocument.OfAchievement(achievement.Id), cancel) is { } own)
            return new PublishedFileAnswer(new PublishedFile(own.ToSvg(achievement.Title.In(language)), MediaTypes.Svg, options.Value.DocumentMaxAge) { IsForeign = true });
        var levels = achievement.Levels.Select(level => (level.Framework, level.Level)).OrderBy(level => level.Framework == "vks" ? 0 : 1).ToList();
        var svg = BadgeImage.Draw(achievement.Title.In(language), centre.Centre.Name, levels, language);
        return new PublishedFileAnswer(new PublishedFile(System.Text.Encoding.UTF8.GetBytes(svg), MediaTypes.Svg, options.Value.DocumentMaxAge));
    }
}
