using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Credentials.Encoding;

/// <summary>
/// One forward pass over text that <see cref="JsonDocument"/> took for JSON, which finds what it lets through. Because the grammar was checked before,
/// only strings, brackets, commas and numbers are looked at.
/// </summary>
internal static class StrictJsonScan
{
    // No double has more digits before its point, so that a shorter number without exponent cannot overflow.
    private const int LongestSafeNumber = 300;

    private static readonly SearchValues<byte> NumberCharacters = SearchValues.Create("+-.0123456789Ee"u8);

    /// <param name="utf8">JSON no deeper than <see cref="StrictJson.MaxDepth"/>.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? FindFault(ReadOnlySpan<byte> utf8)
    {
        var names = new MemberNames(stackalloc int[StrictJson.MaxDepth + 1], stackalloc NameSpot[MemberNames.OnStack]);
        try
        {
            return FindFault(utf8, ref names);
        }
        finally
        {
            names.Dispose();
        }
    }

    private static string? FindFault(ReadOnlySpan<byte> utf8, scoped ref MemberNames names)
    {
        // A bit for each open container, the innermost lowest: set for an object. Only the innermost MaxDepth of them can be open.
        UInt128 containers = 0;
        var isName = false;
        for (int index = 0; index < utf8.Length; index++)
        {
            switch (utf8[index])
            {
                case (byte)'"':
                    int length = LengthOfString(utf8[(index + 1)..], out bool escaped);
                    var text = utf8.Slice(index + 1, length);
                    if (escaped && HasLoneSurrogate(text))
                        return isName ? "a lone surrogate in a member name" : "a lone surrogate in a string";
                    if (isName)
                        names.Add(text, index + 1, escaped);
                    isName = false;
                    index += length + 1;
                    break;
                case (byte)'{':
                    names.Open();
                    containers = containers << 1 | 1;
                    isName = true;
                    break;
                case (byte)'[':
                    containers <<= 1;
                    isName = false;
                    break;
                case (byte)'}' when names.CloseHasDuplicate(utf8):
                    return "a member name stands twice in one object";
                case (byte)'}' or (byte)']':
                    containers >>= 1;
                    break;
                case (byte)',':
                    isName = (containers & 1) != 0;
                    break;
                case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                    int end = utf8[index..].IndexOfAnyExcept(NumberCharacters);
                    var number = end < 0 ? utf8[index..] : utf8.Slice(index, end);
                    if (MayOverflow(number) && !IsFinite(number))
                        return "a number that a double cannot hold";
                    index += number.Length - 1;
                    break;
            }
        }
        return null;
    }

    private static int LengthOfString(ReadOnlySpan<byte> rest, out bool escaped)
    {
        escaped = false;
        for (int length = 0; ; length += 2)
        {
            length += rest[length..].IndexOfAny((byte)'"', (byte)'\\');
            if (rest[length] == '"')
                return length;
            escaped = true;
        }
    }

    private static bool IsFinite(ReadOnlySpan<byte> number) =>
        double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value);

    private static bool MayOverflow(ReadOnlySpan<byte> number) =>
        number.Length > LongestSafeNumber || (number.Length > 3 && number.ContainsAny((byte)'e', (byte)'E'));

    /// <summary>Looks at the escapes of one string token, which the reader found well formed.</summary>
    internal static bool HasLoneSurrogate(ReadOnlySpan<byte> token)
    {
        while (true)
        {
            int escape = token.IndexOf((byte)'\\');
            if (escape < 0)
                return false;
            token = token[escape..];
            if (token[1] != 'u')
            {
                token = token[2..];
                continue;
            }
            int unit = HexUnit(token);
            token = token[6..];
            if (unit is >= 0xDC00 and <= 0xDFFF)
                return true;
            if (unit is < 0xD800 or > 0xDFFF)
                continue;
            if (token.Length < 6 || token[0] != '\\' || token[1] != 'u' || HexUnit(token) is < 0xDC00 or > 0xDFFF)
                return true;
            token = token[6..];
        }
    }

    internal static int HexUnit(ReadOnlySpan<byte> escape) =>
        (HexDigit(escape[2]) << 12) | (HexDigit(escape[3]) << 8) | (HexDigit(escape[4]) << 4) | HexDigit(escape[5]);

    private static int HexDigit(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
