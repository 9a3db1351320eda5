namespace Credentials.Keys;

/// <summary>
/// The checks on Ed25519 encodings (RFC 8032 section 5.1) on which libraries differ. They run before either library, so that a key or signature
/// that one refuses is not accepted by the other.
/// </summary>
internal static class Ed25519Checks
{
    // Little-endian, without the sign bit of x: the y of the points whose order divides eight.
    private static readonly byte[][] SmallOrder =
    [
        Convert.FromHexString("0000000000000000000000000000000000000000000000000000000000000000"),
        Convert.FromHexString("0100000000000000000000000000000000000000000000000000000000000000"),
        Convert.FromHexString("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        Convert.FromHexString("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
        Convert.FromHexString("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    ];

    private static readonly byte[] Field = Convert.FromHexString("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

    private static readonly byte[] GroupOrder = Convert.FromHexString("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

    /// <summary>Whether a public key is written in the one canonical way and is not of small order, for which signatures of any message exist.</summary>
    public static bool IsAcceptableKey(ReadOnlySpan<byte> point)
    {
        if (point.Length != Ed25519Library.KeyLength)
            return false;
        Span<byte> y = stackalloc byte[Ed25519Library.KeyLength];
        WithoutSign(point, y);
        return IsBelow(y, Field) && !IsSmallOrder(y);
    }

    /// <summary>Whether S is reduced (no second signature by adding the group order) and R is not of small order.</summary>
    public static bool IsAcceptableSignature(ReadOnlySpan<byte> signature)
    {
        if (signature.Length != Ed25519Library.SignatureLength)
            return false;
        Span<byte> y = stackalloc byte[Ed25519Library.KeyLength];
        WithoutSign(signature[..32], y);
        return IsBelow(signature[32..], GroupOrder) && !IsSmallOrder(y);
    }

    private static void WithoutSign(ReadOnlySpan<byte> point, Span<byte> y)
    {
        point.CopyTo(y);
        y[31] &= 0x7f;
    }

    private static bool IsSmallOrder(ReadOnlySpan<byte> y)
    {
        foreach (byte[] small in SmallOrder)
        {
            if (y.SequenceEqual(small))
                return true;
        }
        return false;
    }

    private static bool IsBelow(ReadOnlySpan<byte> littleEndian, ReadOnlySpan<byte> bound)
    {
        for (int i = 31; i >= 0; i--)
        {
            if (littleEndian[i] != bound[i])
                return littleEndian[i] < bound[i];
        }
        return false;
    }
}
