using System.Security.Claims;
using Credentials.Web.Languages;
using Credentials.Web.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.Web.SignIn;

/// <summary>
/// ASP.NET Core authentication by the session cookie, for pages: whoever is not signed in is led to where one can. It is not the default scheme, so a cookie
/// opens no call of the API.
/// </summary>
internal sealed class StaffAuthentication : IAuthenticationHandler
{
    public const string Scheme = "Staff";

    private HttpContext _context = null!;

    public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context)
    {
        _context = context;
        return Task.CompletedTask;
    }

    public async Task<AuthenticateResult> AuthenticateAsync()
    {
        // An installation without the store has no members.
        var sessions = _context.RequestServices.GetService<StaffSessions>();
        return sessions is not null && await sessions.ReadAsync(_context) is { } found
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new StaffIdentity(found.Member, found.Session)), Scheme))
            : AuthenticateResult.NoResult();
    }

    public Task ChallengeAsync(AuthenticationProperties? properties)
    {
        var request = _context.Request;
        var query = PageLanguage.Chosen(request) is { } language ? QueryString.Create(PageLanguage.QueryName, language.Tag) : QueryString.Empty;
        // What a form sent is lost; to lead back to it would be to send nothing to it.
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            query = query.Add(OwnPath.QueryName, request.PathBase + request.Path + request.QueryString);
        _context.Response.Headers.CacheControl = "no-store";
        _context.Response.Redirect(StaffPaths.SignIn + query);
        _context.Response.StatusCode = StatusCodes.Status303SeeOther;
        return Task.CompletedTask;
    }

    public Task ForbidAsync(AuthenticationProperties? properties) =>
        new PageResult<NotAllowedPage> { StatusCode = StatusCodes.Status403Forbidden }.ExecuteAsync(_context);
}
