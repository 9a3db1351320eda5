namespace Credentials.Encoding;

/// <summary>Compares UTF-8 texts by their UTF-16 code units, as RFC 8785 section 3.2.3 orders member names.</summary>
internal static class Utf16Order
{
    // The orders of UTF-8 and UTF-16 differ in one place: characters beyond U+FFFF (lead bytes F0 to F4) are surrogate pairs (D800 to DFFF)
    // in UTF-16 and come before U+E000 to U+FFFF (lead bytes EE and EF).
    private const byte FirstAfterSurrogates = 0xEE;
    private const byte FirstFourByteLead = 0xF0;

    public static int Compare(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        int same = a.CommonPrefixLength(b);
        if (same == a.Length || same == b.Length)
            return a.Length.CompareTo(b.Length);
        byte x = a[same], y = b[same];
        bool oneIsPair = x >= FirstAfterSurrogates && y >= FirstAfterSurrogates && (x >= FirstFourByteLead) != (y >= FirstFourByteLead);
        return oneIsPair ? y.CompareTo(x) : x.CompareTo(y);
    }
}
