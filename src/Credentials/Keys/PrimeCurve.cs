using System.Numerics;
using System.Security.Cryptography;

namespace Credentials.Keys;

/// <summary>
/// P-256 and P-384 (SP 800-186 section 3.2.1), with the hash and the JOSE name each is used with, and arithmetic on the coordinates of their points (SEC 1
/// section 2.3). Public values only: the time it takes depends on them.
/// </summary>
internal sealed class PrimeCurve
{
    private readonly BigInteger _prime;
    private readonly BigInteger _b;

    private PrimeCurve(string prime, string b, ECCurve parameters)
    {
        CoordinateLength = prime.Length / 2;
        (_prime, _b, Parameters) = (Hex(prime), Hex(b), parameters);
    }

    public static PrimeCurve P256 { get; } = new(
        "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
        "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
        ECCurve.NamedCurves.nistP256)
    {
        Name = "P-256",
        Algorithm = KeyAlgorithm.P256,
        JwsAlgorithm = "ES256",
        Hash = HashAlgorithmName.SHA256,
    };

    public static PrimeCurve P384 { get; } = new(
        "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
        "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef",
        ECCurve.NamedCurves.nistP384)
    {
        Name = "P-384",
        Algorithm = KeyAlgorithm.P384,
        JwsAlgorithm = "ES384",
        Hash = HashAlgorithmName.SHA384,
    };

    /// <summary>As JWK spells it (<c>crv</c>).</summary>
    public required string Name { get; init; }

    public required KeyAlgorithm Algorithm { get; init; }

    public required string JwsAlgorithm { get; init; }

    public required HashAlgorithmName Hash { get; init; }

    public ECCurve Parameters { get; }

    public int CoordinateLength { get; }

    public bool IsOnCurve(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        if (x.Length != CoordinateLength || y.Length != CoordinateLength)
            return false;
        BigInteger px = Read(x), py = Read(y);
        return px < _prime && py < _prime && BigInteger.ModPow(py, 2, _prime) == RightSide(px);
    }

    public static byte[] Compress(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y) => [(byte)(2 + (y[^1] & 1)), .. x];

    public bool TryDecompress(ReadOnlySpan<byte> compressed, out byte[] x, out byte[] y)
    {
        (x, y) = ([], []);
        if (compressed.Length != 1 + CoordinateLength || compressed[0] is not (2 or 3))
            return false;
        var px = Read(compressed[1..]);
        if (px >= _prime)
            return false;
        var square = RightSide(px);
        // Both primes are 3 modulo 4, so that this power is a square root wherever there is one.
        var py = BigInteger.ModPow(square, (_prime + 1) / 4, _prime);
        if (BigInteger.ModPow(py, 2, _prime) != square)
            return false;
        if (py.IsEven != (compressed[0] == 2))
            py = _prime - py;
        x = compressed[1..].ToArray();
        y = new byte[CoordinateLength];
        py.TryWriteBytes(y.AsSpan(CoordinateLength - py.GetByteCount(isUnsigned: true)), out _, isUnsigned: true, isBigEndian: true);
        return true;
    }

    private BigInteger RightSide(BigInteger x)
    {
        var side = (BigInteger.ModPow(x, 3, _prime) - 3 * x + _b) % _prime;
        return side.Sign < 0 ? side + _prime : side;
    }

    private static BigInteger Read(ReadOnlySpan<byte> bigEndian) => new(bigEndian, isUnsigned: true, isBigEndian: true);

    private static BigInteger Hex(string value) => Read(Convert.FromHexString(value));
}
