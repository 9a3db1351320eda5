using System.Globalization;

namespace Credentials.Encoding;

/// <summary>Numbers as ECMAScript writes them (ECMA-262 section 6.1.6.1.20 Number::toString, radix 10), which RFC 8785 section 3.2.2.3 requires.</summary>
internal static class EcmaScriptNumber
{
    /// <summary>Bytes that any finite double fits in.</summary>
    public const int MaxLength = 32;

    private const int MaxShortestDigits = 17;

    /// <returns>How many bytes were written.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite, which JSON cannot say.</exception>
    public static int Format(double value, Span<byte> destination)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), "JSON has no number that is not finite");
        if (value == 0)
        {
            destination[0] = (byte)'0';
            return 1;
        }

        Span<byte> shortest = stackalloc byte[MaxLength];
        Span<byte> digits = stackalloc byte[MaxShortestDigits];
        value.TryFormat(shortest, out int length, "R", CultureInfo.InvariantCulture);
        int digitCount = Take(shortest[..length], digits, out int point);

        int at = 0;
        if (value < 0)
            destination[at++] = (byte)'-';
        return Place(digits[..digitCount], point, destination, at);
    }

    /// <summary>Takes the digits without leading or trailing zeros, and the power of ten of the place just before the first of them.</summary>
    private static int Take(ReadOnlySpan<byte> text, Span<byte> digits, out int point)
    {
        int exponent = 0;
        int e = text.IndexOf((byte)'E');
        if (e >= 0)
        {
            exponent = int.Parse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..e];
        }
        int count = 0;
        point = exponent;
        bool afterPoint = false;
        foreach (byte b in text)
        {
            if (b == '.')
                afterPoint = true;
            if (b is < (byte)'0' or > (byte)'9')
                continue;
            if (count == 0 && b == '0')
            {
                point -= afterPoint ? 1 : 0;
                continue;
            }
            if (count < digits.Length)
                digits[count] = b;
            count++;
            point += afterPoint ? 0 : 1;
        }
        count = Math.Min(count, digits.Length);
        return digits[..count].LastIndexOfAnyExcept((byte)'0') + 1;
    }

    private static int Place(ReadOnlySpan<byte> digits, int point, Span<byte> to, int at)
    {
        switch (point)
        {
            case > 0 and <= 21 when digits.Length <= point:
                digits.CopyTo(to[at..]);
                to.Slice(at + digits.Length, point - digits.Length).Fill((byte)'0');
                return at + point;
            case > 0 and <= 21:
                digits[..point].CopyTo(to[at..]);
                to[at + point] = (byte)'.';
                digits[point..].CopyTo(to[(at + point + 1)..]);
                return at + digits.Length + 1;
            case > -6 and <= 0:
                "0."u8.CopyTo(to[at..]);
                to.Slice(at + 2, -point).Fill((byte)'0');
                digits.CopyTo(to[(at + 2 - point)..]);
                return at + 2 - point + digits.Length;
            default:
                to[at++] = digits[0];
                if (digits.Length > 1)
                {
                    to[at++] = (byte)'.';
                    digits[1..].CopyTo(to[at..]);
                    at += digits.Length - 1;
                }
                to[at++] = (byte)'e';
                to[at++] = point > 0 ? (byte)'+' : (byte)'-';
                Math.Abs(point - 1).TryFormat(to[at..], out int written, default, CultureInfo.InvariantCulture);
                return at + written;
        }
    }
}
