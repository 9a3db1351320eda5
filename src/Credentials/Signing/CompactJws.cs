using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.Keys;

namespace Credentials.Signing;

/// <summary>
/// A JWS in compact serialization (RFC 7515 section 7.1), parsed strictly: three canonical base64url parts, a header without duplicate names,
/// <c>alg</c> one of EdDSA, ES256, RS256, no <c>crit</c> (none is understood), no <c>b64</c>. Keys that the header embeds or points to are never trusted.
/// </summary>
public sealed class CompactJws
{
    /// <summary>Longer texts are refused as <see cref="ProblemCode.TooLarge"/>: a payload of <see cref="StrictJson.MaxBytes"/> fits.</summary>
    public const int MaxLength = 3 * StrictJson.MaxBytes / 2;

    private readonly ReadOnlyMemory<byte> _signed;
    private readonly byte[] _payload;
    private readonly byte[] _signature;

    private CompactJws(ReadOnlyMemory<byte> signed, JsonElement header, string algorithm, byte[] payload, byte[] signature)
    {
        (_signed, Header, Algorithm, _payload, _signature) = (signed, header, algorithm, payload, signature);
        KeyId = Text(header, "kid"u8);
        Type = Text(header, "typ"u8);
    }

    public JsonElement Header { get; }

    public string Algorithm { get; }

    public string? KeyId { get; }

    public string? Type { get; }

    public ReadOnlyMemory<byte> Payload => _payload;

    public ReadOnlyMemory<byte> Signature => _signature;

    /// <summary>The parsed token, or <see cref="ProblemCode.NotACredential"/> / <see cref="ProblemCode.TooLarge"/>. Says nothing about the signature yet.</summary>
    public static Result<CompactJws> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > MaxLength ? TooLong : Parse(System.Text.Encoding.UTF8.GetBytes(text));
    }

    /// <summary>As <see cref="Parse(string)"/>, from ASCII. The bytes stay unchanged as long as the token is in use, which reads from them.</summary>
    public static Result<CompactJws> Parse(ReadOnlyMemory<byte> ascii)
    {
        if (ascii.Length > MaxLength)
            return TooLong;
        var text = ascii.Span;
        int first = text.IndexOf((byte)'.');
        int second = first < 0 ? -1 : first + 1 + text[(first + 1)..].IndexOf((byte)'.');
        if (second <= first || text[(second + 1)..].Contains((byte)'.'))
            return Refused("not three parts");
        if (!StrictBase64Url.TryDecode(text[..first], out byte[] headerJson)
            || !StrictBase64Url.TryDecode(text[(first + 1)..second], out byte[] payload)
            || !StrictBase64Url.TryDecode(text[(second + 1)..], out byte[] signature))
            return Refused("a part is not canonical base64url");
        if (signature.Length == 0)
            return Refused("no signature");
        if (!StrictJson.ParseElement(headerJson).TryGet(out var header, out var problem))
            return Refused($"the header is {problem.Detail}");
        if (CheckHeader(header, out string algorithm) is { } fault)
            return Refused(fault);
        return new CompactJws(ascii[..second], header, algorithm, payload, signature);
    }

    /// <summary>False also when the header's <c>alg</c> is not the key's own algorithm.</summary>
    public bool Verify(PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.JwsAlgorithm != Algorithm)
            return false;
        if (!MemoryMarshal.TryGetArray(_signed, out var signed))
            signed = _signed.ToArray();
        try
        {
            return JoseKey.For(key).Provider.Verify(signed.Array!, signed.Offset, signed.Count, _signature, 0, _signature.Length);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>As <see cref="Verify"/>, for a key that is met once, as a holder's or a wallet's: what the library keeps for a key costs more than one check.</summary>
    internal bool VerifyOnce(PublicKey key) => key.JwsAlgorithm == Algorithm && key.Verify(_signed.Span, _signature);

    /// <summary>Signs <paramref name="payload"/> with header members alg, typ, kid and iat (seconds; left out when null).</summary>
    public static string Sign(SigningKey key, string type, ReadOnlySpan<byte> payload, DateTimeOffset? issuedAt) =>
        CompactJwsWriter.Sign(key, type, payload, issuedAt);

    private static string? CheckHeader(JsonElement header, out string algorithm)
    {
        algorithm = "";
        if (header.ValueKind != JsonValueKind.Object)
            return "the header is not an object";
        foreach (var member in header.EnumerateObject())
        {
            bool isText = member.Value.ValueKind == JsonValueKind.String;
            switch (member.Name)
            {
                case "alg":
                    // The allow-list; none and everything symmetric are not on it.
                    algorithm = isText ? member.Value.GetString()! : "";
                    break;
                case "crit":
                    return "the header has crit, and no extension is understood";
                case "b64":
                    return "the header has b64";
                case "kid" or "typ" when !isText:
                    return $"the header's {member.Name} is not a string";
            }
        }
        return algorithm is "EdDSA" or "ES256" or "RS256" ? null : "the header's alg is not EdDSA, ES256 or RS256";
    }

    private static string? Text(JsonElement header, ReadOnlySpan<byte> name) => header.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static Problem TooLong => new(ProblemCode.TooLarge, $"a JWS of more than {MaxLength} characters");

    private static Problem Refused(string why) => new(ProblemCode.NotACredential, $"JWS: {why}");
}
