using System.Globalization;
using Credentials.Achievements;
using Credentials.EvidenceStore.Recording;
using Credentials.IssuerService.Staff.OwnCentre;
using Credentials.Web.Answers;
using Credentials.Web.Languages;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Staff.Achievements;

/// <summary><c>GET /staff/achievements</c> and <c>GET /staff/achievements/{id}</c>: what the centre awards, and what each of its versions says.</summary>
internal static class AchievementPages
{
    public const string Path = "/staff/achievements";

    private const int PageSize = 50;
    private const int ReadAtOnce = 200;
    private const int LongestSought = 200;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Path, ReadEndpoints.Methods, ListAsync).ForStaff(StaffRole.Reader);
        endpoints.MapMethods(Path + "/{id}", ReadEndpoints.Methods, ShowAsync).ForStaff(StaffRole.Reader);
    }

    public static string PathOf(string id) => $"{Path}/{Uri.EscapeDataString(id)}";

    private static async Task<IResult> ListAsync(HttpContext context, AchievementVersions achievements, CancellationToken cancel)
    {
        var query = context.Request.Query;
        var (sought, isArchived) = (query["q"].ToString().Trim(), query["archived"] == "true");
        if (sought.Length > LongestSought)
            sought = sought[..LongestSought];
        var language = PageLanguage.Of(context.Request).Tag;
        var all = await ReadAsync(context.Staff().Centre, isArchived, achievements, cancel);
        var found = sought.Length == 0 ? all : WordSearch.Find(all, item => [.. item.Achievement.Title.Texts.Select(text => text.Value), item.Achievement.Id], sought, all.Count);
        var ordered = found.OrderBy(item => item.Achievement.Title.In(language), StringComparer.CurrentCultureIgnoreCase).ThenBy(item => item.Achievement.Id, StringComparer.Ordinal).ToList();
        // The place in the list is the last one that was shown; where that is gone the list begins anew.
        var from = ordered.FindIndex(item => item.Achievement.Id == query["cursor"].ToString()) + 1;
        var shown = ordered.Skip(from).Take(PageSize).ToList();
        return new PageResult<AchievementListPage>
        {
            Parameters = new Dictionary<string, object>
            {
                [nameof(AchievementListPage.View)] = new AchievementListView(
                    sought, isArchived, from > 0, shown, from + shown.Count < ordered.Count ? shown[^1].Achievement.Id : null),
            },
        };
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string id, AchievementVersions achievements, StaffPictures pictures, CancellationToken cancel)
    {
        if (await achievements.FindNewestAsync(context.Staff().Centre, id, cancel) is not { } newest)
            return StaffPages.NotThere;
        var shown = newest.Version;
        if (int.TryParse(context.Request.Query["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number != shown.Version)
        {
            if (await achievements.FindAsync(context.Staff().Centre, id, number, cancel) is not { } older)
                return StaffPages.NotThere;
            shown = older;
        }
        var done = context.Request.Query["done"].ToString() is "defined" or "changed" or "archive" or "unarchive" ? context.Request.Query["done"].ToString() : "";
        return Show(newest, shown, await pictures.BadgeAsync(context, id, AchievementPictureEndpoints.PathOf(id), cancel), done);
    }

    public static IResult Show(DefinedAchievement newest, AchievementVersion shown, PictureView badge, string done = "") => new PageResult<DefinedAchievementPage>
    {
        StatusCode = badge.Fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        Parameters = new Dictionary<string, object>
        {
            [nameof(DefinedAchievementPage.Newest)] = newest,
            [nameof(DefinedAchievementPage.Shown)] = shown,
            [nameof(DefinedAchievementPage.Done)] = done,
            [nameof(DefinedAchievementPage.Badge)] = badge,
        },
    };

    /// <summary>A centre has some hundreds at the most: they are sorted by title here, which changes with the language.</summary>
    public static async Task<List<DefinedAchievement>> ReadAsync(string centre, bool isArchived, AchievementVersions achievements, CancellationToken cancel)
    {
        var all = new List<DefinedAchievement>();
        string? cursor = null;
        do
        {
            var page = await achievements.ListNewestAsync(centre, cursor, ReadAtOnce, isArchived, cancel);
            all.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        return all;
    }
}
