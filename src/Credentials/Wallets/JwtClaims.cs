using System.Text.Json;
using Credentials.Verifying.Reading;

namespace Credentials.Wallets;

/// <summary>Registered claims (RFC 7519 section 4.1) as the proofs of wallets use them.</summary>
internal static class JwtClaims
{
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
        if (!TryTime(claims, "iat"u8, out var made) || made is not { } issuedAt)
            return "iat is not a NumericDate";
        if (issuedAt < now - oldest)
            return "iat is too long ago";
        if (issuedAt > now + skew)
            return "iat is in the future";
        if (!TryTime(claims, "exp"u8, out var expires) || expires <= now - skew)
            return "it has expired";
        return !TryTime(claims, "nbf"u8, out var notBefore) || notBefore > now + skew ? "it is not valid yet" : null;
    }

    private static bool TryTime(JsonElement claims, ReadOnlySpan<byte> name, out DateTimeOffset? time) =>
        TokenClaims.TryRead(JsonReading.MemberOf(claims, name), out time);
}
