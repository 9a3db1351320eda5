using System.Text.Json;

namespace Credentials.Wallets;

/// <summary>Registered claims (RFC 7519 section 4.1) as the proofs of wallets use them.</summary>
internal static class JwtClaims
{
    public static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A NumericDate, whole or broken seconds; false when it is not there or no such number.</summary>
    public static bool TryInstant(JsonElement claims, string name, out DateTimeOffset instant)
    {
        instant = default;
        if (!claims.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds)
            || seconds is < 0 or > 253_402_300_799)
            return false;
        instant = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        return true;
    }

    /// <summary>One string or an array of strings with that value among them.</summary>
    public static bool IsAudience(JsonElement claims, string audience) => claims.TryGetProperty("aud", out var value) && value.ValueKind switch
    {
        JsonValueKind.String => value.ValueEquals(audience),
        JsonValueKind.Array => value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            && value.EnumerateArray().Any(item => item.ValueEquals(audience)),
        _ => false,
    };

    /// <summary>Why a proof that was made for one use is not of this moment; null when it is.</summary>
    public static string? FaultInTime(JsonElement claims, DateTimeOffset now, TimeSpan oldest, TimeSpan skew)
    {
        if (!TryInstant(claims, "iat", out var issuedAt))
            return "iat is not a NumericDate";
        if (issuedAt < now - oldest)
            return "iat is too long ago";
        if (issuedAt > now + skew)
            return "iat is in the future";
        if (claims.TryGetProperty("exp", out _) && (!TryInstant(claims, "exp", out var expires) || expires <= now - skew))
            return "it has expired";
        return claims.TryGetProperty("nbf", out _) && (!TryInstant(claims, "nbf", out var notBefore) || notBefore > now + skew)
            ? "it is not valid yet"
            : null;
    }
}
