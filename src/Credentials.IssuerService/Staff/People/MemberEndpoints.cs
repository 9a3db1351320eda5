using Credentials.EvidenceStore.Staff;
using Credentials.IssuerService.Staff.SignIn;
using Credentials.Web.Answers;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Staff.People;

/// <summary><c>/staff/people/{id}</c>: a link to sign in with, another role, removal. Nobody changes or removes the own membership, so one administrator stays.</summary>
internal static class MemberEndpoints
{
    private const string Pattern = PeopleEndpoints.Path + "/{id:guid}";

    private static readonly string[] Done = ["added", "role"];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Pattern, ReadEndpoints.Methods, ShowAsync).ForStaff(StaffRole.Administrator);
        endpoints.MapPost(Pattern + "/link", MakeLinkAsync).FromStaff(StaffRole.Administrator);
        endpoints.MapPost(Pattern + "/role", ChangeRoleAsync).FromStaff(StaffRole.Administrator);
        // Where choosing another language leads to after a form.
        foreach (var form in new[] { "/link", "/role" })
            endpoints.MapMethods(Pattern + form, ReadEndpoints.Methods, (Guid id) => new SeeOther($"{PeopleEndpoints.Path}/{id}")).ForStaff(StaffRole.Administrator);
        endpoints.MapMethods(Pattern + "/remove", ReadEndpoints.Methods, AskAsync).ForStaff(StaffRole.Administrator);
        endpoints.MapPost(Pattern + "/remove", RemoveAsync).FromStaff(StaffRole.Administrator);
    }

    public static string PathOf(KnownMember member) => $"{PeopleEndpoints.Path}/{member.Id}";

    private static async Task<IResult> ShowAsync(HttpContext context, Guid id, StaffMembers members, CancellationToken cancel) =>
        await members.FindAsync(context.Staff().Centre, id, cancel) is { } member
            ? Page(member, done: Done.FirstOrDefault(word => word == context.Request.Query["done"]))
            : StaffPages.NotThere;

    private static async Task<IResult> MakeLinkAsync(HttpContext context, Guid id, StaffMembers members, StaffSignInLinks links, CancellationToken cancel)
    {
        var administrator = context.Staff();
        return await members.FindAsync(administrator.Centre, id, cancel) is { } member
            ? Page(member, link: await links.MakeAsync(member, StaffLinks.InvitationLifetime, administrator.Actor, cancel))
            : StaffPages.NotThere;
    }

    private static async Task<IResult> ChangeRoleAsync(HttpContext context, Guid id, StaffMembers members, CancellationToken cancel)
    {
        var administrator = context.Staff();
        if (StaffRoles.Find(Form.Of(context).Typed("role")) is not { } role)
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (id == administrator.Id)
            return await ShowAsync(context, id, members, cancel);
        return (await members.ChangeRoleAsync(administrator.Centre, id, role, administrator.Actor, cancel)).TryGet(out var changed, out _)
            ? new SeeOther(PathOf(changed) + "?done=role")
            : StaffPages.NotThere;
    }

    private static async Task<IResult> AskAsync(HttpContext context, Guid id, StaffMembers members, CancellationToken cancel) =>
        id != context.Staff().Id && await members.FindAsync(context.Staff().Centre, id, cancel) is { } member
            ? new PageResult<RemoveMemberPage> { Parameters = new Dictionary<string, object> { [nameof(RemoveMemberPage.Member)] = member } }
            : StaffPages.NotThere;

    private static async Task<IResult> RemoveAsync(HttpContext context, Guid id, StaffMembers members, CancellationToken cancel)
    {
        var administrator = context.Staff();
        return id != administrator.Id && (await members.RemoveAsync(administrator.Centre, id, administrator.Actor, cancel)).IsSuccess
            ? new SeeOther(PeopleEndpoints.Path)
            : StaffPages.NotThere;
    }

    private static PageResult<MemberPage> Page(KnownMember member, string? done = null, string? link = null) => new()
    {
        Parameters = new Dictionary<string, object>
        {
            [nameof(MemberPage.Member)] = member,
            [nameof(MemberPage.Done)] = done ?? "",
            [nameof(MemberPage.Link)] = link ?? "",
        },
    };
}
