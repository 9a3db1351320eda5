using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Mailing;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Staff;
using Credentials.IssuerService.Awarding;
using Credentials.IssuerService.Staff.AwardOne;
using Credentials.Web.Answers;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Staff.Awarded;

/// <summary><c>GET /staff/credentials/{id}</c>: what it says, what became of it, and what can be done.</summary>
internal static class CredentialEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(CredentialListEndpoint.Path + "/{id:guid}", ReadEndpoints.Methods, HandleAsync).ForStaff(StaffRole.Reader);

    private static async Task<IResult> HandleAsync(
        HttpContext context, Guid id, ConsultAwards awards, AchievementVersions achievements, StaffMembers members, AwardLinks links, AskedCodes mails,
        CancellationToken cancel)
    {
        if (await CredentialDetails.FindAsync(context.Staff().Centre, id, awards, achievements, members, links, cancel) is not { } details)
            return StaffPages.NotThere;
        var done = context.Request.Query["done"].ToString();
        return new PageResult<CredentialPage>
        {
            Parameters = new Dictionary<string, object>
            {
                [nameof(CredentialPage.Details)] = details,
                [nameof(CredentialPage.Done)] = done is AwardOneEndpoints.Awarded or AwardOneEndpoints.WasThere ? done : CredentialChange.Find(done)?.Word ?? "",
                [nameof(CredentialPage.IsMailed)] = await mails.FindAddressAsync(details.Award, cancel) is not null,
            },
        };
    }
}
