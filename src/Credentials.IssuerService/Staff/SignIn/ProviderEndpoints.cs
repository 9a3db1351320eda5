using System.Security.Cryptography;
using Credentials.EvidenceStore.Staff;
using Credentials.Web.Answers;
using Credentials.Web.Headers;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Staff.SignIn;

/// <summary>Signing in with an account of the OpenID provider: there, back again, and where the account is of several centres, which one.</summary>
internal static class ProviderEndpoints
{
    public const string Go = StaffPaths.SignIn + "/provider";
    public const string Callback = StaffPaths.SignIn + "/callback";
    public const string Choose = StaffPaths.SignIn + "/centre";

    private const string RequestPurpose = "openid-request";
    private const string ChoicePurpose = "openid-choice";
    private const int LongestCookie = 4000;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        // A link, not a form: the content-security policy keeps forms, and where they lead, on this site.
        endpoints.MapGet(Go, GoAsync).ExcludeFromDescription();
        endpoints.MapGet(Callback, ComeBackAsync).ExcludeFromDescription();
        endpoints.MapPost(Choose, ChooseAsync).FromOwnPagesOnly().ExcludeFromDescription();
    }

    private static async Task<IResult> GoAsync(HttpContext context, OpenIdProvider provider, StaffSessions sessions, TimeProvider time, CancellationToken cancel)
    {
        if (!provider.IsSet)
            return StaffPages.NotThere;
        var request = OpenIdRequest.New(OwnPath.Of(context.Request.Query[OwnPath.QueryName]), time.GetUtcNow());
        if (await provider.AddressOfAsync(request, cancel) is not { } address)
            return Refused("provider-away");
        sessions.Keep(context, RequestPurpose, request.Write(), OpenIdRequest.Lifetime);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Redirect(address);
    }

    private static async Task<IResult> ComeBackAsync(
        HttpContext context, OpenIdProvider provider, StaffSessions sessions, StaffMembers members, StaffActions actions, TimeProvider time, CancellationToken cancel)
    {
        var query = context.Request.Query;
        if (sessions.Take(context, RequestPurpose, LongestCookie) is not { } kept || OpenIdRequest.Read(kept) is not { } request
            || time.GetUtcNow() - request.At >= OpenIdRequest.Lifetime
            || !CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(request.State), System.Text.Encoding.UTF8.GetBytes(query["state"].ToString())))
            return Refused("provider-refused");
        if (query["code"].ToString() is not { Length: > 0 } code
            || await provider.RedeemAsync(request, code, query.ContainsKey("iss") ? query["iss"].ToString() : null, cancel) is not { } account)
            return Refused("provider-refused");
        var found = await members.OfAccountAsync(account.Issuer, account.Subject, account.VerifiedEmail, cancel);
        if (found.Count == 0)
            return Refused("no-member");
        if (found.Count == 1)
            return await BeginAsync(context, sessions, actions, found[0], request.To, cancel);
        sessions.Keep(context, ChoicePurpose, ChoiceOf(found, time.GetUtcNow()), OpenIdRequest.Lifetime);
        return new PageResult<ChooseCentrePage> { Parameters = new Dictionary<string, object> { [nameof(ChooseCentrePage.Members)] = found } };
    }

    private static async Task<IResult> ChooseAsync(
        HttpContext context, StaffSessions sessions, StaffActions actions, IStaffDirectory directory, TimeProvider time, CancellationToken cancel)
    {
        if (!context.Request.HasFormContentType || sessions.Take(context, ChoicePurpose, LongestCookie) is not { } choice)
            return Refused("provider-refused");
        var chosen = Guid.TryParse((await context.Request.ReadFormAsync(cancel))["member"].ToString(), out var id) ? VersionIn(choice, id, time.GetUtcNow()) : null;
        return chosen is { } version && await directory.FindAsync(id, version, cancel) is { } member
            ? await BeginAsync(context, sessions, actions, member, StaffPaths.Start, cancel)
            : Refused("provider-refused");
    }

    private static async Task<IResult> BeginAsync(
        HttpContext context, StaffSessions sessions, StaffActions actions, StaffMember member, string to, CancellationToken cancel)
    {
        await actions.NoteAsync(member, StaffActs.SignedIn, detail: "provider", cancel: cancel);
        sessions.Begin(context, member);
        return new SeeOther(to);
    }

    private static SeeOther Refused(string notice) => new($"{StaffPaths.SignIn}?notice={notice}");

    private static byte[] ChoiceOf(IReadOnlyList<StaffMember> members, DateTimeOffset now) => System.Text.Encoding.ASCII.GetBytes(
        string.Join(' ', members.Select(member => $"{member.Id:N}.{member.Version}").Prepend($"{now.ToUnixTimeSeconds()}")));

    private static long? VersionIn(byte[] choice, Guid id, DateTimeOffset now)
    {
        var parts = System.Text.Encoding.ASCII.GetString(choice).Split(' ');
        var isFresh = now - DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture)) < OpenIdRequest.Lifetime;
        return isFresh && parts.Skip(1).FirstOrDefault(part => part.StartsWith($"{id:N}.", StringComparison.Ordinal)) is { } found
            ? long.Parse(found.AsSpan(33), System.Globalization.CultureInfo.InvariantCulture)
            : null;
    }
}
