using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Credentials.Verifying.Reading;

/// <summary>
/// Whether a JSON value is an absolute URL in the sense of VC Data Model 2.0 section 4.4, DIDs and URNs included: a scheme, a colon and something after it,
/// without spaces or control characters. Nothing is resolved by it, so no more is asked.
/// </summary>
internal static class UrlText
{
    private static readonly SearchValues<byte> SchemeCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-."u8);

    private static readonly SearchValues<byte> Refused = SearchValues.Create(" \\<>\"{}|^`"u8);

    public static bool IsUrl(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return false;
        var text = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        return IsUrl(text.Contains((byte)'\\') ? System.Text.Encoding.UTF8.GetBytes(value.GetString()!) : text);
    }

    private static bool IsUrl(ReadOnlySpan<byte> text)
    {
        var colon = text.IndexOf((byte)':');
        return colon > 0 && colon < text.Length - 1 && char.IsAsciiLetter((char)text[0])
            && !text[..colon].ContainsAnyExcept(SchemeCharacters)
            && !text.ContainsAny(Refused) && !text.ContainsAnyInRange((byte)0, (byte)0x1F);
    }
}
