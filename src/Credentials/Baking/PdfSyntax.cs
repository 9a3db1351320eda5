using System.Buffers;
using System.Globalization;

namespace Credentials.Baking;

/// <summary>
/// The object syntax of PDF (ISO 32000-2 section 7.3), as much of it as stands between a trailer and an attachment. A value is the place where it
/// stands; it is understood when it is asked for. Nothing throws: what is not well formed is not there.
/// </summary>
internal static class PdfSyntax
{
    private const int MaxDepth = 32;

    private static readonly SearchValues<byte> Blank = SearchValues.Create("\0\t\n\f\r "u8);
    private static readonly SearchValues<byte> Ends = SearchValues.Create("\0\t\n\f\r ()<>[]{}/%"u8);

    /// <summary>Where the next token begins: behind white space and comments.</summary>
    public static int Next(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length)
        {
            if (text[at] == '%')
                at += LengthTo(text[at..], "\r\n"u8);
            else if (Blank.Contains(text[at]))
                at++;
            else
                break;
        }
        return at;
    }

    /// <summary>Where the value that begins at <paramref name="at"/> ends; -1 where there is none. A reference is one value.</summary>
    public static int EndOf(ReadOnlySpan<byte> text, int at, int depth = 0)
    {
        if (depth > MaxDepth || at >= text.Length)
            return -1;
        var rest = text[at..];
        return rest[0] switch
        {
            (byte)'<' when rest.StartsWith("<<"u8) => EndOfGroup(text, at + 2, ">>"u8, depth),
            (byte)'<' => rest.IndexOf((byte)'>') is >= 0 and var end ? at + end + 1 : -1,
            (byte)'[' => EndOfGroup(text, at + 1, "]"u8, depth),
            (byte)'(' => EndOfString(text, at),
            (byte)'/' => at + 1 + LengthOfWord(rest[1..]),
            _ when LengthOfWord(rest) is > 0 and var length => EndOfReference(text, at) is > 0 and var end ? end : at + length,
            _ => -1,
        };
    }

    /// <summary>The members of the dictionary that begins at <paramref name="at"/>; null where there is none, or a name is given twice.</summary>
    public static Dictionary<string, ReadOnlyMemory<byte>>? Dictionary(ReadOnlyMemory<byte> text, int at)
    {
        var span = text.Span;
        var end = EndOf(span, at);
        if (end < 0 || !span[at..].StartsWith("<<"u8))
            return null;
        var members = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        for (at = Next(span, at + 2); at < end - 2; at = Next(span, at))
        {
            if (span[at] != '/' || EndOf(span, at) is var endOfName && (Next(span, endOfName) is var value && EndOf(span, value) is var endOfValue && endOfValue < 0))
                return null;
            if (!members.TryAdd(System.Text.Encoding.Latin1.GetString(span[(at + 1)..endOfName]), text[value..endOfValue]))
                return null;
            at = endOfValue;
        }
        return members;
    }

    /// <summary>The entries of an array; null where it is none.</summary>
    public static List<ReadOnlyMemory<byte>>? Array(ReadOnlyMemory<byte> text)
    {
        var span = text.Span;
        if (span.IsEmpty || span[0] != '[')
            return null;
        var entries = new List<ReadOnlyMemory<byte>>();
        for (var at = Next(span, 1); at < span.Length - 1; at = Next(span, at))
        {
            var end = EndOf(span, at);
            if (end < 0)
                return null;
            entries.Add(text[at..end]);
            at = end;
        }
        return entries;
    }

    /// <summary>The number of the object that a reference leads to; only objects of the first generation are read.</summary>
    public static int? Reference(ReadOnlyMemory<byte> text)
    {
        var words = System.Text.Encoding.Latin1.GetString(text.Span).Split((char[])['\0', '\t', '\n', '\f', '\r', ' '], StringSplitOptions.RemoveEmptyEntries);
        return words is [var number, "0", "R"] ? Parse(number) : null;
    }

    /// <summary>A number that is whole and not negative.</summary>
    public static int? Number(ReadOnlyMemory<byte> text) => Parse(System.Text.Encoding.Latin1.GetString(text.Span));

    private static int? Parse(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int EndOfGroup(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> close, int depth)
    {
        for (at = Next(text, at); at < text.Length; at = Next(text, at))
        {
            if (text[at..].StartsWith(close))
                return at + close.Length;
            at = EndOf(text, at, depth + 1);
            if (at < 0)
                return -1;
        }
        return -1;
    }

    private static int EndOfString(ReadOnlySpan<byte> text, int at)
    {
        var open = 0;
        for (; at < text.Length; at++)
        {
            if (text[at] == '\\')
                at++;
            else if (text[at] == '(')
                open++;
            else if (text[at] == ')' && --open == 0)
                return at + 1;
        }
        return -1;
    }

    private static int EndOfReference(ReadOnlySpan<byte> text, int at)
    {
        var first = LengthOfDigits(text[at..]);
        var second = Next(text, at + first);
        var length = first == 0 || second >= text.Length ? 0 : LengthOfDigits(text[second..]);
        var letter = Next(text, second + length);
        return length > 0 && letter < text.Length && text[letter] == 'R' && LengthOfWord(text[letter..]) == 1 ? letter + 1 : -1;
    }

    private static int LengthOfDigits(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is >= 0 and var length ? length : text.Length;

    private static int LengthOfWord(ReadOnlySpan<byte> text) => text.IndexOfAny(Ends) is >= 0 and var length ? length : text.Length;

    private static int LengthTo(ReadOnlySpan<byte> text, ReadOnlySpan<byte> any) => text.IndexOfAny(any) is >= 0 and var length ? length : text.Length;
}
