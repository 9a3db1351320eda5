using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Learners;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.Web.Answers;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Staff.Learners;

/// <summary><c>GET /staff/learners</c>, a centre's own learners by name or address, and <c>/staff/learners/{id}</c>, what one was awarded.</summary>
internal static class LearnerPageEndpoints
{
    public const string Path = "/staff/learners";

    private const int PageSize = 20;
    private const int MostAchievements = 500;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Path, ReadEndpoints.Methods, ListAsync).ForStaff(StaffRole.Reader);
        endpoints.MapMethods(Path + "/{id:guid}", ReadEndpoints.Methods, ShowAsync).ForStaff(StaffRole.Reader);
    }

    private static async Task<IResult> ListAsync(HttpContext context, FindLearners find, LearnerDoubles doubles, CancellationToken cancel)
    {
        var asked = new AskedFilter(context.Request.Query);
        var (centre, sought) = (context.Staff().Centre, asked.Text("q"));
        var isAddress = sought?.Contains('@', StringComparison.Ordinal) == true;
        var page = sought is null
            ? new Page<FoundLearner>([], null)
            : await find.ListAsync(centre, isAddress ? null : sought, isAddress ? sought : null, asked.Cursor, PageSize, cancel);
        if (page.IsCursorUnknown)
            return new SeeOther(PathOf(sought, cursor: null));
        return new PageResult<LearnerListPage>
        {
            Parameters = new Dictionary<string, object>
            {
                [nameof(LearnerListPage.View)] = new LearnerListView(
                    sought, asked.Faults.Count > 0, asked.Cursor, page, (await doubles.ListOpenAsync(centre, cursor: null, limit: 1, cancel)).Items.Count > 0),
            },
        };
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Guid id, ConsultAwards awards, AchievementVersions achievements, CancellationToken cancel)
    {
        var centre = context.Staff().Centre;
        // Whom the centre never awarded anything is not there for it.
        if (await awards.ListOfLearnerAsync(centre, id, cancel) is not { Count: > 0 } found)
            return StaffPages.NotThere;
        var known = await achievements.ListAsync(centre, cursor: null, MostAchievements, cancel);
        return new PageResult<LearnerPage>
        {
            Parameters = new Dictionary<string, object> { [nameof(LearnerPage.Awards)] = found, [nameof(LearnerPage.Achievements)] = known.Items },
        };
    }

    public static string PathOf(string? sought, string? cursor) => AskedFilter.PathOf(Path, ("q", sought), ("cursor", cursor));
}
