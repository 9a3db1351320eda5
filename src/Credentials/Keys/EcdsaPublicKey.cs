using System.Security.Cryptography;
using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.Keys;

/// <summary>A public key on P-256 or P-384 (SP 800-186 section 3.2.1), checked to be a point of the curve. No JWS with P-384 is accepted here.</summary>
internal sealed class EcdsaPublicKey : PublicKey
{
    private readonly PrimeCurve _curve;
    private readonly byte[] _x;
    private readonly byte[] _y;

    private EcdsaPublicKey(PrimeCurve curve, byte[] x, byte[] y)
    {
        (_curve, _x, _y) = (curve, x, y);
        Ecdsa = ECDsa.Create(new ECParameters { Curve = curve.Parameters, Q = new ECPoint { X = x, Y = y } });
    }

    public override KeyAlgorithm Algorithm => _curve.Algorithm;

    public override string JwsAlgorithm => _curve.JwsAlgorithm;

    /// <summary>Shared by all threads: checking and signing only read the native key, and nothing here ever sets its parameters again.</summary>
    public ECDsa Ecdsa { get; }

    public static Result<PublicKey> Create(PrimeCurve curve, ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        if (!curve.IsOnCurve(x, y))
            return new Problem(ProblemCode.InvalidKey, $"not a point of {curve.Name}");
        return new EcdsaPublicKey(curve, x.ToArray(), y.ToArray());
    }

    public static Result<PublicKey> FromCompressed(PrimeCurve curve, ReadOnlySpan<byte> point)
    {
        if (!curve.TryDecompress(point, out byte[] x, out byte[] y))
            return new Problem(ProblemCode.InvalidKey, $"not a compressed point of {curve.Name}");
        return new EcdsaPublicKey(curve, x, y);
    }

    public override string ToMultikey() => Multibase.EncodeBase58Btc(
        Multicodec.Prefix(Algorithm == KeyAlgorithm.P256 ? Multicodec.P256Public : Multicodec.P384Public, PrimeCurve.Compress(_x, _y)));

    public override void WriteJwk(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("crv"u8, _curve.Name);
        writer.WriteString("kty"u8, "EC"u8);
        writer.WriteString("x"u8, StrictBase64Url.Encode(_x));
        writer.WriteString("y"u8, StrictBase64Url.Encode(_y));
        writer.WriteEndObject();
    }

    public override bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != 2 * _curve.CoordinateLength)
            return false;
        try
        {
            return Ecdsa.VerifyData(message, signature, _curve.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
