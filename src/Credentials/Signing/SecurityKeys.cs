using Credentials.Keys;
using Microsoft.IdentityModel.Tokens;

namespace Credentials.Signing;

/// <summary>Our keys as keys of Microsoft.IdentityModel, for its token handlers.</summary>
public static class SecurityKeys
{
    public static SecurityKey ToSecurityKey(this PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return JoseKey.CreateSecurityKey(key);
    }

    /// <summary>The security key's id is the verification method, which the token handlers write as <c>kid</c>.</summary>
    public static SigningCredentials ToSigningCredentials(this SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var securityKey = JoseKey.CreateSecurityKey(key.PrivateKey);
        securityKey.KeyId = key.VerificationMethod;
        return new SigningCredentials(securityKey, key.PrivateKey.PublicKey.JwsAlgorithm);
    }
}
