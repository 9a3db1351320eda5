using System.Security.Cryptography;
using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.Keys;

/// <summary>An RSA public key for checking RS256 (RFC 7518 section 3.3, which requires 2048 bits or more).</summary>
internal sealed class RsaPublicKey : PublicKey
{
    private const int MinimumBits = 2048;

    // A stranger's key decides how long a check takes.
    private const int MaximumBits = 8192;
    private const int MaximumExponentBytes = 4;

    private readonly byte[] _modulus;
    private readonly byte[] _exponent;

    private RsaPublicKey(byte[] modulus, byte[] exponent)
    {
        (_modulus, _exponent) = (modulus, exponent);
        Rsa = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent });
    }

    public override KeyAlgorithm Algorithm => KeyAlgorithm.Rsa;

    public override string JwsAlgorithm => "RS256";

    /// <summary>Shared by all threads: checking only reads the native key.</summary>
    public RSA Rsa { get; }

    /// <param name="modulus">Big-endian without leading zeros, as the exponent.</param>
    public static Result<PublicKey> Create(byte[] modulus, byte[] exponent)
    {
        if (modulus is not [not 0, ..] || exponent is not [not 0, ..])
            return Weak("numbers with leading zeros");
        int bits = modulus.Length * 8 - byte.LeadingZeroCount(modulus[0]);
        if (bits is < MinimumBits or > MaximumBits || (modulus[^1] & 1) == 0)
            return Weak($"the modulus must be odd and have {MinimumBits} to {MaximumBits} bits");
        if (exponent.Length > MaximumExponentBytes || (exponent[^1] & 1) == 0 || exponent is [1])
            return Weak("the exponent must be odd, more than 1 and fit 32 bits");
        try
        {
            return new RsaPublicKey(modulus, exponent);
        }
        catch (CryptographicException)
        {
            return Weak("refused by the platform");
        }
    }

    public override string ToMultikey() => throw new NotSupportedException("RSA keys have no Multikey form here");

    public override void WriteJwk(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("e"u8, StrictBase64Url.Encode(_exponent));
        writer.WriteString("kty"u8, "RSA"u8);
        writer.WriteString("n"u8, StrictBase64Url.Encode(_modulus));
        writer.WriteEndObject();
    }

    public override bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != _modulus.Length)
            return false;
        try
        {
            return Rsa.VerifyData(message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static Problem Weak(string why) => new(ProblemCode.InvalidKey, $"RSA key: {why}");
}
