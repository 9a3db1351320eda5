namespace Credentials.Encoding;

/// <summary>The multicodec prefixes of Multikey public keys (Controlled Identifiers 1.0 section 2.2.2), as unsigned varints.</summary>
internal static class Multicodec
{
    public static ReadOnlySpan<byte> Ed25519Public => [0xed, 0x01];

    public static ReadOnlySpan<byte> P256Public => [0x80, 0x24];

    public static ReadOnlySpan<byte> P384Public => [0x81, 0x24];

    public static byte[] Prefix(ReadOnlySpan<byte> codec, ReadOnlySpan<byte> value) => [.. codec, .. value];
}
