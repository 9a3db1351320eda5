using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Staff;
using Credentials.EvidenceStore.Storage;
using Credentials.Web.Answers;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Staff.Records;

/// <summary><c>GET /staff/records</c> and <c>/staff/records/{id}</c>: what the register holds of the centre's own institution.</summary>
internal static class RecordPageEndpoints
{
    public const string Path = "/staff/records";

    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Path, ReadEndpoints.Methods, ListAsync).ForStaff(StaffRole.Reader);
        endpoints.MapMethods(Path + "/{id:guid}", ReadEndpoints.Methods, ShowAsync).ForStaff(StaffRole.Reader);
    }

    private static async Task<IResult> ListAsync(HttpContext context, ConsultRecords records, Centres centres, CancellationToken cancel)
    {
        var filter = RecordFilter.Read(context.Request.Query);
        var page = filter.Faults.Count > 0
            ? new Page<RecordDocument>([], null)
            : await records.ListAsync(filter.Of(PageSize), await RecordSight.OfAsync(context.Staff().AsCaller(), centres, cancel), cancel);
        return page.IsCursorUnknown
            ? new SeeOther(filter.PathFrom(cursor: null))
            : new PageResult<RecordListPage>
            {
                Parameters = new Dictionary<string, object> { [nameof(RecordListPage.Filter)] = filter, [nameof(RecordListPage.Records)] = page },
            };
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, Guid id, ConsultRecords records, Centres centres, StaffMembers members, CancellationToken cancel)
    {
        var sight = await RecordSight.OfAsync(context.Staff().AsCaller(), centres, cancel);
        if (!(await records.FindAsync(id, sight, cancel)).TryGet(out var view, out _) || !(await records.HistoryAsync(id, sight, cancel)).TryGet(out var history, out _))
            return StaffPages.NotThere;
        return new PageResult<RecordPage>
        {
            Parameters = new Dictionary<string, object>
            {
                [nameof(RecordPage.View)] = view,
                [nameof(RecordPage.History)] = history,
                [nameof(RecordPage.Names)] = await members.NamesAsync(context.Staff().Centre, cancel),
            },
        };
    }
}
