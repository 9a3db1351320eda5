using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.OwnPages;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Staff;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Staff.Awarded;

/// <summary><c>POST /staff/credentials/{id}/code</c>: a code for a learner whom staff know, shown this once.</summary>
internal static class ConfirmationCodeEndpoint
{
    private const string Pattern = CredentialListEndpoint.Path + "/{id:guid}/code";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(Pattern, HandleAsync).FromStaff(StaffRole.Issuer).AllowBody(16 * 1024);
        // Where choosing another language leads to after the form.
        endpoints.MapMethods(Pattern, ReadEndpoints.Methods, (Guid id) => new SeeOther($"{CredentialListEndpoint.Path}/{id}")).ForStaff(StaffRole.Issuer);
    }

    private static async Task<IResult> HandleAsync(
        HttpContext context, Guid id, ConsultAwards awards, ChangeAwards changes, ConfirmationCodes codes, StaffActions actions, CancellationToken cancel)
    {
        var member = context.Staff();
        // The lines first: nobody has a code that the journals do not know of.
        if (!(await awards.FindAsync(member.Centre, id, cancel)).TryGet(out var award, out _)
            || !await changes.NoteAsync(member.Centre, id, "confirmation-code-given", member.Actor, null, CancellationToken.None))
            return StaffPages.NotThere;
        await actions.NoteAsync(member, StaffActs.CodeGiven, StaffActs.Credential(id), cancel: CancellationToken.None);
        return new PageResult<ConfirmationCodePage>
        {
            Parameters = new Dictionary<string, object>
            {
                [nameof(ConfirmationCodePage.Path)] = $"{CredentialListEndpoint.Path}/{id}",
                [nameof(ConfirmationCodePage.Given)] = await codes.GiveAsync(award.Document, CancellationToken.None),
            },
        };
    }
}
