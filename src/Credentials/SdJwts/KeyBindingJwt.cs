using System.Text.Json;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.Signing;
using Credentials.Verifying.Reading;

namespace Credentials.SdJwts;

/// <summary>The key binding JWT (RFC 9901 section 4.3): the holder's signature over what is presented, to whom, and for which request.</summary>
public sealed class KeyBindingJwt
{
    /// <summary>The only <c>typ</c>.</summary>
    public const string Type = "kb+jwt";

    private KeyBindingJwt(CompactJws jws, JsonElement claims) => (Jws, Claims) = (jws, claims);

    public CompactJws Jws { get; }

    /// <summary>Its claims, an object.</summary>
    public JsonElement Claims { get; }

    /// <summary>Signs a proof.</summary>
    /// <param name="holderKey">The key in <c>cnf</c>.</param>
    /// <param name="sdJwt">What is presented, its last tilde included.</param>
    /// <param name="hash">The SD-JWT's hash function.</param>
    /// <param name="audience">Whom it is for.</param>
    /// <param name="nonce">What the verifier gave.</param>
    /// <param name="issuedAt">Now.</param>
    /// <returns>The SD-JWT+KB.</returns>
    public static string Bind(PrivateKey holderKey, string sdJwt, DisclosureHash hash, string audience, string nonce, DateTimeOffset issuedAt)
    {
        ArgumentNullException.ThrowIfNull(holderKey);
        ArgumentNullException.ThrowIfNull(sdJwt);
        if (!sdJwt.EndsWith('~'))
            throw new ArgumentException("an SD-JWT without key binding ends with a tilde", nameof(sdJwt));
        using var payload = new PooledBuffer(512);
        using (var writer = new Utf8JsonWriter(payload))
        {
            writer.WriteStartObject();
            writer.WriteNumber("iat"u8, issuedAt.ToUnixTimeSeconds());
            writer.WriteString("aud"u8, audience);
            writer.WriteString("nonce"u8, nonce);
            writer.WriteString("sd_hash"u8, DisclosureHashes.Digest(hash, System.Text.Encoding.ASCII.GetBytes(sdJwt)));
            writer.WriteEndObject();
        }

        return sdJwt + CompactJwsWriter.Sign(holderKey, new JwsHeader(Type), payload.Written);
    }

    internal static Result<KeyBindingJwt> Parse(ReadOnlyMemory<byte> ascii)
    {
        if (!CompactJws.Parse(ascii).TryGet(out var jws, out var problem))
            return problem with { Detail = $"SD-JWT: key binding: {problem.Detail}" };
        if (!StrictJson.ParseElement(jws.Payload.Span).TryGet(out var claims, out problem))
            return problem with { Detail = $"SD-JWT: key binding: {problem.Detail}" };
        return claims.ValueKind == JsonValueKind.Object
            ? new KeyBindingJwt(jws, claims)
            : new Problem(ProblemCode.NotACredential, "SD-JWT: key binding: the payload is not an object");
    }

    /// <param name="expected">Null where nothing was asked.</param>
    internal KeyBindingFault? Check(PublicKey holderKey, string sdHash, KeyBindingExpectation? expected, DateTimeOffset now)
    {
        if (!string.Equals(Jws.Type, Type, StringComparison.OrdinalIgnoreCase))
            return KeyBindingFault.TypeDiffers;
        if (!Jws.VerifyOnce(holderKey))
            return KeyBindingFault.SignatureWrong;
        if (JsonReading.TextOf(Claims, "aud"u8) is not { } audience || JsonReading.TextOf(Claims, "nonce"u8) is not { } nonce
            || JsonReading.TextOf(Claims, "sd_hash"u8) is not { } hash
            || !TryTime("iat"u8, out var issuedAt) || issuedAt is not { } made
            || !TryTime("exp"u8, out var expires) || !TryTime("nbf"u8, out var notBefore))
            return KeyBindingFault.Malformed;
        if (hash != sdHash)
            return KeyBindingFault.HashDiffers;
        if (expected is not null && audience != expected.Audience)
            return KeyBindingFault.AudienceDiffers;
        if (expected is not null && nonce != expected.Nonce)
            return KeyBindingFault.NonceDiffers;
        var tolerance = expected?.ClockTolerance ?? KeyBindingExpectation.UsualTolerance;
        if (made > now + tolerance || notBefore > now + tolerance)
            return KeyBindingFault.InFuture;
        if (expected is null)
            return null;
        return made < expected.Now - expected.MaxAge - expected.ClockTolerance || expires <= expected.Now - expected.ClockTolerance
            ? KeyBindingFault.TooOld
            : null;
    }

    private bool TryTime(ReadOnlySpan<byte> name, out DateTimeOffset? time) => TokenClaims.TryRead(JsonReading.MemberOf(Claims, name), out time);
}
