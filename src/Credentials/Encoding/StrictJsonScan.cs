using System.Text.Json;

namespace Credentials.Encoding;

/// <summary>One forward pass over JSON text that finds what <see cref="JsonDocument"/> would let through.</summary>
internal static class StrictJsonScan
{
    // No double has more digits before its point, so that a shorter number without exponent cannot overflow.
    private const int LongestSafeNumber = 300;

    // One level more than is allowed, so that too deep a text is told from one that is not JSON.
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = StrictJson.MaxDepth + 1 };

    private static readonly string TooDeep = $"nested more than {StrictJson.MaxDepth} levels deep";

    /// <returns>What is wrong, or null.</returns>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static string? FindFault(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        var names = new MemberNames(stackalloc int[StrictJson.MaxDepth + 1], stackalloc NameSpot[MemberNames.OnStack]);
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject or JsonTokenType.StartArray when reader.CurrentDepth >= StrictJson.MaxDepth:
                        return TooDeep;
                    case JsonTokenType.StartObject:
                        names.Open();
                        break;
                    case JsonTokenType.EndObject:
                        if (names.CloseHasDuplicate(utf8))
                            return "a member name stands twice in one object";
                        break;
                    case JsonTokenType.PropertyName:
                        if (reader.ValueIsEscaped && HasLoneSurrogate(reader.ValueSpan))
                            return "a lone surrogate in a member name";
                        names.Add(reader.ValueSpan, (int)reader.TokenStartIndex + 1, reader.ValueIsEscaped);
                        break;
                    case JsonTokenType.String when reader.ValueIsEscaped && HasLoneSurrogate(reader.ValueSpan):
                        return "a lone surrogate in a string";
                    case JsonTokenType.Number when MayOverflow(reader.ValueSpan) && !double.IsFinite(reader.GetDouble()):
                        return "a number that a double cannot hold";
                }
            }
            return null;
        }
        finally
        {
            names.Dispose();
        }
    }

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
