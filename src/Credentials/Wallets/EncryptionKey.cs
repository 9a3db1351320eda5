using System.Security.Cryptography;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.Verifying.Reading;

namespace Credentials.Wallets;

/// <summary>A P-256 public key that others encrypt to by ECDH-ES (RFC 7518 section 4.6).</summary>
public sealed class EncryptionKey
{
    private readonly byte[] _x;
    private readonly byte[] _y;

    private EncryptionKey(byte[] x, byte[] y, string? keyId) => (_x, _y, KeyId) = (x, y, keyId);

    /// <summary>The member <c>kid</c>, which the header of what is encrypted names.</summary>
    public string? KeyId { get; }

    /// <summary>Reads a public JWK; anything but a P-256 point for ECDH-ES is <see cref="ProblemCode.InvalidKey"/>.</summary>
    public static Result<EncryptionKey> FromJwk(JsonElement jwk)
    {
        if (jwk.ValueKind != JsonValueKind.Object)
            return Invalid("not an object");
        if (JsonReading.TextOf(jwk, "kty"u8) != "EC" || JsonReading.TextOf(jwk, "crv"u8) != "P-256")
            return Invalid("not a key on P-256");
        if (jwk.TryGetProperty("d", out _))
            return Invalid("it holds private members");
        if (jwk.TryGetProperty("use", out _) && JsonReading.TextOf(jwk, "use"u8) != "enc")
            return Invalid("use is not enc");
        if (jwk.TryGetProperty("alg", out _) && JsonReading.TextOf(jwk, "alg"u8) != "ECDH-ES")
            return Invalid("alg is not ECDH-ES");
        if (jwk.TryGetProperty("kid", out var keyId) && keyId.ValueKind != JsonValueKind.String)
            return Invalid("kid is not a string");
        return TryCoordinate(jwk, "x"u8, out var x) && TryCoordinate(jwk, "y"u8, out var y) && PrimeCurve.P256.IsOnCurve(x, y)
            ? new EncryptionKey(x, y, JsonReading.TextOf(jwk, "kid"u8))
            : Invalid("not a point of P-256");
    }

    /// <summary>The public half of a key on P-256.</summary>
    public static EncryptionKey Of(ECDiffieHellman key, string keyId)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(keyId);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new(point.X!, point.Y!, keyId);
    }

    /// <summary>As <see cref="WriteJwk(Utf8JsonWriter)"/>, of the public half of a key.</summary>
    public static void WriteJwk(Utf8JsonWriter writer, ECDiffieHellman key, string keyId) => Of(key, keyId).WriteJwk(writer);

    /// <summary>Writes <c>kty</c>, <c>crv</c>, <c>x</c>, <c>y</c>, <c>use</c>, <c>alg</c> and, where it has one, <c>kid</c> as one JSON object.</summary>
    public void WriteJwk(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("kty"u8, "EC"u8);
        writer.WriteString("crv"u8, "P-256"u8);
        writer.WriteString("x"u8, StrictBase64Url.Encode(_x));
        writer.WriteString("y"u8, StrictBase64Url.Encode(_y));
        writer.WriteString("use"u8, "enc"u8);
        writer.WriteString("alg"u8, "ECDH-ES"u8);
        if (KeyId is not null)
            writer.WriteString("kid"u8, KeyId);
        writer.WriteEndObject();
    }

    internal ECDiffieHellman Open() =>
        ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = _x, Y = _y } });

    private static bool TryCoordinate(JsonElement jwk, ReadOnlySpan<byte> name, out byte[] bytes)
    {
        bytes = [];
        return JsonReading.TextOf(jwk, name) is { } text && StrictBase64Url.TryDecode(text, out bytes) && bytes.Length == PrimeCurve.P256.CoordinateLength;
    }

    private static Problem Invalid(string why) => new(ProblemCode.InvalidKey, $"JWK: {why}");
}
