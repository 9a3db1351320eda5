using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.Signing;
using Credentials.Verifying.Reading;

namespace Credentials.Wallets;

/// <summary>
/// A DPoP proof (RFC 9449 section 4.2), checked as section 4.3 says but for its <c>jti</c>, which whoever checks must not have seen before.
/// </summary>
public sealed class DpopProof
{
    public const string Type = "dpop+jwt";
    private const int LongestId = 256;

    /// <summary>How long a proof is accepted, and so how long its <c>jti</c> must be remembered.</summary>
    public static TimeSpan Oldest { get; } = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private DpopProof(PublicKey key, string id) => (Key, Id) = (key, id);

    /// <summary>The key that the wallet holds; a token is bound to its <see cref="PublicKey.Thumbprint"/> (<c>jkt</c>).</summary>
    public PublicKey Key { get; }

    /// <summary>The claim <c>jti</c>.</summary>
    public string Id { get; }

    /// <summary>Error <c>invalid_dpop_proof</c> for everything that is wrong with it.</summary>
    /// <param name="jwt">The value of the header <c>DPoP</c>.</param>
    /// <param name="method">The HTTP method of the request.</param>
    /// <param name="url">Where the request went, as the metadata names it.</param>
    /// <param name="accessToken">The token that comes with it; null at the token endpoint.</param>
    /// <param name="now">The time at the server.</param>
    public static bool TryCheck(
        string jwt, string method, Uri url, string? accessToken, DateTimeOffset now, [NotNullWhen(true)] out DpopProof? proof,
        [NotNullWhen(false)] out ProtocolError? error)
    {
        ArgumentNullException.ThrowIfNull(url);
        proof = null;
        error = null;
        if (!CompactJws.Parse(jwt).TryGet(out var jws, out var problem))
            return Refused($"no JWT that is accepted: {problem.Detail}", out error);
        if (jws.Type != Type)
            return Refused($"typ is not {Type}", out error);
        if (jws.Algorithm is not ("ES256" or "EdDSA"))
            return Refused("alg is neither ES256 nor EdDSA", out error);
        if (!jws.Header.TryGetProperty("jwk", out var jwk))
            return Refused("the header has no jwk", out error);
        if (!PublicKey.FromJwk(jwk).TryGet(out var key, out var noKey))
            return Refused(noKey.Detail, out error);
        if (!jws.VerifyOnce(key))
            return Refused("the signature is not by the key in jwk", out error);
        if (!StrictJson.ParseElement(jws.Payload.Span).TryGet(out var claims, out _) || claims.ValueKind != JsonValueKind.Object)
            return Refused("the claims are not a JSON object", out error);
        if (JsonReading.TextOf(claims, "jti"u8) is not { Length: > 0 and <= LongestId } id)
            return Refused($"jti is not a string of at most {LongestId} characters", out error);
        if (JsonReading.TextOf(claims, "htm"u8) != method)
            return Refused("htm is not the method of this request", out error);
        if (!IsSameTarget(JsonReading.TextOf(claims, "htu"u8), url))
            return Refused("htu is not the address of this request", out error);
        if (JwtClaims.FaultInTime(claims, now, Oldest, Skew) is { } late)
            return Refused(late, out error);
        if (accessToken is not null && JsonReading.TextOf(claims, "ath"u8) != HashOf(accessToken))
            return Refused("ath is not the hash of the access token", out error);
        proof = new(key, id);
        return true;
    }

    /// <summary>Without query and fragment (RFC 9449 section 4.3), after the normalisation that <see cref="Uri"/> does (RFC 3986 section 6.2).</summary>
    private static bool IsSameTarget(string? htu, Uri url) =>
        Uri.TryCreate(htu, UriKind.Absolute, out var named)
        && named.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            == url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private static string HashOf(string accessToken) => StrictBase64Url.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(accessToken)));

    private static bool Refused(string why, out ProtocolError error)
    {
        error = new("invalid_dpop_proof", why);
        return false;
    }
}
