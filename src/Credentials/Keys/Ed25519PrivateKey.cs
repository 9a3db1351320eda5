using System.Security.Cryptography;

namespace Credentials.Keys;

/// <summary>An Ed25519 private key (RFC 8032).</summary>
internal sealed class Ed25519PrivateKey : PrivateKey
{
    private readonly Ed25519Secret _secret;
    private bool _disposed;

    private Ed25519PrivateKey(Ed25519Secret secret, PublicKey publicKey) => (_secret, PublicKey) = (secret, publicKey);

    public override PublicKey PublicKey { get; }

    public static Ed25519PrivateKey Generate(Ed25519Library? library = null)
    {
        Span<byte> seed = stackalloc byte[Ed25519Library.KeyLength];
        try
        {
            RandomNumberGenerator.Fill(seed);
            return FromSeed(seed, library);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    public static Ed25519PrivateKey FromSeed(ReadOnlySpan<byte> seed, Ed25519Library? library = null)
    {
        library ??= NativeCrypto.Ed25519;
        var secret = library.Open(seed);
        return new Ed25519PrivateKey(secret, Ed25519PublicKey.Create(secret.PublicKey, library).Value);
    }

    public override byte[] Sign(ReadOnlySpan<byte> message)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var signature = new byte[Ed25519Library.SignatureLength];
        _secret.Sign(message, signature);
        return signature;
    }

    public override string ToPkcs8Pem()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return Pkcs8.WriteEd25519(_secret.Seed);
    }

    public override void Dispose()
    {
        _disposed = true;
        _secret.Dispose();
    }
}
