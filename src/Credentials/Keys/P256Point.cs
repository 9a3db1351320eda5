using System.Numerics;

namespace Credentials.Keys;

/// <summary>Arithmetic on the coordinates of P-256 points (SEC 1 section 2.3, FIPS 186-4 appendix D.1.2.3). Public values only: the time it takes depends on them.</summary>
internal static class P256Point
{
    public const int CoordinateLength = 32;
    public const int CompressedLength = 33;

    private static readonly BigInteger Prime = Hex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    private static readonly BigInteger B = Hex("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");

    public static bool IsOnCurve(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        BigInteger px = Read(x), py = Read(y);
        return px < Prime && py < Prime && BigInteger.ModPow(py, 2, Prime) == RightSide(px);
    }

    public static byte[] Compress(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y) => [(byte)(2 + (y[^1] & 1)), .. x];

    public static bool TryDecompress(ReadOnlySpan<byte> compressed, out byte[] x, out byte[] y)
    {
        (x, y) = ([], []);
        if (compressed.Length != CompressedLength || compressed[0] is not (2 or 3))
            return false;
        var px = Read(compressed[1..]);
        if (px >= Prime)
            return false;
        var square = RightSide(px);
        // The prime is 3 modulo 4, so that this power is a square root wherever there is one.
        var py = BigInteger.ModPow(square, (Prime + 1) / 4, Prime);
        if (BigInteger.ModPow(py, 2, Prime) != square)
            return false;
        if (py.IsEven != (compressed[0] == 2))
            py = Prime - py;
        x = compressed[1..].ToArray();
        y = new byte[CoordinateLength];
        py.TryWriteBytes(y.AsSpan(CoordinateLength - py.GetByteCount(isUnsigned: true)), out _, isUnsigned: true, isBigEndian: true);
        return true;
    }

    private static BigInteger RightSide(BigInteger x)
    {
        var side = (BigInteger.ModPow(x, 3, Prime) - 3 * x + B) % Prime;
        return side.Sign < 0 ? side + Prime : side;
    }

    private static BigInteger Read(ReadOnlySpan<byte> bigEndian) => new(bigEndian, isUnsigned: true, isBigEndian: true);

    private static BigInteger Hex(string value) => Read(Convert.FromHexString(value));
}
