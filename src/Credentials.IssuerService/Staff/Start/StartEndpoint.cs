using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.OwnPages;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Staff;
using Credentials.EvidenceStore.Storage;
using Credentials.Web.Answers;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Staff.Start;

/// <summary><c>GET /staff</c>: what to do first, and what was done last.</summary>
internal static class StartEndpoint
{
    private const int Latest = 5;
    private const int MostCounted = 99;

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapMethods(StaffPaths.Start, ReadEndpoints.Methods, HandleAsync).ForStaff(StaffRole.Reader);

    private static async Task<IResult> HandleAsync(
        HttpContext context, AchievementVersions achievements, ConsultAwards awards, StaffMembers members, LearnerRequests requests,
        CancellationToken cancel)
    {
        var centre = context.Staff().Centre;
        var view = new StartView(
            (await achievements.ListAsync(centre, cursor: null, 1, cancel)).Items.Count > 0,
            (await awards.ListAsync(new AwardQuery(centre, Latest), cancel)).Items,
            (await members.ListAsync(centre, withRemoved: false, cancel)).Count - 1,
            (await requests.ListAsync(new(centre, MostCounted) { States = [LearnerRequestState.Open] }, cancel)).Items.Count);
        return new PageResult<StartPage> { Parameters = new Dictionary<string, object> { [nameof(StartPage.View)] = view } };
    }
}
