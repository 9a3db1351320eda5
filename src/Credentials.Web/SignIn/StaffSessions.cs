using Microsoft.AspNetCore.Http;

namespace Credentials.Web.SignIn;

/// <summary>
/// Sessions of staff: a sealed cookie that names the member and its version, so that nothing is kept here and a member who was removed or has another role
/// is asked to sign in again at the next request. A session that was signed out of has ended for every copy of its cookie.
/// </summary>
public sealed class StaffSessions(IStaffDirectory directory, ICookieSeal seal, PublicAddress address, TimeProvider time)
{
    private const string Purpose = "session";

    // As seldom as may be: each answer with a cookie is one that a browser must store.
    private static readonly TimeSpan WrittenAgainAfter = TimeSpan.FromMinutes(10);

    /// <summary>How long it lasts after the last request.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(8);

    /// <summary>How long it lasts at most, however busy.</summary>
    public static TimeSpan LongestLifetime { get; } = TimeSpan.FromHours(24);

    /// <summary>The cookie's name. The prefix makes browsers refuse one that came over http, or that another host of the domain set.</summary>
    public string CookieName => NameOf("staff");

    private bool IsSecure => address.Url.Scheme == Uri.UriSchemeHttps;

    /// <summary>Signs in: always a new session, whatever the browser had before.</summary>
    public void Begin(HttpContext context, StaffMember member) => Write(context, StaffSession.Begin(member, time.GetUtcNow()));

    /// <summary>Durable. Signs out; the cookie is of no use any more, wherever a copy of it is.</summary>
    public async Task EndAsync(HttpContext context)
    {
        if (await ReadAsync(context) is { } found)
            await directory.EndSessionAsync(found.Member, found.Session.Id, found.Session.Began + LongestLifetime, context.RequestAborted);
        context.Response.Cookies.Delete(CookieName, Options(maxAge: null));
    }

    public async ValueTask<bool> IsSignedInAsync(HttpContext context) => await ReadAsync(context) is not null;

    /// <summary>Who is signed in; null for everyone else. Writes the cookie again where it has aged.</summary>
    internal async ValueTask<(StaffSession Session, StaffMember Member)?> ReadAsync(HttpContext context)
    {
        if (context.Request.Cookies[CookieName] is not { Length: > 0 and < 500 } cookie
            || !seal.TryOpen(Purpose, cookie, out var plain) || StaffSession.Read(plain) is not { } session)
            return null;
        var now = time.GetUtcNow();
        if (now - session.SealedAt >= Lifetime || now - session.Began >= LongestLifetime)
            return null;
        if (await directory.FindAsync(session.Member, session.Version, context.RequestAborted) is not { } member
            || await directory.IsSessionEndedAsync(session.Id, context.RequestAborted))
            return null;
        if (now - session.SealedAt >= WrittenAgainAfter)
            Write(context, session with { SealedAt = now });
        return (session, member);
    }

    /// <summary>Has the browser keep something on the way to a session, for that purpose alone.</summary>
    public void Keep(HttpContext context, string purpose, ReadOnlySpan<byte> plain, TimeSpan lifetime) =>
        context.Response.Cookies.Append(NameOf("staff-step"), seal.Seal(purpose, plain), Options(lifetime));

    /// <summary>What the browser kept for that purpose, and keeps no longer; null where there is none.</summary>
    public byte[]? Take(HttpContext context, string purpose, int longest)
    {
        if (context.Request.Cookies[NameOf("staff-step")] is not { Length: > 0 } cookie)
            return null;
        context.Response.Cookies.Delete(NameOf("staff-step"), Options(maxAge: null));
        return cookie.Length <= longest && seal.TryOpen(purpose, cookie, out var plain) ? plain : null;
    }

    private string NameOf(string name) => IsSecure ? "__Host-" + name : name;

    private CookieOptions Options(TimeSpan? maxAge) => new()
    {
        HttpOnly = true,
        Secure = IsSecure,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = maxAge,
        IsEssential = true,
    };

    private void Write(HttpContext context, StaffSession session) =>
        context.Response.Cookies.Append(CookieName, seal.Seal(Purpose, session.Write()), Options(Lifetime));
}
