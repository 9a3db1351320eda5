namespace Credentials.Keys;

/// <summary>A private key that carries its algorithm: Ed25519 or P-256. Safe to use from several threads.</summary>
public abstract class PrivateKey : IDisposable
{
    public abstract PublicKey PublicKey { get; }

    /// <summary>Signs; Ed25519 gives 64 bytes, P-256 r||s of 64 bytes.</summary>
    public abstract byte[] Sign(ReadOnlySpan<byte> message);

    /// <summary>PKCS#8 in PEM (RFC 5958, RFC 8410).</summary>
    public abstract string ToPkcs8Pem();

    public abstract void Dispose();

    public static PrivateKey Generate(KeyAlgorithm algorithm) => throw new NotImplementedException();

    /// <summary>Reads PKCS#8 PEM or a private JWK, told apart by their first character; otherwise <see cref="ProblemCode.InvalidKey"/>.</summary>
    public static Result<PrivateKey> Parse(string pemOrJwk) => throw new NotImplementedException();
}
