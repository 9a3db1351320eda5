namespace Credentials.Keys;

/// <summary>Percent-encoding (RFC 3986 section 2.1) inside DIDs.</summary>
internal static class PercentEncoding
{
    /// <summary>Whether two hexadecimal digits follow each percent sign.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (text.IndexOf('%') is >= 0 and int at)
        {
            if (text.Length < at + 3 || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
                return false;
            text = text[(at + 3)..];
        }
        return true;
    }
}
