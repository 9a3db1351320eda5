using System.Runtime.CompilerServices;
using Credentials.Keys;
using Microsoft.IdentityModel.Tokens;

namespace Credentials.Signing;

/// <summary>What Microsoft.IdentityModel needs to use one of our keys, made once and kept as long as the key lives.</summary>
internal sealed class JoseKey
{
    private static readonly ConditionalWeakTable<PublicKey, JoseKey> PublicKeys = [];
    private static readonly ConditionalWeakTable<PrivateKey, JoseKey> PrivateKeys = [];

    // The library's own cache lives as long as the process; keys of strangers must not fill it.
    private static readonly CryptoProviderFactory Uncached = new() { CacheSignatureProviders = false };

    private JoseKey(SecurityKey securityKey, SignatureProvider provider) => (SecurityKey, Provider) = (securityKey, provider);

    public SecurityKey SecurityKey { get; }

    /// <summary>Safe to use from several threads.</summary>
    public SignatureProvider Provider { get; }

    public static JoseKey For(PublicKey key) => PublicKeys.GetValue(key, static key =>
    {
        SecurityKey securityKey = key switch
        {
            P256PublicKey p256 => new ECDsaSecurityKey(p256.Ecdsa) { CryptoProviderFactory = Uncached },
            RsaPublicKey rsa => new RsaSecurityKey(rsa.Rsa) { CryptoProviderFactory = Uncached },
            _ => new Ed25519SecurityKey(key),
        };
        return new JoseKey(securityKey, securityKey.CryptoProviderFactory.CreateForVerifying(securityKey, key.JwsAlgorithm));
    });

    public static JoseKey For(PrivateKey key) => PrivateKeys.GetValue(key, static key =>
    {
        SecurityKey securityKey = key is P256PrivateKey p256
            ? new ECDsaSecurityKey(p256.Ecdsa) { CryptoProviderFactory = Uncached }
            : new Ed25519SecurityKey(key);
        return new JoseKey(securityKey, securityKey.CryptoProviderFactory.CreateForSigning(securityKey, key.PublicKey.JwsAlgorithm));
    });
}
