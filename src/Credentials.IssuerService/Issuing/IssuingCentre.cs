using Credentials.EvidenceStore.Recording;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Signing;
using Credentials.Verifying;

namespace Credentials.IssuerService.Issuing;

/// <summary>A centre with everything that issuing in its name takes: what others see of it, and the keys with which it signs now, newest
/// first.</summary>
public sealed record IssuingCentre(
    RegisteredCentre Registered, Did Did, DidDocument Document, TrustedIssuer Trusted, IReadOnlyList<SigningKey> SigningKeys)
{
    public Centre Centre => Registered.Centre;

    /// <summary>The key in force for what wallets get: ES256, which all of them know, where the centre has such a key.</summary>
    public Result<SigningKey> WalletKey() => ActiveKey(KeyAlgorithm.P256) is { IsSuccess: true } key ? key : ActiveKey();

    /// <summary>The key in force for this algorithm; by default Ed25519, else whichever the centre has.</summary>
    public Result<SigningKey> ActiveKey(KeyAlgorithm? algorithm = null)
    {
        var wanted = algorithm ?? KeyAlgorithm.Ed25519;
        var key = SigningKeys.FirstOrDefault(key => key.PrivateKey.PublicKey.Algorithm == wanted)
            ?? (algorithm is null && SigningKeys.Count > 0 ? SigningKeys[0] : null);
        return key is not null ? key : new Problem(ProblemCode.NoActiveKey, $"centre {Centre.Slug} has no signing key in force that can be opened");
    }
}
