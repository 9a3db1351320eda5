using Credentials.EvidenceStore.Counting;
using Credentials.EvidenceStore.Storage;
using Credentials.Web.Answers;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Staff.Figures;

/// <summary><c>GET /staff/statistics</c>: how much the centre awarded, by level, field, year, kind or setting, of all years or of one.</summary>
internal static class FiguresEndpoint
{
    public const string Path = "/staff/statistics";

    /// <summary>A centre's own awards are all by that centre.</summary>
    public static IReadOnlyList<RecordDimension> Dimensions { get; } =
        [RecordDimension.Level, RecordDimension.Year, RecordDimension.Field, RecordDimension.Kind, RecordDimension.Setting];

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapMethods(Path, ReadEndpoints.Methods, HandleAsync).ForStaff(StaffRole.Reader);

    private static async Task<IResult> HandleAsync(HttpContext context, Statistics statistics, CancellationToken cancel)
    {
        var asked = new AskedFilter(context.Request.Query);
        var by = asked.Read("by", Dimension) ?? RecordDimension.Level;
        var and = asked.Read("and", Dimension);
        var year = asked.Read("year", text => text.Length == 4 && int.TryParse(text, System.Globalization.NumberStyles.None, null, out var read) && read > 1900 ? read : default(int?));
        var where = new RecordQuery(1) { Centre = context.Staff().Centre };
        if (year is { } only)
            where = where with { From = new DateOnly(only, 1, 1), Until = new DateOnly(only, 12, 31) };
        var table = await statistics.CountAsync(and is { } other && other != by ? [by, other] : [by], where, cancel);
        var parameters = new Dictionary<string, object> { [nameof(FiguresPage.Table)] = table, [nameof(FiguresPage.IsYearFaulty)] = asked.Faults.Contains("year") };
        if (year is { } shown)
            parameters[nameof(FiguresPage.Year)] = shown;
        return new PageResult<FiguresPage> { Parameters = parameters };
    }

    private static RecordDimension? Dimension(string text) =>
        Dimensions.Where(known => known.ToString() == text).Select(known => (RecordDimension?)known).FirstOrDefault();
}
