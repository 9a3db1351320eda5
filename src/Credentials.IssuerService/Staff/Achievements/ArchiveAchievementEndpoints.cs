using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Staff;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Staff.Achievements;

/// <summary><c>/staff/achievements/{id}/archive</c>: GET says what it means, POST does it; <c>…/unarchive</c> takes it back.</summary>
internal static class ArchiveAchievementEndpoints
{
    private const string Pattern = AchievementPages.Path + "/{id}/";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Pattern + "archive", ReadEndpoints.Methods, AskAsync).ForStaff(StaffRole.Issuer);
        endpoints.MapPost(Pattern + "archive", ArchiveAsync).FromStaff(StaffRole.Issuer).AllowBody(16 * 1024);
        endpoints.MapPost(Pattern + "unarchive", UnarchiveAsync).FromStaff(StaffRole.Issuer).AllowBody(16 * 1024);
    }

    private static async Task<IResult> AskAsync(HttpContext context, string id, AchievementVersions achievements, CancellationToken cancel) =>
        await achievements.FindNewestAsync(context.Staff().Centre, id, cancel) is not { } found ? StaffPages.NotThere
        : found.IsArchived ? new SeeOther(AchievementPages.PathOf(id))
        : new PageResult<ArchiveAchievementPage> { Parameters = new Dictionary<string, object> { [nameof(ArchiveAchievementPage.Achievement)] = found } };

    private static Task<IResult> ArchiveAsync(HttpContext context, string id, AchievementVersions achievements, StaffActions actions) =>
        ChangeAsync(context, id, archived: true, achievements, actions);

    private static Task<IResult> UnarchiveAsync(HttpContext context, string id, AchievementVersions achievements, StaffActions actions) =>
        ChangeAsync(context, id, archived: false, achievements, actions);

    private static async Task<IResult> ChangeAsync(HttpContext context, string id, bool archived, AchievementVersions achievements, StaffActions actions)
    {
        var member = context.Staff();
        // Nobody who goes away meanwhile leaves the one without the other; whoever sends it twice is written down once.
        if (await achievements.ArchiveAsync(member.Centre, id, archived, CancellationToken.None) is not { } changed)
            return StaffPages.NotThere;
        if (changed)
        {
            await actions.NoteAsync(
                member, archived ? StaffActs.AchievementArchived : StaffActs.AchievementUnarchived, StaffActs.Achievement(id), cancel: CancellationToken.None);
        }
        return new SeeOther($"{AchievementPages.PathOf(id)}?done={(archived ? "archive" : "unarchive")}");
    }
}
