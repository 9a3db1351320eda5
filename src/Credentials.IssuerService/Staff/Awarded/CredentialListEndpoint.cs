using Credentials.EvidenceStore.Recording;
using Credentials.Web.Answers;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Staff.Awarded;

/// <summary><c>GET /staff/credentials</c>: search and filters stand in the address, so that a list can be kept and sent.</summary>
internal static class CredentialListEndpoint
{
    public const string Path = "/staff/credentials";

    private const int MostAchievements = 500;

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapMethods(Path, ReadEndpoints.Methods, HandleAsync).ForStaff(StaffRole.Reader);

    private static async Task<IResult> HandleAsync(HttpContext context, FindCredentials find, AchievementVersions achievements, CancellationToken cancel)
    {
        var (centre, filter) = (context.Staff().Centre, CredentialFilter.Read(context.Request.Query));
        var page = await find.ListAsync(centre, filter, cancel);
        if (page.IsCursorUnknown)
            return new SeeOther(filter.PathFrom(cursor: null));
        var known = await achievements.ListAsync(centre, cursor: null, MostAchievements, cancel);
        return new PageResult<CredentialListPage>
        {
            Parameters = new Dictionary<string, object> { [nameof(CredentialListPage.View)] = new CredentialListView(filter, page, known.Items) },
        };
    }
}
