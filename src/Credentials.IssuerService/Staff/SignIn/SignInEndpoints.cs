using Credentials.EvidenceStore.Staff;
using Credentials.Web.Answers;
using Credentials.Web.Headers;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Staff.SignIn;

/// <summary>Signing in by a link that works once, and signing out.</summary>
internal static class SignInEndpoints
{
    /// <summary>Why somebody comes to the page; its text is <c>notice.WORD</c>.</summary>
    private static readonly string[] Notices = ["signed-out", "link-spent", "provider-refused", "provider-away", "no-member"];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(StaffPaths.SignIn, ReadEndpoints.Methods, ShowAsync).ExcludeFromDescription();
        endpoints.MapMethods(StaffPaths.SignIn + "/link/{token}", ReadEndpoints.Methods, ShowLinkAsync).ExcludeFromDescription();
        // Whoever uses a link has no session yet, and so no form token: that a page of ours sent it must do.
        endpoints.MapPost(StaffPaths.SignIn + "/link/{token}", UseLinkAsync).FromOwnPagesOnly().ExcludeFromDescription();
        endpoints.MapPost(StaffPaths.SignOut, SignOutAsync).FromStaff(StaffRole.Reader);
    }

    /// <summary>Where a link leads to.</summary>
    public static string LinkOf(string token) => $"{StaffPaths.SignIn}/link/{token}";

    private static async Task<IResult> ShowAsync(HttpContext context, StaffSessions sessions, OpenIdProvider provider) => await sessions.IsSignedInAsync(context)
        ? new SeeOther(OwnPath.Of(context.Request.Query[OwnPath.QueryName]))
        : Page(
            provider, Notices.FirstOrDefault(notice => notice == context.Request.Query["notice"]), to: OwnPath.Of(context.Request.Query[OwnPath.QueryName]));

    private static async Task<IResult> ShowLinkAsync(string token, StaffLinks links, OpenIdProvider provider, CancellationToken cancel) =>
        await links.LookAsync(token, cancel) is { } member
            ? new PageResult<LinkPage> { Parameters = new Dictionary<string, object> { [nameof(LinkPage.Member)] = member } }
            : Page(provider, "link-spent", StatusCodes.Status410Gone);

    private static async Task<IResult> UseLinkAsync(
        HttpContext context, string token, StaffLinks links, StaffSessions sessions, OpenIdProvider provider, CancellationToken cancel)
    {
        if (await links.UseAsync(token, cancel) is not { } member)
            return Page(provider, "link-spent", StatusCodes.Status410Gone);
        sessions.Begin(context, member);
        return new SeeOther(StaffPaths.Start);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, StaffSessions sessions)
    {
        await sessions.EndAsync(context);
        return new SeeOther(StaffPaths.SignIn + "?notice=signed-out");
    }

    private static PageResult<SignInPage> Page(OpenIdProvider provider, string? notice, int status = StatusCodes.Status200OK, string to = StaffPaths.Start) => new()
    {
        StatusCode = status,
        Parameters = new Dictionary<string, object>
        {
            [nameof(SignInPage.Notice)] = notice ?? "",
            [nameof(SignInPage.HasProvider)] = provider.IsSet,
            [nameof(SignInPage.To)] = to,
        },
    };
}
