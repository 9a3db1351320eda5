using Credentials.EvidenceStore.Recording;
using Credentials.IssuerService.Staff.OwnCentre;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Staff.Achievements;

/// <summary><c>/staff/achievements/{id}/picture</c>: the achievement's own badge, for those who may describe it.</summary>
internal static class AchievementPictureEndpoints
{
    private const string Pattern = AchievementPages.Path + "/{id}/picture";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(Pattern, SetAsync).FromStaff(StaffRole.Issuer).AllowBody(StaffPictures.MostSent);
        endpoints.MapMethods(Pattern + "/remove", ReadEndpoints.Methods, AskAsync).ForStaff(StaffRole.Issuer);
        endpoints.MapPost(Pattern + "/remove", RemoveAsync).FromStaff(StaffRole.Issuer).AllowBody(16 * 1024);
    }

    public static string PathOf(string id) => AchievementPages.PathOf(id) + "/picture";

    private static async Task<IResult> SetAsync(
        HttpContext context, string id, AchievementVersions achievements, StaffPictures pictures, CancellationToken cancel) =>
        await achievements.FindNewestAsync(context.Staff().Centre, id, cancel) is not { } found ? StaffPages.NotThere
        : await pictures.SetAsync(context, id, cancel) is not { } fault ? new SeeOther(AchievementPages.PathOf(id) + "?picture=set")
        : AchievementPages.Show(found, found.Version, await pictures.BadgeAsync(context, id, PathOf(id), cancel) with { Fault = fault });

    private static async Task<IResult> AskAsync(
        HttpContext context, string id, AchievementVersions achievements, StaffPictures pictures, CancellationToken cancel) =>
        await achievements.FindNewestAsync(context.Staff().Centre, id, cancel) is null ? StaffPages.NotThere
        : await pictures.BadgeAsync(context, id, PathOf(id), cancel) is { Source: not null } badge ? RemovePicturePage.Of(badge, AchievementPages.PathOf(id))
        : new SeeOther(AchievementPages.PathOf(id));

    private static async Task<IResult> RemoveAsync(
        HttpContext context, string id, AchievementVersions achievements, StaffPictures pictures, CancellationToken cancel)
    {
        if (await achievements.FindNewestAsync(context.Staff().Centre, id, cancel) is null)
            return StaffPages.NotThere;
        await pictures.RemoveAsync(context, id);
        return new SeeOther(AchievementPages.PathOf(id) + "?picture=removed");
    }
}
