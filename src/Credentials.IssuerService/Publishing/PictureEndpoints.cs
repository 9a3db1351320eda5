using Credentials.Web.Answers;
using Credentials.Web.Headers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Publishing;

/// <summary>A centre's logo, and the own badges of its achievements, for everyone.</summary>
internal static class PictureEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/centres/{slug}/logo", ReadEndpoints.Methods, LogoAsync).OpenToAllOrigins()
            .WithSummary("The centre's logo, as PNG or SVG.")
            .Produces(StatusCodes.Status200OK, contentType: MediaTypes.Png, additionalContentTypes: [MediaTypes.Svg])
            .ProducesProblem(StatusCodes.Status404NotFound);
        endpoints.MapMethods("/achievements/{slug}/{id}/picture", ReadEndpoints.Methods, BadgeAsync).OpenToAllOrigins()
            .WithSummary("The achievement's own badge, as PNG or SVG; 404 where it has none: image.svg below its versions is always there.")
            .Produces(StatusCodes.Status200OK, contentType: MediaTypes.Png, additionalContentTypes: [MediaTypes.Svg])
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    public static string PathOfLogo(string slug) => $"/centres/{slug}/logo";

    public static string PathOfBadge(string slug, string achievement) => $"/achievements/{slug}/{achievement}/picture";

    private static async Task<IResult> LogoAsync(string slug, PicturePublisher pictures, CancellationToken cancel) =>
        Answer(await pictures.FindLogoAsync(slug, cancel));

    private static async Task<IResult> BadgeAsync(string slug, string id, PicturePublisher pictures, CancellationToken cancel) =>
        Answer(await pictures.FindBadgeAsync(slug, id, cancel));

    private static IResult Answer(PublishedFile? file) =>
        file is null ? new Problem(ProblemCode.NotFound, "there is no such picture").ToResult() : new PublishedFileAnswer(file);
}
