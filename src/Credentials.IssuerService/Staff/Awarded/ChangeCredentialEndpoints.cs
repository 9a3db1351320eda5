using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Staff;
using Credentials.Inputs;
using Credentials.IssuerService.Awarding;
using Credentials.IssuerService.Revoking;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Staff.Awarded;

/// <summary><c>/staff/credentials/{id}/suspend|reinstate|revoke</c>: GET says what it means, POST does it.</summary>
internal static class ChangeCredentialEndpoints
{
    private const string Pattern = CredentialListEndpoint.Path + "/{id:guid}/{word:regex(^(suspend|reinstate|revoke)$)}";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Pattern, ReadEndpoints.Methods, AskAsync).ForStaff(StaffRole.Issuer);
        endpoints.MapPost(Pattern, ChangeAsync).FromStaff(StaffRole.Issuer).AllowBody(16 * 1024);
    }

    private static async Task<IResult> AskAsync(
        HttpContext context, Guid id, string word, ConsultAwards awards, AchievementVersions achievements, StaffMembers members, AwardLinks links,
        CancellationToken cancel) =>
        await CredentialDetails.FindAsync(context.Staff().Centre, id, awards, achievements, members, links, cancel) is { } details
            ? Page(details, CredentialChange.Find(word)!, Form.Empty)
            : StaffPages.NotThere;

    private static async Task<IResult> ChangeAsync(
        HttpContext context, Guid id, string word, ConsultAwards awards, AchievementVersions achievements, StaffMembers members, AwardLinks links,
        ChangeStatus changeStatus, StaffActions actions, CancellationToken cancel)
    {
        var member = context.Staff();
        if (await CredentialDetails.FindAsync(member.Centre, id, awards, achievements, members, links, cancel) is not { } details)
            return StaffPages.NotThere;
        var (change, form) = (CredentialChange.Find(word)!, Form.Of(context));
        var reason = form.Text("reason", ChangeStatusEndpoint.LongestReason, change.NeedsReason, lines: true);
        if (change.IsFinal && !form.IsTicked("sure"))
            form.Refuse("sure", InputReasons.Missing);
        // Whoever sends it twice gets what the first time got, and it is written down once.
        var isThere = details.Award.Document.Status == change.Becomes;
        if (form.IsFaulty || !(isThere || change.IsPossible(details.Award.Document.Status, details.Achievement.Suspendable)))
            return Page(details, change, form);
        if (!isThere)
        {
            // Nobody who goes away meanwhile leaves the one without the other.
            if ((await changeStatus.RunAsync(member.Centre, id, change.Becomes, reason, member.Actor, cancel: CancellationToken.None)).Problem is not null)
                return await AskAsync(context, id, word, awards, achievements, members, links, cancel);
            await actions.NoteAsync(member, change.Act, StaffActs.Credential(id), cancel: CancellationToken.None);
        }
        return new SeeOther($"{details.Path}?done={change.Word}");
    }

    private static PageResult<ChangeCredentialPage> Page(CredentialDetails details, CredentialChange change, Form form) => new()
    {
        StatusCode = form.IsFaulty ? StatusCodes.Status400BadRequest
            : details.Changes.Contains(change) ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
        Parameters = new Dictionary<string, object>
        {
            [nameof(ChangeCredentialPage.Details)] = details,
            [nameof(ChangeCredentialPage.Change)] = change,
            [nameof(ChangeCredentialPage.Form)] = form,
        },
    };
}
