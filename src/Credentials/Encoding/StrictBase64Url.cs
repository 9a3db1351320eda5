using System.Buffers.Text;

namespace Credentials.Encoding;

/// <summary>base64url without padding (RFC 4648 section 5, RFC 7515 appendix C); anything but the one canonical spelling of a value is refused.</summary>
public static class StrictBase64Url
{
    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        if (!HasCanonicalEnd(text.Length, text.IsEmpty ? '\0' : text[^1]))
            return false;
        var decoded = new byte[DecodedLength(text.Length)];
        if (!TryDecodeInto(text, decoded))
            return false;
        bytes = decoded;
        return true;
    }

    /// <summary>As <see cref="TryDecode(ReadOnlySpan{char}, out byte[])"/>, from ASCII.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> ascii, out byte[] bytes)
    {
        bytes = [];
        if (!HasCanonicalEnd(ascii.Length, ascii.IsEmpty ? '\0' : (char)ascii[^1]))
            return false;
        var decoded = new byte[DecodedLength(ascii.Length)];
        var status = Base64Url.DecodeFromUtf8(ascii, decoded, out int consumed, out int written);
        if (status != System.Buffers.OperationStatus.Done || consumed != ascii.Length || written != decoded.Length)
            return false;
        bytes = decoded;
        return true;
    }

    /// <summary>Length of the value that a canonical text of this length stands for.</summary>
    internal static int DecodedLength(int textLength) => (int)((long)textLength * 3 / 4);

    /// <summary>Decodes into a span of exactly <see cref="DecodedLength"/> bytes.</summary>
    internal static bool TryDecodeInto(ReadOnlySpan<char> text, Span<byte> destination)
    {
        if (!HasCanonicalEnd(text.Length, text.IsEmpty ? '\0' : text[^1]))
            return false;
        // The framework's decoder skips white space and padding; both make the value shorter than the text promises.
        var status = Base64Url.DecodeFromChars(text, destination, out int consumed, out int written);
        return status == System.Buffers.OperationStatus.Done && consumed == text.Length && written == DecodedLength(text.Length);
    }

    private static bool HasCanonicalEnd(int length, char last) => (length % 4) switch
    {
        0 => true,
        2 => "AQgw".Contains(last, StringComparison.Ordinal),
        3 => "AEIMQUYcgkosw048".Contains(last, StringComparison.Ordinal),
        _ => false,
    };
}
