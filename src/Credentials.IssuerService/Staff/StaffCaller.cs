using Credentials.Web.Access;
using Credentials.Web.SignIn;

namespace Credentials.IssuerService.Staff;

/// <summary>Staff as whoever calls the API for a centre: the same rules, the same journals.</summary>
internal static class StaffCaller
{
    public static Caller AsCaller(this StaffMember member) => new(member.Actor, CallerRole.Issuer, member.Centre);
}
