using System.Text.Json;

namespace Credentials.Keys;

/// <summary>A public key that carries its algorithm, so that it cannot be used with another.</summary>
public abstract class PublicKey : IEquatable<PublicKey>
{
    public abstract KeyAlgorithm Algorithm { get; }

    /// <summary>The one JOSE <c>alg</c> this key checks: <c>EdDSA</c>, <c>ES256</c> or <c>RS256</c>.</summary>
    public abstract string JwsAlgorithm { get; }

    /// <summary>SHA-256 JWK thumbprint (RFC 7638), base64url.</summary>
    public abstract string Thumbprint { get; }

    /// <summary>Multikey form (Controlled Identifiers 1.0 section 2.2.2).</summary>
    /// <exception cref="NotSupportedException">RSA keys have none here.</exception>
    public abstract string ToMultikey();

    /// <summary>Writes the public JWK (RFC 7517) as one JSON object.</summary>
    public abstract void WriteJwk(Utf8JsonWriter writer);

    /// <summary>Whether the signature is right. Never throws for a bad signature or a bad length. ES256 signatures are r||s of 64 bytes.</summary>
    public abstract bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);

    /// <summary>Reads a public JWK; a private member (<c>d</c>), a mismatched <c>alg</c>/<c>use</c>, or a weak key is <see cref="ProblemCode.InvalidKey"/>.</summary>
    public static Result<PublicKey> FromJwk(JsonElement jwk) => throw new NotImplementedException();

    public static Result<PublicKey> FromMultikey(string multikey) => throw new NotImplementedException();

    public bool Equals(PublicKey? other) => other is not null && other.Algorithm == Algorithm && other.Thumbprint == Thumbprint;

    public override bool Equals(object? obj) => Equals(obj as PublicKey);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Thumbprint);
}
