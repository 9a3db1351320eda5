using Microsoft.IdentityModel.Tokens;

namespace Credentials.Signing;

/// <summary>Gives Microsoft.IdentityModel the <c>EdDSA</c> algorithm (RFC 8037) for <see cref="Ed25519SecurityKey"/>, through its own extension point.</summary>
public sealed class EdDsaCryptoProvider : ICryptoProvider
{
    internal const string EdDsa = "EdDSA";

    /// <param name="algorithm">The JOSE algorithm.</param>
    /// <param name="args">The key, if one is at hand; then it must be an Ed25519 key.</param>
    public bool IsSupportedAlgorithm(string algorithm, params object[] args) =>
        algorithm == EdDsa && (args is null or [] || args[0] is Ed25519SecurityKey);

    /// <param name="algorithm">The JOSE algorithm.</param>
    /// <param name="args">The key, then whether the provider will sign.</param>
    /// <exception cref="NotSupportedException">Another algorithm or key, or a public key that is to sign.</exception>
    public object Create(string algorithm, params object[] args)
    {
        if (algorithm == EdDsa && args is [Ed25519SecurityKey key, ..])
        {
            bool willSign = args.Length > 1 && args[1] is true;
            if ((willSign ? key.Signer : key.Verifier) is { } provider)
                return provider;
        }
        throw new NotSupportedException($"no provider for {algorithm} with this key");
    }

    /// <summary>Nothing to release: providers hold no resources and live as long as their key.</summary>
    public void Release(object cryptoInstance)
    {
    }
}
