using System.Security.Cryptography;
using Credentials.EvidenceStore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.EvidenceStore.Sealing;

/// <summary>The secret that the verifier's own signing key is derived from; it lies, and is backed up, with the other secrets.</summary>
public static class VerifierSecret
{
    /// <summary>The key in PKCS#8 PEM (P-256), the same as long as the secret is.</summary>
    /// <param name="dataFolder">The data folder; the secret is made where there is none.</param>
    /// <param name="services">
    /// Where there is a store among them, its database remembers the secret, so that every process on it has the same; the store's own secrets are looked at
    /// first, since whoever lacks all of them must be told of those.
    /// </param>
    /// <exception cref="StorageException">The secret cannot be made or read, is open to others, or is not the one that the database knows.</exception>
    public static string ReadKey(string dataFolder, IServiceProvider services)
    {
        var storage = services.GetService<StoreSecrets>() is null ? null : services.GetRequiredService<IEvidenceStorage>();
        var secret = StoreSecrets.ReadOwn(storage, "verifier", Path.Combine(Path.GetFullPath(dataFolder), EvidenceStoreOptions.SecretsName, "verifier.key"));
        var number = new byte[32];
        byte attempt = 0;
        do
        {
            HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, number, salt: [], info: [.. "credentials verifier signing key"u8, attempt++]);
        }
        // Whatever begins otherwise is below the order of P-256.
        while (number.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xff, 0xff, 0xff, 0xff]));
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = number });
        return key.ExportPkcs8PrivateKeyPem();
    }
}
