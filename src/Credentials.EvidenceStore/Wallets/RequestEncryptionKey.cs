using System.Security.Cryptography;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Sharing;
using Credentials.Wallets;

namespace Credentials.EvidenceStore.Wallets;

/// <summary>
/// The key that wallets encrypt credential requests to (OpenID4VCI 1.0 section 10). It is derived from the link key, so that it is the same after a restart
/// and in every process on one store, and nothing more has to be kept.
/// </summary>
public sealed class RequestEncryptionKey
{
    private readonly ECParameters _key;

    internal RequestEncryptionKey(StoreSecrets secrets)
    {
        var scalar = new byte[2 * LinkKey.Length];
        var version = 0;
        do
        {
            secrets.Link.Authenticate((byte)LinkKind.RequestEncryption, Guid.Empty, ++version, scalar.AsSpan(..LinkKey.Length));
            secrets.Link.Authenticate((byte)LinkKind.RequestEncryption, Guid.Empty, ++version, scalar.AsSpan(LinkKey.Length..));
        }
        // Whatever begins otherwise is below the order of P-256.
        while (scalar.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xff, 0xff, 0xff, 0xff]));
        using var key = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });
        _key = key.ExportParameters(includePrivateParameters: true);
        KeyId = StrictBase64Url.Encode(SHA256.HashData([.. _key.Q.X!, .. _key.Q.Y!]).AsSpan(0, 16));
    }

    /// <summary>Its <c>kid</c>.</summary>
    public string KeyId { get; }

    /// <inheritdoc cref="CompactJwe.Decrypt"/>
    public Result<byte[]> Decrypt(string jwe)
    {
        using var key = ECDiffieHellman.Create(_key);
        return CompactJwe.Decrypt(jwe, key);
    }

    /// <summary>Writes the public key as a JWK.</summary>
    public void WriteJwk(Utf8JsonWriter writer)
    {
        using var key = ECDiffieHellman.Create(_key);
        EncryptionKey.WriteJwk(writer, key, KeyId);
    }
}
