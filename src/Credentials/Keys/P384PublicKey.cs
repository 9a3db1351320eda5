using System.Security.Cryptography;
using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.Keys;

/// <summary>A public key on P-384 (SP 800-186 section 3.2.1.4), checked to be a point of the curve; for checking only.</summary>
internal sealed class P384PublicKey : PublicKey
{
    public const int SignatureLength = 96;

    private readonly byte[] _x;
    private readonly byte[] _y;

    private P384PublicKey(byte[] x, byte[] y)
    {
        (_x, _y) = (x, y);
        Ecdsa = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP384, Q = new ECPoint { X = x, Y = y } });
    }

    public override KeyAlgorithm Algorithm => KeyAlgorithm.P384;

    /// <summary>Its name in JOSE; no JWS with it is accepted here.</summary>
    public override string JwsAlgorithm => "ES384";

    /// <summary>Shared by all threads: checking only reads the native key.</summary>
    public ECDsa Ecdsa { get; }

    public static Result<PublicKey> Create(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        if (!PrimeCurve.P384.IsOnCurve(x, y))
            return new Problem(ProblemCode.InvalidKey, "not a point of P-384");
        return new P384PublicKey(x.ToArray(), y.ToArray());
    }

    public static Result<PublicKey> FromCompressed(ReadOnlySpan<byte> point)
    {
        if (!PrimeCurve.P384.TryDecompress(point, out byte[] x, out byte[] y))
            return new Problem(ProblemCode.InvalidKey, "not a compressed point of P-384");
        return new P384PublicKey(x, y);
    }

    public override string ToMultikey() => Multibase.EncodeBase58Btc(Multicodec.Prefix(Multicodec.P384Public, PrimeCurve.Compress(_x, _y)));

    public override void WriteJwk(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("crv"u8, "P-384"u8);
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
            return Ecdsa.VerifyData(message, signature, HashAlgorithmName.SHA384, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
