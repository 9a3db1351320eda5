using System.Security.Claims;

namespace Credentials.Web.Access;

/// <summary>The caller as ASP.NET Core's identity.</summary>
internal sealed class CallerIdentity(Caller caller) : ClaimsIdentity(ApiKeyAuthentication.Scheme)
{
    public Caller Caller => caller;

    public override string Name => caller.KeyId;
}
