using Credentials.Web.Answers;
using Credentials.Web.Headers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Credentials.Web.SignIn;

/// <summary>Which pages are for staff, and who is signed in.</summary>
public static class StaffAccess
{
    /// <summary>Only staff with this role or one that includes it; the others are led to where one signs in, or told that their role does not suffice.</summary>
    public static TBuilder RequireStaff<TBuilder>(this TBuilder builder, StaffRole role)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(new AuthorizationPolicyBuilder(StaffAuthentication.Scheme)
            .RequireAssertion(context => context.User.Identity is StaffIdentity { Member: var member } && member.Role >= role)
            .RequireAuthenticatedUser()
            .Build());

    /// <summary>A page of staff, mapped by <see cref="ReadEndpoints.Methods"/>: it never changes anything.</summary>
    public static RouteHandlerBuilder ForStaff(this RouteHandlerBuilder page, StaffRole role) => page.RequireStaff(role).ExcludeFromDescription();

    /// <summary>A form of staff, sent by one of our own pages to this very session.</summary>
    public static RouteHandlerBuilder FromStaff(this RouteHandlerBuilder form, StaffRole role) =>
        form.RequireStaff(role).FromOwnPagesOnly().WithFormToken().ExcludeFromDescription();

    /// <summary>Who is signed in.</summary>
    /// <exception cref="InvalidOperationException">The endpoint lacks <see cref="RequireStaff"/>.</exception>
    public static StaffMember Staff(this HttpContext context) =>
        context.FindStaff() ?? throw new InvalidOperationException("the endpoint does not require staff");

    /// <summary>Who is signed in, null on pages that are not for staff alone.</summary>
    public static StaffMember? FindStaff(this HttpContext context) => (context.User.Identity as StaffIdentity)?.Member;
}
