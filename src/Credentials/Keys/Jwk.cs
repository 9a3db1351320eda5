using System.Security.Cryptography;
using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.Keys;

/// <summary>JSON Web Keys (RFC 7517, RFC 7518 section 6, RFC 8037 section 2) of the kinds of keys known here; P-384 only to check with.</summary>
internal static class Jwk
{
    private static readonly string[] PrivateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    public static Result<PublicKey> ReadPublic(JsonElement jwk)
    {
        if (jwk.ValueKind != JsonValueKind.Object)
            return Invalid("not an object");
        foreach (string name in PrivateMembers)
        {
            if (jwk.TryGetProperty(name, out _))
                return Invalid("it holds private members");
        }
        return Read(jwk, "verify");
    }

    public static Result<PrivateKey> ReadPrivate(ReadOnlySpan<char> text)
    {
        byte[] utf8 = new byte[System.Text.Encoding.UTF8.GetByteCount(text)];
        System.Text.Encoding.UTF8.GetBytes(text, utf8);
        try
        {
            if (!StrictJson.Parse(utf8).TryGet(out var document, out _))
                return Invalid("not JSON");
            using (document)
                return ReadPrivate(document.RootElement);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(utf8);
        }
    }

    private static Result<PrivateKey> ReadPrivate(JsonElement jwk)
    {
        if (!Read(jwk, "sign").TryGet(out var publicKey, out var problem))
            return problem;
        if (publicKey.Algorithm is not (KeyAlgorithm.Ed25519 or KeyAlgorithm.P256) || !TryBytes(jwk, "d", out byte[] d) || d.Length != 32)
            return Invalid("d is not a private Ed25519 or P-256 key");
        try
        {
            PrivateKey parsed = publicKey.Algorithm == KeyAlgorithm.Ed25519 ? Ed25519PrivateKey.FromSeed(d) : P256PrivateKey.FromNumber(d);
            if (parsed.PublicKey.Equals(publicKey))
                return parsed;
            parsed.Dispose();
            return Invalid("the public members do not belong to d");
        }
        catch (CryptographicException)
        {
            return Invalid("d is out of range");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(d);
        }
    }

    private static Result<PublicKey> Read(JsonElement jwk, string operation)
    {
        string? type = Text(jwk, "kty"), curve = Text(jwk, "crv");
        return (type, curve) switch
        {
            ("OKP", "Ed25519") when TryBytes(jwk, "x", out byte[] x) =>
                Allowed(jwk, operation, "EdDSA", "Ed25519") is { } problem ? problem : Ed25519PublicKey.Create(x),
            ("EC", "P-256") when TryBytes(jwk, "x", out byte[] x) && TryBytes(jwk, "y", out byte[] y) =>
                Allowed(jwk, operation, "ES256") is { } problem ? problem : EcdsaPublicKey.Create(PrimeCurve.P256, x, y),
            ("EC", "P-384") when TryBytes(jwk, "x", out byte[] x) && TryBytes(jwk, "y", out byte[] y) =>
                Allowed(jwk, operation, "ES384") is { } problem ? problem : EcdsaPublicKey.Create(PrimeCurve.P384, x, y),
            ("RSA", null) when TryBytes(jwk, "n", out byte[] n) && TryBytes(jwk, "e", out byte[] e) =>
                Allowed(jwk, operation, "RS256") is { } problem ? problem : RsaPublicKey.Create(n, e),
            _ => Invalid("neither a complete Ed25519, P-256, P-384 nor RSA key"),
        };
    }

    // "Ed25519" is what RFC 9864 calls the algorithm that older keys call "EdDSA".
    private static Problem? Allowed(JsonElement jwk, string operation, params ReadOnlySpan<string> algorithms)
    {
        if (jwk.TryGetProperty("alg", out _) && (Text(jwk, "alg") is not { } algorithm || !algorithms.Contains(algorithm)))
            return Invalid("alg does not fit the kind of key");
        if (jwk.TryGetProperty("use", out _) && Text(jwk, "use") is not "sig")
            return Invalid("use is not sig");
        if (!jwk.TryGetProperty("key_ops", out var operations))
            return null;
        if (operations.ValueKind != JsonValueKind.Array)
            return Invalid("key_ops is not an array");
        foreach (var item in operations.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String && item.ValueEquals(operation))
                return null;
        }
        return Invalid($"key_ops does not allow to {operation}");
    }

    private static string? Text(JsonElement jwk, string name) =>
        jwk.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool TryBytes(JsonElement jwk, string name, out byte[] bytes)
    {
        bytes = [];
        return Text(jwk, name) is { } text && StrictBase64Url.TryDecode(text, out bytes);
    }

    private static Problem Invalid(string why) => new(ProblemCode.InvalidKey, $"JWK: {why}");
}
