using Credentials.EvidenceStore.Staff;
using Credentials.EvidenceStore.Storage;
using Credentials.Web.Answers;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Staff.Audit;

/// <summary><c>GET /staff/audit</c>: who did what on the centre's behalf, and when.</summary>
internal static class AuditEndpoint
{
    public const string Path = "/staff/audit";

    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapMethods(Path, ReadEndpoints.Methods, HandleAsync).ForStaff(StaffRole.Reader);

    private static async Task<IResult> HandleAsync(HttpContext context, StaffActions actions, StaffMembers members, CancellationToken cancel)
    {
        var (centre, filter) = (context.Staff().Centre, AuditFilter.Read(context.Request.Query));
        var page = filter.Faults.Count > 0 ? new Page<StoredStaffAction>([], null) : await actions.ListAsync(filter.Of(centre, PageSize), cancel);
        if (page.IsCursorUnknown)
            return new SeeOther(filter.PathFrom(cursor: null));
        return new PageResult<AuditPage>
        {
            Parameters = new Dictionary<string, object>
            {
                [nameof(AuditPage.Filter)] = filter,
                [nameof(AuditPage.Actions)] = page,
                [nameof(AuditPage.Names)] = await members.NamesAsync(centre, cancel),
            },
        };
    }
}
