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

    private JoseKey(SignatureProvider provider) => Provider = provider;

    /// <summary>Safe to use from several threads.</summary>
    public SignatureProvider Provider { get; }

    public static JoseKey For(PublicKey key) => PublicKeys.GetValue(key, static key =>
    {
        var securityKey = CreateSecurityKey(key);
        return new JoseKey(securityKey.CryptoProviderFactory.CreateForVerifying(securityKey, key.JwsAlgorithm));
    });

    public static JoseKey For(PrivateKey key) => PrivateKeys.GetValue(key, static key =>
    {
        var securityKey = CreateSecurityKey(key);
        return new JoseKey(securityKey.CryptoProviderFactory.CreateForSigning(securityKey, key.PublicKey.JwsAlgorithm));
    });

    public static SecurityKey CreateSecurityKey(PublicKey key) => key switch
    {
        EcdsaPublicKey ecdsa => new ECDsaSecurityKey(ecdsa.Ecdsa) { CryptoProviderFactory = Uncached },
        RsaPublicKey rsa => new RsaSecurityKey(rsa.Rsa) { CryptoProviderFactory = Uncached },
        _ => new Ed25519SecurityKey(key),
    };

    public static SecurityKey CreateSecurityKey(PrivateKey key) => key is P256PrivateKey p256
        ? new ECDsaSecurityKey(p256.Ecdsa) { CryptoProviderFactory = Uncached }
        : new Ed25519SecurityKey(key);
}
