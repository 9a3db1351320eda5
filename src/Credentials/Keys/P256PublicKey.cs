using System.Security.Cryptography;
using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.Keys;

/// <summary>A public key on P-256 (FIPS 186-4), checked to be a point of the curve.</summary>
internal sealed class P256PublicKey : PublicKey
{
    public const int SignatureLength = 64;

    private readonly byte[] _x;
    private readonly byte[] _y;

    private P256PublicKey(byte[] x, byte[] y)
    {
        (_x, _y) = (x, y);
        Ecdsa = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } });
    }

    public override KeyAlgorithm Algorithm => KeyAlgorithm.P256;

    public override string JwsAlgorithm => "ES256";

    /// <summary>Shared by all threads: checking and signing only read the native key, and nothing here ever sets its parameters again.</summary>
    public ECDsa Ecdsa { get; }

    public static Result<PublicKey> Create(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        if (!PrimeCurve.P256.IsOnCurve(x, y))
            return new Problem(ProblemCode.InvalidKey, "not a point of P-256");
        return new P256PublicKey(x.ToArray(), y.ToArray());
    }

    public static Result<PublicKey> FromCompressed(ReadOnlySpan<byte> point)
    {
        if (!PrimeCurve.P256.TryDecompress(point, out byte[] x, out byte[] y))
            return new Problem(ProblemCode.InvalidKey, "not a compressed point of P-256");
        return new P256PublicKey(x, y);
    }

    public override string ToMultikey() => Multibase.EncodeBase58Btc(Multicodec.Prefix(Multicodec.P256Public, PrimeCurve.Compress(_x, _y)));

    public override void WriteJwk(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("crv"u8, "P-256"u8);
        writer.WriteString("kty"u8, "EC"u8);
        writer.WriteString("x"u8, StrictBase64Url.Encode(_x));
        writer.WriteString("y"u8, StrictBase64Url.Encode(_y));
        writer.WriteEndObject();
    }

    public override bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureLength)
            return false;
        try
        {
            return Ecdsa.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
