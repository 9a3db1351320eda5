using System.Security.Cryptography;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.Keys;

namespace Credentials.App.Jose;

/// <summary>
/// A key from a file: a JWK, or a verification method with <c>publicKeyJwk</c> and <c>secretKeyJwk</c>. Ed25519 and P-256 by the keys of this service, P-384
/// and P-521 by the platform's own: the service itself signs with neither, and only this command meets them.
/// </summary>
internal sealed class JoseKeyFile : IDisposable
{
    private readonly PrivateKey? _private;
    private readonly PublicKey? _public;
    private readonly ECDsa? _curve;

    private JoseKeyFile(string algorithm, string? keyId, PrivateKey? @private, PublicKey? @public, ECDsa? curve) =>
        (Algorithm, KeyId, _private, _public, _curve) = (algorithm, keyId, @private, @public, curve);

    /// <summary>The one <c>alg</c> of the key.</summary>
    public string Algorithm { get; }

    /// <summary>What stands as <c>kid</c>: the method's DID URL, else the JWK's own; null where there is neither.</summary>
    public string? KeyId { get; }

    /// <summary>Reads the private half to sign, or the public half to verify; a kind of key that is not known here is <see cref="ProblemCode.NotImplemented"/>.</summary>
    public static Result<JoseKeyFile> Read(ReadOnlyMemory<byte> utf8, bool toSign)
    {
        if (!StrictJson.ParseElement(utf8.Span).TryGet(out var json, out var problem))
            return problem;
        if (json.ValueKind != JsonValueKind.Object)
            return new Problem(ProblemCode.InvalidKey, "the key is no object");
        var jwk = json.TryGetProperty(toSign ? "secretKeyJwk" : "publicKeyJwk", out var half) && half.ValueKind == JsonValueKind.Object ? half : json;
        var id = Text(json, "id") is { } method && method.StartsWith("did:", StringComparison.Ordinal) ? method : Text(jwk, "kid");
        if (Text(jwk, "crv") is "P-384" or "P-521")
            return ReadCurve(jwk, id, toSign);
        if (!IsKnown(jwk))
            return new Problem(ProblemCode.NotImplemented, "a kind of key that is not known here");
        if (toSign || jwk.TryGetProperty("d", out _))
            return PrivateKey.Parse(jwk.GetRawText()).Map(key => new JoseKeyFile(key.PublicKey.JwsAlgorithm, id, key, key.PublicKey, null));
        return PublicKey.FromJwk(jwk).Map(key => new JoseKeyFile(key.JwsAlgorithm, id, null, key, null));
    }

    /// <exception cref="InvalidOperationException">The file was read to verify.</exception>
    public byte[] Sign(ReadOnlySpan<byte> message) => _curve is not null
        ? _curve.SignData(message, Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
        : (_private ?? throw new InvalidOperationException("the key was read to verify")).Sign(message);

    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        _curve is not null ? _curve.VerifyData(message, signature, Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation) : _public!.Verify(message, signature);

    public void Dispose()
    {
        _private?.Dispose();
        _curve?.Dispose();
    }

    private HashAlgorithmName Hash => Algorithm == "ES384" ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA512;

    private static Result<JoseKeyFile> ReadCurve(JsonElement jwk, string? id, bool toSign)
    {
        var (curve, algorithm, length) = Text(jwk, "crv") == "P-384" ? (ECCurve.NamedCurves.nistP384, "ES384", 48) : (ECCurve.NamedCurves.nistP521, "ES512", 66);
        if (Text(jwk, "kty") != "EC" || (jwk.TryGetProperty("alg", out _) && Text(jwk, "alg") != algorithm)
            || !TryBytes(jwk, "x", length, out var x) || !TryBytes(jwk, "y", length, out var y))
            return Invalid;
        byte[]? d = null;
        if (toSign && !TryBytes(jwk, "d", length, out d))
            return Invalid;
        try
        {
            return new JoseKeyFile(algorithm, id, null, null, ECDsa.Create(new ECParameters { Curve = curve, Q = new ECPoint { X = x, Y = y }, D = d }));
        }
        catch (CryptographicException)
        {
            return Invalid;
        }
    }

    private static Problem Invalid => new(ProblemCode.InvalidKey, "not a complete key of its curve");

    private static bool IsKnown(JsonElement jwk) => (Text(jwk, "kty"), Text(jwk, "crv")) is ("OKP", "Ed25519") or ("EC", "P-256");

    private static bool TryBytes(JsonElement jwk, string name, int length, out byte[] bytes)
    {
        bytes = [];
        return Text(jwk, name) is { } text && StrictBase64Url.TryDecode(text, out bytes) && bytes.Length == length;
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
