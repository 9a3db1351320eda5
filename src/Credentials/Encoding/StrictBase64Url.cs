namespace Credentials.Encoding;

/// <summary>base64url without padding (RFC 4648 section 5, RFC 7515 appendix C); anything but the one canonical spelling of a value is refused.</summary>
public static class StrictBase64Url
{
    public static string Encode(ReadOnlySpan<byte> bytes) => throw new NotImplementedException();

    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes) => throw new NotImplementedException();
}
