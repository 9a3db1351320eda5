using Credentials.EvidenceStore.Recording;
using Credentials.IssuerService.ClassLists;
using Credentials.Web.Answers;
using Credentials.Web.Languages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Credentials.IssuerService.Staff.ClassLists;

/// <summary>An empty class list to fill in, as CSV and as a workbook, its columns named in the reader's language as far as they have names in it.</summary>
internal static class TemplateEndpoints
{
    private const int MostAchievements = 1000;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(ListPaths.CsvTemplate, ReadEndpoints.Methods, GiveCsv).ForStaff(StaffRole.Reader);
        endpoints.MapMethods(ListPaths.XlsxTemplate, ReadEndpoints.Methods, GiveXlsxAsync).ForStaff(StaffRole.Reader);
    }

    // With what Excel in Belgium expects: a byte order mark and semicolons.
    private static DownloadAnswer GiveCsv(HttpContext context) =>
        Download([.. System.Text.Encoding.UTF8.Preamble, .. System.Text.Encoding.UTF8.GetBytes(string.Join(';', NamesIn(PageLanguage.Of(context.Request))) + "\r\n")], "text/csv; charset=utf-8", "csv", context);

    private static async Task<IResult> GiveXlsxAsync(
        HttpContext context, AchievementVersions achievements, IStringLocalizer<ListTexts> texts, CancellationToken cancel)
    {
        var language = PageLanguage.Of(context.Request);
        var known = await achievements.ListNewestAsync(context.Staff().Centre, cursor: null, MostAchievements, archived: false, cancel);
        var words = language.Say(() => (Sheet: texts["template.sheet"].Value, Help: texts["template.help"].Value, Id: texts["template.id"].Value, Title: texts["template.title"].Value, Date: texts["template.date"].Value));
        List<string[]> help =
        [
            [words.Id, words.Title],
            .. known.Items.Select(item => (string[])[item.Version.Achievement.Id, item.Version.Achievement.Title.In(language.Tag)]),
            [],
            [words.Date],
        ];
        return Download(TemplateWorkbook.Write((words.Sheet, [NamesIn(language)]), (words.Help, help)), ClassListIntake.Xlsx, "xlsx", context);
    }

    private static string[] NamesIn(PageLanguage language) =>
        [.. ClassListColumn.All.Select(column => language == PageLanguage.Dutch ? column.Dutch : column.English)];

    private static DownloadAnswer Download(byte[] content, string type, string extension, HttpContext context) => new(
        new MemoryStream(content), content.Length, type, PageLanguage.Of(context.Request) == PageLanguage.Dutch ? $"cursistenlijst.{extension}" : $"class-list.{extension}");
}
