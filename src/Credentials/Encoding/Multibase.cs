namespace Credentials.Encoding;

/// <summary>The two multibase encodings of Controlled Identifiers 1.0 section 2.4: <c>z</c> base58btc and <c>u</c> base64url without padding.</summary>
public static class Multibase
{
    public static string EncodeBase58Btc(ReadOnlySpan<byte> bytes) => $"z{Base58Btc.Encode(bytes)}";

    public static string EncodeBase64Url(ReadOnlySpan<byte> bytes) => $"u{StrictBase64Url.Encode(bytes)}";

    /// <summary>Decodes by the prefix; false for any other base or a spelling that is not canonical.</summary>
    public static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = [];
        if (string.IsNullOrEmpty(text))
            return false;
        return text[0] switch
        {
            'z' => Base58Btc.TryDecode(text.AsSpan(1), out bytes),
            'u' => StrictBase64Url.TryDecode(text.AsSpan(1), out bytes),
            _ => false,
        };
    }
}
