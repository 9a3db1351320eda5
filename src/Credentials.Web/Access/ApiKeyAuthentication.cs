using System.Security.Claims;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.Web.Access;

/// <summary>
/// ASP.NET Core authentication by API key. The interface itself, not AuthenticationHandler: that base class brings data protection along,
/// which writes key files that nothing here needs.
/// </summary>
internal sealed class ApiKeyAuthentication : IAuthenticationHandler
{
    public const string Scheme = "ApiKey";

    private HttpContext _context = null!;

    public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context)
    {
        _context = context;
        return Task.CompletedTask;
    }

    public async Task<AuthenticateResult> AuthenticateAsync()
    {
        if (PresentedKey(_context.Request) is not { } key) return AuthenticateResult.NoResult();
        // An installation that runs the verifier alone keeps no keys, and so knows no caller.
        var keys = _context.RequestServices.GetService<IAuthenticateCallers>();
        var caller = keys is null ? null : await keys.AuthenticateAsync(key, _context.RequestAborted);
        return caller is null
            ? AuthenticateResult.Fail("unknown API key")
            : AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new CallerIdentity(caller)), Scheme));
    }

    public Task ChallengeAsync(AuthenticationProperties? properties) =>
        new Problem(
            ProblemCode.NotAuthenticated,
            PresentedKey(_context.Request) is null
                ? "Send an API key as 'Authorization: Bearer KEY' or 'X-Api-Key: KEY'."
                : "The API key is unknown or was revoked.").ToResult().ExecuteAsync(_context);

    public Task ForbidAsync(AuthenticationProperties? properties) =>
        new Problem(ProblemCode.NotAllowed, "This API key's role does not allow the call.").ToResult().ExecuteAsync(_context);

    private static string? PresentedKey(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return authorization["Bearer ".Length..].Trim();
        var header = request.Headers["X-Api-Key"].ToString();
        return header.Length == 0 ? null : header.Trim();
    }
}
