namespace Credentials.Keys;

/// <summary>A private key that carries its algorithm: Ed25519 or P-256. Safe to use from several threads until it is disposed.</summary>
public abstract class PrivateKey : IDisposable
{
    public abstract PublicKey PublicKey { get; }

    /// <summary>Signs; Ed25519 gives 64 bytes, P-256 r||s of 64 bytes.</summary>
    /// <exception cref="ObjectDisposedException">The key was disposed, which erased it.</exception>
    public abstract byte[] Sign(ReadOnlySpan<byte> message);

    /// <summary>PKCS#8 in PEM (RFC 5958, RFC 8410).</summary>
    public abstract string ToPkcs8Pem();

    /// <summary>Erases the key.</summary>
    public abstract void Dispose();

    /// <exception cref="NotSupportedException">RSA, which is for checking only.</exception>
    public static PrivateKey Generate(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.Ed25519 => Ed25519PrivateKey.Generate(),
        KeyAlgorithm.P256 => P256PrivateKey.Generate(),
        _ => throw new NotSupportedException($"no private keys of kind {algorithm}"),
    };

    /// <summary>Reads PKCS#8 PEM or a private JWK, told apart by their first character; otherwise <see cref="ProblemCode.InvalidKey"/>.</summary>
    public static Result<PrivateKey> Parse(string pemOrJwk)
    {
        ArgumentNullException.ThrowIfNull(pemOrJwk);
        var text = pemOrJwk.AsSpan().Trim();
        return text switch
        {
            ['{', ..] => Jwk.ReadPrivate(text),
            ['-', ..] => Pkcs8.Read(text),
            _ => new Problem(ProblemCode.InvalidKey, "a private key is PKCS#8 in PEM or a JWK"),
        };
    }
}
