using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Credentials.Web.Access;

/// <summary>Which endpoints ask for an API key, and who calls.</summary>
public static class CallerAccess
{
    /// <summary>
    /// Only callers with one of these roles; any role where none is named. 401 without a good key, 403 problem with another role.
    /// An issuer key must belong to a centre. An administrator is no issuer: the role must be named too where it may call.
    /// </summary>
    public static TBuilder RequireCaller<TBuilder>(this TBuilder builder, params CallerRole[] roles)
        where TBuilder : IEndpointConventionBuilder
    {
        var policy = new AuthorizationPolicyBuilder(ApiKeyAuthentication.Scheme)
            .RequireAssertion(context =>
                context.User.Identity is CallerIdentity { Caller: var caller }
                && (roles.Length == 0 || roles.Contains(caller.Role))
                && (caller.Role != CallerRole.Issuer || !string.IsNullOrEmpty(caller.Centre)))
            .RequireAuthenticatedUser()
            .Build();
        return builder.RequireAuthorization(policy);
    }

    /// <summary>Who calls.</summary>
    /// <exception cref="InvalidOperationException">The endpoint lacks <see cref="RequireCaller"/>.</exception>
    public static Caller Caller(this HttpContext context) =>
        context.FindCaller() ?? throw new InvalidOperationException("the endpoint does not require a caller");

    /// <summary>Who calls, null for everyone without a good API key.</summary>
    public static Caller? FindCaller(this HttpContext context) => (context.User.Identity as CallerIdentity)?.Caller;

    /// <summary>The centre that the caller's issuer key belongs to: the only centre that the call may see or touch.</summary>
    /// <exception cref="InvalidOperationException">The endpoint lets other roles in, or everyone.</exception>
    public static string CallerCentre(this HttpContext context) =>
        context.Caller() is { Role: CallerRole.Issuer, Centre: { } centre } ? centre : throw new InvalidOperationException("the caller has no centre");
}
