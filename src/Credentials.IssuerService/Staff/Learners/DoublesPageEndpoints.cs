using Credentials.EvidenceStore.Learners;
using Credentials.EvidenceStore.Staff;
using Credentials.EvidenceStore.Storage;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Staff.Learners;

/// <summary><c>/staff/learners/doubles</c>: learners who may be one person; somebody decides, and can decide otherwise.</summary>
internal static class DoublesPageEndpoints
{
    public const string Path = LearnerPageEndpoints.Path + "/doubles";

    private const int PageSize = 20;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Path, ReadEndpoints.Methods, ListAsync).ForStaff(StaffRole.Reader);
        endpoints.MapPost(Path + "/{id:guid}", DecideAsync).FromStaff(StaffRole.Issuer).AllowBody(16 * 1024);
    }

    private static async Task<IResult> ListAsync(HttpContext context, LearnerDoubles doubles, CancellationToken cancel)
    {
        var (centre, asked) = (context.Staff().Centre, new AskedFilter(context.Request.Query));
        var page = await doubles.ListOpenAsync(centre, asked.Cursor, PageSize, cancel);
        if (page.IsCursorUnknown)
            return new SeeOther(Path);
        var parameters = new Dictionary<string, object> { [nameof(DoublesPage.Doubles)] = page };
        // What was just decided, with the way back.
        if (Guid.TryParse(context.Request.Query["done"].ToString(), out var id) && await doubles.FindAsync(centre, id, cancel) is { Pair.Decision: not DoubleDecision.Open } decided)
            parameters[nameof(DoublesPage.Decided)] = decided;
        return new PageResult<DoublesPage> { Parameters = parameters };
    }

    private static async Task<IResult> DecideAsync(
        HttpContext context, Guid id, JoinLearners join, LearnerDoubles doubles, StaffActions actions, CancellationToken cancel)
    {
        var (member, word) = (context.Staff(), Form.Of(context).Typed("decision"));
        var decision = word switch { "same" => DoubleDecision.Same, "different" => DoubleDecision.Different, _ => DoubleDecision.Open };
        if (await doubles.FindAsync(member.Centre, id, cancel) is not { } before || decision == DoubleDecision.Open)
            return StaffPages.NotThere;
        // Nobody who goes away meanwhile leaves the one without the other.
        if ((await join.DecideAsync(member.AsCaller(), id, decision, CancellationToken.None)).Problem is not null)
            return new SeeOther(Path);
        if (before.Pair.Decision != decision)
        {
            await actions.NoteAsync(
                member, decision == DoubleDecision.Same ? StaffActs.LearnersJoined : StaffActs.LearnersToldApart, StaffActs.Double(id), cancel: CancellationToken.None);
        }
        return new SeeOther($"{Path}?done={id}");
    }
}
