namespace Credentials.Encoding;

/// <summary>The two multibase encodings of Controlled Identifiers 1.0 section 2.4: <c>z</c> base58btc and <c>u</c> base64url without padding.</summary>
public static class Multibase
{
    public static string EncodeBase58Btc(ReadOnlySpan<byte> bytes) => throw new NotImplementedException();

    public static string EncodeBase64Url(ReadOnlySpan<byte> bytes) => throw new NotImplementedException();

    /// <summary>Decodes by the prefix; false for any other base or a spelling that is not canonical.</summary>
    public static bool TryDecode(string text, out byte[] bytes) => throw new NotImplementedException();
}
