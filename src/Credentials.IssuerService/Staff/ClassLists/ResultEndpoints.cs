using System.Globalization;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Storage;
using Credentials.IssuerService.Awarding;
using Credentials.IssuerService.ClassLists;
using Credentials.Web.Answers;
using Credentials.Web.Codes;
using Credentials.Web.Languages;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Credentials.IssuerService.Staff.ClassLists;

/// <summary>
/// What can be taken along of a list that was awarded: a sheet to cut up, and a table. Both hold the learners' own links, so that they are for those who award.
/// </summary>
internal static class ResultEndpoints
{
    /// <summary>Twenty sheets of paper.</summary>
    private const int LabelsAtOnce = 160;

    private const int RowsAtOnce = 500;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(ListPaths.Pattern + "/qr/{award:guid}.svg", ReadEndpoints.Methods, DrawAsync).ForStaff(StaffRole.Reader);
        endpoints.MapMethods(ListPaths.Pattern + "/print", ReadEndpoints.Methods, PrintAsync).ForStaff(StaffRole.Issuer);
        endpoints.MapMethods(ListPaths.Pattern + "/results.csv", ReadEndpoints.Methods, ExportAsync).ForStaff(StaffRole.Issuer);
    }

    /// <summary>The share link of an award of the centre as a QR code.</summary>
    private static async Task<IResult> DrawAsync(HttpContext context, Guid id, Guid award, ConsultAwards awards, AwardLinks links, QrCodes codes, CancellationToken cancel)
    {
        if (!(await awards.FindAsync(context.Staff().Centre, award, cancel)).TryGet(out var found, out _) || found.Request is null)
            return Results.StatusCode(StatusCodes.Status404NotFound);
        context.Response.Headers.CacheControl = "private, max-age=3600";
        return Results.Text(codes.Of(links.Share(found.Document)).ToSvg(), "image/svg+xml");
    }

    private static async Task<IResult> PrintAsync(
        HttpContext context, Guid id, ClassListsUnderWay lists, ReadResults results, AwardLinks links, QrCodes codes, CancellationToken cancel)
    {
        if (await FindAsync(context, id, lists, cancel) is not { } state)
            return StaffPages.NotThere;
        var after = ListEndpoints.AfterOf(context);
        var rows = await results.ListAsync(state with { Errors = [] }, after, LabelsAtOnce + 1, cancel);
        var page = rows.Take(LabelsAtOnce).DistinctBy(row => row.Award?.Document.Id).ToList();
        // Paper that leads to what is revoked helps nobody.
        page.RemoveAll(row => row.Award is null or { Request: null } or { Document.Status: AwardStatus.Revoked });
        var view = new ResultView(state, page, after, rows.Count > LabelsAtOnce ? rows[LabelsAtOnce - 1].Row : null)
        {
            Titles = await results.TitlesAsync(state.Document.Centre, page, cancel),
            Erased = 0,
        };
        return new PageResult<PrintPage>
        {
            Parameters = new Dictionary<string, object>
            {
                [nameof(PrintPage.View)] = view,
                // Drawn here: what is loaded when it comes into sight is not there when the page is printed.
                [nameof(PrintPage.Draw)] = (Func<AwardView, string>)(award => codes.Of(links.Claim(award.Document)).ToSvg()),
            },
        };
    }

    private static async Task<IResult> ExportAsync(
        HttpContext context, Guid id, ClassListsUnderWay lists, ReadResults results, AwardLinks links, IStringLocalizer<ListTexts> texts, CancellationToken cancel) =>
        await FindAsync(context, id, lists, cancel) is { } state ? new Export(state, results, links, texts) : StaffPages.NotThere;

    private static async Task<ClassListState?> FindAsync(HttpContext context, Guid id, ClassListsUnderWay lists, CancellationToken cancel) =>
        await lists.FindAsync(context.Staff().Centre, id, cancel) is { IsEnded: true } state ? state : null;

    private sealed class Export(ClassListState state, ReadResults results, AwardLinks links, IStringLocalizer<ListTexts> texts) : IResult
    {
        private static readonly string[] Columns = ["row", "given-name", "family-name", "achievement", "state", "reason", "credential", "share", "claim"];

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var (response, cancel, language) = (httpContext.Response, httpContext.RequestAborted, PageLanguage.Of(httpContext.Request));
            response.ContentType = "text/csv; charset=utf-8; header=present";
            response.Headers.CacheControl = "no-store";
            response.Headers.ContentDisposition = $"attachment; filename=\"results-{state.Document.Id}.csv\"";
            if (HttpMethods.IsHead(httpContext.Request.Method))
                return;
            await response.WriteAsync("\uFEFF" + language.Say(() => Line(Columns.Select(name => texts[$"csv.{name}"].Value))), cancel);
            for (int? after = 0; after is { } from;)
            {
                var rows = await results.ListAsync(state, from, RowsAtOnce, cancel);
                var titles = await results.TitlesAsync(state.Document.Centre, rows, cancel);
                var view = new ResultView(state, rows, from, null) { Titles = titles, Erased = 0 };
                await response.WriteAsync(language.Say(() => string.Concat(rows.Select(row => Write(row, view, language)))), cancel);
                after = rows.Count == RowsAtOnce ? rows[^1].Row : null;
            }
        }

        private string Write(ResultRow row, ResultView view, PageLanguage language)
        {
            var (learner, award) = (row.Award?.Request?.Learner, row.Award?.Request is null ? null : row.Award.Document);
            return Line(
            [
                row.Row.ToString(CultureInfo.InvariantCulture), learner?.GivenName, learner?.FamilyName, view.TitleOf(row, language.Tag), texts[$"row.{row.State}"],
                string.Join(" ", row.Errors.Select(error => $"{error.Column}: {texts[$"fault.{error.Reason}"].Or(error.Detail)}")),
                row.Award?.Document.Id.ToString(), award is null ? null : links.Share(award), award is null ? null : links.Claim(award),
            ]);
        }

        private static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(CsvCell.Of)) + "\r\n";
    }
}
