using System.Buffers;
using System.Text;

namespace Credentials.Encoding;

/// <summary>Strings as RFC 8785 section 3.2.2.2 writes them.</summary>
internal static class CanonicalString
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\']);

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="EncoderFallbackException">The text holds a lone surrogate.</exception>
    public static void Write(ReadOnlySpan<char> text, ref ByteSink sink)
    {
        sink.Write((byte)'"');
        while (true)
        {
            int special = text.IndexOfAny(Escaped);
            var run = special < 0 ? text : text[..special];
            sink.Advance(StrictUtf8.GetBytes(run, sink.Room(run.Length * 3)));
            if (special < 0)
                break;
            WriteEscape(text[special], ref sink);
            text = text[(special + 1)..];
        }
        sink.Write((byte)'"');
    }

    private static void WriteEscape(char c, ref ByteSink sink)
    {
        ReadOnlySpan<byte> escape = c switch
        {
            '"' => "\\\""u8,
            '\\' => "\\\\"u8,
            '\b' => "\\b"u8,
            '\t' => "\\t"u8,
            '\n' => "\\n"u8,
            '\f' => "\\f"u8,
            '\r' => "\\r"u8,
            _ => "\\u00"u8,
        };
        sink.Write(escape);
        if (escape.Length == 2)
            return;
        sink.Write((byte)(c < 0x10 ? '0' : '1'));
        sink.Write("0123456789abcdef"u8[c & 0xF]);
    }
}
