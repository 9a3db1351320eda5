using System.Security.Cryptography;

namespace Credentials.Keys;

/// <summary>A private key on P-256 (FIPS 186-4).</summary>
internal sealed class P256PrivateKey : PrivateKey
{
    private P256PrivateKey(ECDsa ecdsa, PublicKey publicKey) => (Ecdsa, PublicKey) = (ecdsa, publicKey);

    public override PublicKey PublicKey { get; }

    /// <summary>Shared by all threads, as in <see cref="EcdsaPublicKey.Ecdsa"/>.</summary>
    public ECDsa Ecdsa { get; }

    public static P256PrivateKey Generate() => Create(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Takes the private number alone; the public point is computed from it.</summary>
    /// <exception cref="CryptographicException">The number is not between 1 and the order of the curve.</exception>
    public static P256PrivateKey FromNumber(byte[] d) => Create(ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = d }));

    public override byte[] Sign(ReadOnlySpan<byte> message) =>
        Ecdsa.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    public override string ToPkcs8Pem() => Ecdsa.ExportPkcs8PrivateKeyPem() + "\n";

    public override void Dispose() => Ecdsa.Dispose();

    private static P256PrivateKey Create(ECDsa ecdsa)
    {
        var point = ecdsa.ExportParameters(includePrivateParameters: false).Q;
        return new P256PrivateKey(ecdsa, EcdsaPublicKey.Create(PrimeCurve.P256, point.X, point.Y).Value);
    }
}
