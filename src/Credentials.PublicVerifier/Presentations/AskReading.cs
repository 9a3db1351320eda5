using Credentials.Inputs;
using Credentials.Presentations;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>Reads what is asked: <c>{"achievement"?, "minimumLevel"?, "claims"?, "responseMode"?, "redirectUri"?, "clientIdPrefix"?}</c>.</summary>
internal static class AskReading
{
    private const int LongestUri = 2000;

    private static readonly Dictionary<string, ResponseMode> Modes = new()
    {
        ["direct_post"] = ResponseMode.DirectPost,
        ["direct_post.jwt"] = ResponseMode.DirectPostJwt,
    };

    private static readonly Dictionary<string, ClientIdPrefix> Prefixes = Enum.GetValues<ClientIdPrefix>().ToDictionary(ClientIdentifier.NameOf);

    /// <param name="body">The JSON body.</param>
    /// <param name="known">What can be asked for by name; null where that cannot be had now.</param>
    /// <param name="caller">Id of the API key.</param>
    public static AskOfWallet Read(InputObject body, IReadOnlyList<PublishedAchievement>? known, string caller)
    {
        var achievement = body.Text("achievement", 200) is { } id ? Find(body, id, known) : null;
        var level = body.Number("minimumLevel", PresentationAsk.LowestLevel, PresentationAsk.HighestLevel, whole: true);
        var claims = body.Has("claims") ? ReadClaims(body) : AskedClaim.Defaults;
        var mode = body.OneOf("responseMode", Modes) ?? ResponseMode.DirectPostJwt;
        var prefix = body.OneOf("clientIdPrefix", Prefixes);
        var redirect = body.Text("redirectUri", LongestUri);
        if (redirect is not null && !MayLeadTo(redirect))
            body.Fault("redirectUri", InputReasons.BadFormat, "This must be an https address without fragment or user.");
        return new(new(achievement, (int?)level, claims), mode, prefix, Caller: caller, RedirectUri: redirect);
    }

    private static AskedAchievement? Find(InputObject body, string id, IReadOnlyList<PublishedAchievement>? known)
    {
        if (known?.FirstOrDefault(candidate => candidate.Id == id) is { } found)
            return KeptAsks.AskFor(found);
        body.Fault(
            "achievement", InputReasons.NotAllowedValue,
            known is null ? "What the centres award cannot be looked up now; try again in a moment." : "No centre here awards this; it is CENTRE/ACHIEVEMENT as under /achievements.");
        return null;
    }

    private static List<AskedClaim> ReadClaims(InputObject body)
    {
        var claims = new List<AskedClaim>();
        foreach (var (value, pointer) in body.Array("claims", AskedClaim.All.Count))
        {
            if (value.ValueKind == System.Text.Json.JsonValueKind.String && AskedClaim.TryFind(value.GetString(), out var claim))
                claims.Add(claim);
            else
                body.Errors.Add(new(pointer, InputReasons.NotAllowedValue, $"This must be one of {string.Join(", ", AskedClaim.All)}."));
        }

        return claims;
    }

    /// <summary>Whether a wallet may be told to open it.</summary>
    private static bool MayLeadTo(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
