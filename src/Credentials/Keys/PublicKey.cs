using System.Security.Cryptography;
using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.Keys;

/// <summary>A public key that carries its algorithm, so that it cannot be used with another. Safe to use from several threads.</summary>
public abstract class PublicKey : IEquatable<PublicKey>
{
    private string? _thumbprint;

    public abstract KeyAlgorithm Algorithm { get; }

    /// <summary>The one JOSE <c>alg</c> this key checks: <c>EdDSA</c>, <c>ES256</c> or <c>RS256</c>. Of a key on P-384 <c>ES384</c>, which no token may have here.</summary>
    public abstract string JwsAlgorithm { get; }

    /// <summary>SHA-256 JWK thumbprint (RFC 7638), base64url.</summary>
    public string Thumbprint => _thumbprint ??= ComputeThumbprint();

    /// <summary>Multikey form (Controlled Identifiers 1.0 section 2.2.2).</summary>
    /// <exception cref="NotSupportedException">RSA keys have none here.</exception>
    public abstract string ToMultikey();

    /// <summary>Writes the public JWK (RFC 7517) as one JSON object: the required members alone, in the order of RFC 7638.</summary>
    public abstract void WriteJwk(Utf8JsonWriter writer);

    /// <summary>Whether the signature is right. Never throws for a bad signature or a bad length. Those of ES256 are r||s of 64 bytes, those on P-384 of 96.</summary>
    public abstract bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);

    /// <summary>Reads a public JWK; a private member (<c>d</c>), a mismatched <c>alg</c>/<c>use</c>/<c>key_ops</c>, or a weak key is <see cref="ProblemCode.InvalidKey"/>.</summary>
    public static Result<PublicKey> FromJwk(JsonElement jwk) => Jwk.ReadPublic(jwk);

    /// <summary>Reads the Multikey form of an Ed25519, P-256 or P-384 key: base58btc, as Controlled Identifiers 1.0 section 2.2.2 requires.</summary>
    public static Result<PublicKey> FromMultikey(string multikey)
    {
        if (multikey is not ['z', ..] || !Multibase.TryDecode(multikey, out byte[] bytes))
            return new Problem(ProblemCode.InvalidKey, "a Multikey is base58btc with the prefix z");
        var key = bytes.AsSpan();
        if (key.StartsWith(Multicodec.Ed25519Public))
            return Ed25519PublicKey.Create(key[Multicodec.Ed25519Public.Length..]);
        if (key.StartsWith(Multicodec.P256Public))
            return EcdsaPublicKey.FromCompressed(PrimeCurve.P256, key[Multicodec.P256Public.Length..]);
        if (key.StartsWith(Multicodec.P384Public))
            return EcdsaPublicKey.FromCompressed(PrimeCurve.P384, key[Multicodec.P384Public.Length..]);
        return new Problem(ProblemCode.InvalidKey, "a key of an unknown kind");
    }

    public bool Equals(PublicKey? other) => other is not null && other.Algorithm == Algorithm && other.Thumbprint == Thumbprint;

    public override bool Equals(object? obj) => Equals(obj as PublicKey);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Thumbprint);

    private string ComputeThumbprint()
    {
        using var buffer = new PooledBuffer(1024);
        using (var writer = new Utf8JsonWriter(buffer))
            WriteJwk(writer);
        return StrictBase64Url.Encode(SHA256.HashData(buffer.Written));
    }
}
