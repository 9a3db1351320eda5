using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.IssuerService.Publishing;
using Credentials.Pictures;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Registering;

/// <summary><c>/api/centres/{slug}/logo</c> and <c>/api/achievements/{id}/picture</c>: the body is the picture, known by its content.</summary>
internal static class SetPictureEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        const string logo = "/api/centres/{slug}/logo";
        const string picture = "/api/achievements/{id}/picture";
        Describe(endpoints.MapPut(logo, SetLogoAsync).RequireCaller(CallerRole.Administrator, CallerRole.Issuer))
            .WithSummary("Set the centre's logo: PNG (at most 2000 by 2000) or SVG in which nothing runs, moves or is loaded, at most 256 kB.");
        Describe(endpoints.MapPut(picture, SetPictureAsync).RequireCaller(CallerRole.Issuer))
            .WithSummary("Set an achievement's own badge: PNG (at most 2000 by 2000) or SVG in which nothing runs, moves or is loaded, at most 256 kB.");
        endpoints.MapDelete(logo, RemoveLogoAsync).RequireCaller(CallerRole.Administrator, CallerRole.Issuer)
            .WithSummary("Remove the centre's logo.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
        endpoints.MapDelete(picture, RemovePictureAsync).RequireCaller(CallerRole.Issuer)
            .WithSummary("Remove an achievement's own badge; one is drawn again.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint) => endpoint.AllowBody(Picture.MaxBytes)
        .Accepts<Stream>(MediaTypes.Png, MediaTypes.Svg, "*/*")
        .Produces(StatusCodes.Status201Created, contentType: "application/json").Produces(StatusCodes.Status200OK, contentType: "application/json")
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    private static async Task<IResult> SetLogoAsync(HttpContext context, string slug, Centres centres, CentrePictures pictures, CancellationToken cancel) =>
        await MayChangeAsync(context.Caller(), slug, centres, cancel)
            ? await SetAsync(context, slug, PictureDocument.Logo, PictureEndpoints.PathOfLogo(slug), pictures, cancel)
            : NoCentre;

    private static async Task<IResult> RemoveLogoAsync(HttpContext context, string slug, Centres centres, CentrePictures pictures, CancellationToken cancel) =>
        !await MayChangeAsync(context.Caller(), slug, centres, cancel) ? NoCentre
        : await pictures.RemoveAsync(slug, PictureDocument.Logo, cancel) ? Results.NoContent()
        : NoPicture;

    private static async Task<IResult> SetPictureAsync(
        HttpContext context, string id, AchievementVersions achievements, CentrePictures pictures, CancellationToken cancel)
    {
        var centre = context.CallerCentre();
        return await achievements.FindAsync(centre, id, cancel: cancel) is null
            ? new Problem(ProblemCode.NotFound, "there is no such achievement").ToResult()
            : await SetAsync(context, centre, PictureDocument.OfAchievement(id), PictureEndpoints.PathOfBadge(centre, id), pictures, cancel);
    }

    private static async Task<IResult> RemovePictureAsync(HttpContext context, string id, CentrePictures pictures, CancellationToken cancel) =>
        await pictures.RemoveAsync(context.CallerCentre(), PictureDocument.OfAchievement(id), cancel) ? Results.NoContent() : NoPicture;

    private static async Task<IResult> SetAsync(
        HttpContext context, string centre, string subject, string path, CentrePictures pictures, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancel);
        if (!Picture.TryRead(body.ToArray(), out var picture, out var fault))
            return fault.ToProblem().ToResult();
        var hadOne = await pictures.FindVersionAsync(centre, subject, cancel) is not null;
        var version = await pictures.PutAsync(centre, subject, picture, cancel);
        return new JsonAnswer(hadOne ? StatusCodes.Status200OK : StatusCodes.Status201Created, json =>
        {
            json.WriteStartObject();
            json.WriteString("mediaType", picture.MediaType);
            json.WriteNumber("size", picture.Bytes.Length);
            json.WriteNumber("version", version);
            json.WriteEndObject();
        })
        {
            Location = hadOne ? null : path,
        };
    }

    /// <summary>Another centre is not there for whoever works for one.</summary>
    private static async Task<bool> MayChangeAsync(Caller caller, string slug, Centres centres, CancellationToken cancel) =>
        (caller.Role == CallerRole.Administrator || caller.Centre == slug) && await centres.FindAsync(slug, cancel) is not null;

    private static IResult NoCentre => new Problem(ProblemCode.NotFound, "there is no such centre").ToResult();

    private static IResult NoPicture => new Problem(ProblemCode.NotFound, "there is no such picture").ToResult();
}
