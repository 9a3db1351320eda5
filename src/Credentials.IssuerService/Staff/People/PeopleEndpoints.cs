using System.Net.Mail;
using Credentials.EvidenceStore.Staff;
using Credentials.Inputs;
using Credentials.IssuerService.Staff.SignIn;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Staff.People;

/// <summary><c>/staff/people</c>: who works for the centre, and adding somebody.</summary>
internal static class PeopleEndpoints
{
    public const string Path = "/staff/people";

    private const int LongestAddress = 254;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Path, ReadEndpoints.Methods, ShowAsync).ForStaff(StaffRole.Administrator);
        endpoints.MapPost(Path, AddAsync).FromStaff(StaffRole.Administrator).AllowBody(16 * 1024);
    }

    private static Task<IResult> ShowAsync(HttpContext context, StaffMembers members, CancellationToken cancel) => PageAsync(context, members, Form.Empty, cancel);

    private static async Task<IResult> AddAsync(HttpContext context, StaffMembers members, CancellationToken cancel)
    {
        var (administrator, form) = (context.Staff(), Form.Of(context));
        var name = form.Text("name", StaffSignInLinks.LongestName, isRequired: true);
        var email = form.Text("email", LongestAddress, isRequired: false);
        if (email is not null && !(MailAddress.TryCreate(email, out var address) && address.Address == email))
            form.Refuse("email", InputReasons.BadFormat);
        var role = StaffRoles.Find(form.Typed("role"));
        if (role is null)
            form.Refuse("role", InputReasons.NotAllowedValue);
        if (form.IsFaulty)
            return await PageAsync(context, members, form, cancel);
        if (!(await members.AddAsync(administrator.Centre, role!.Value, name!, email, administrator.Actor, cancel)).TryGet(out var added, out _))
        {
            form.Refuse("email", InputReasons.Duplicate);
            return await PageAsync(context, members, form, cancel);
        }
        return new SeeOther($"{Path}/{added.Id}?done=added");
    }

    private static async Task<IResult> PageAsync(HttpContext context, StaffMembers members, Form form, CancellationToken cancel) => new PageResult<PeoplePage>
    {
        StatusCode = form.IsFaulty ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK,
        Parameters = new Dictionary<string, object>
        {
            [nameof(PeoplePage.Members)] = await members.ListAsync(context.Staff().Centre, withRemoved: false, cancel),
            [nameof(PeoplePage.Form)] = form,
        },
    };
}
