using System.Security.Claims;

namespace Credentials.Web.SignIn;

/// <summary>Who is signed in, as ASP.NET Core's identity.</summary>
internal sealed class StaffIdentity(StaffMember member, StaffSession session) : ClaimsIdentity(StaffAuthentication.Scheme)
{
    public StaffMember Member => member;

    public StaffSession Session => session;

    public override string Name => member.Actor;
}
