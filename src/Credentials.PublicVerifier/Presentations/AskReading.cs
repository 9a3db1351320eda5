using Credentials.Inputs;
using Credentials.Presentations;
using Microsoft.AspNetCore.WebUtilities;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>Reads what is asked: <c>{"achievement"?, "minimumLevel"?, "claims"?, "responseMode"?, "redirectUri"?, "clientIdPrefix"?}</c>.</summary>
internal static class AskReading
{
    private const int LongestUri = 2000;

    private static readonly Dictionary<string, ResponseMode> Modes = Enum.GetValues<ResponseMode>().ToDictionary(ResponseModes.NameOf);

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
        var redirect = body.Text("redirectUri", LongestUri) is { } text ? ReadRedirect(body, text) : null;
        if (claims.Count == 0 && level is null && !body.Has("achievement"))
            body.Fault("claims", InputReasons.Missing, "Ask for something: a claim, a level, or an achievement.");
        return new(new(achievement, (int?)level, claims), mode, prefix, Caller: caller, RedirectUri: redirect);
    }

    private static AskedAchievement? Find(InputObject body, string id, IReadOnlyList<PublishedAchievement>? known)
    {
        if (known is not null && KeptAsks.AskFor(id, known) is { } found)
            return found;
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

    // What a wallet may be told to open, to which the code is added.
    private static string? ReadRedirect(InputObject body, string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            && !QueryHelpers.ParseQuery(uri.Query).ContainsKey("response_code"))
            return uri.AbsoluteUri;
        body.Fault("redirectUri", InputReasons.BadFormat, "This must be an https address without fragment, user or response_code.");
        return null;
    }
}
