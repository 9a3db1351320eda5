using Credentials.Encoding;
using Credentials.Keys;
using Microsoft.IdentityModel.Tokens;

namespace Credentials.Signing;

/// <summary>An Ed25519 key for Microsoft.IdentityModel, which has none of its own; it brings <see cref="EdDsaCryptoProvider"/> with it.</summary>
public sealed class Ed25519SecurityKey : AsymmetricSecurityKey
{
    private static readonly CryptoProviderFactory Factory = new() { CustomCryptoProvider = new EdDsaCryptoProvider(), CacheSignatureProviders = false };

    /// <exception cref="ArgumentException">The key is of another algorithm.</exception>
    public Ed25519SecurityKey(PublicKey publicKey)
    {
        ArgumentNullException.ThrowIfNull(publicKey);
        if (publicKey.Algorithm != KeyAlgorithm.Ed25519)
            throw new ArgumentException("not an Ed25519 key", nameof(publicKey));
        PublicKey = publicKey;
        Verifier = new EdDsaSignatureProvider(this, willCreateSignatures: false);
        CryptoProviderFactory = Factory;
    }

    /// <exception cref="ArgumentException">The key is of another algorithm.</exception>
    public Ed25519SecurityKey(PrivateKey privateKey)
        : this((privateKey ?? throw new ArgumentNullException(nameof(privateKey))).PublicKey)
    {
        PrivateKey = privateKey;
        Signer = new EdDsaSignatureProvider(this, willCreateSignatures: true);
    }

    public PublicKey PublicKey { get; }

    public override int KeySize => 256;

    [Obsolete("Asked for by the base class; use PrivateKeyStatus.")]
    public override bool HasPrivateKey => PrivateKey is not null;

    public override PrivateKeyStatus PrivateKeyStatus => PrivateKey is null ? PrivateKeyStatus.DoesNotExist : PrivateKeyStatus.Exists;

    internal PrivateKey? PrivateKey { get; }

    internal EdDsaSignatureProvider Verifier { get; }

    internal EdDsaSignatureProvider? Signer { get; }

    public override bool CanComputeJwkThumbprint() => true;

    public override byte[] ComputeJwkThumbprint() =>
        StrictBase64Url.TryDecode(PublicKey.Thumbprint, out byte[] thumbprint) ? thumbprint : throw new InvalidOperationException("no thumbprint");
}
