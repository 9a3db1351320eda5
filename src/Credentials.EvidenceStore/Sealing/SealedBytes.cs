using System.Security.Cryptography;

namespace Credentials.EvidenceStore.Sealing;

/// <summary>AES-256-GCM as this store writes it: nonce (12 bytes, random), ciphertext, tag (16 bytes). What the bytes belong to is authenticated with them.</summary>
internal static class SealedBytes
{
    public const int Overhead = NonceLength + TagLength;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> belongsTo)
    {
        var bytes = new byte[plain.Length + Overhead];
        var nonce = bytes.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(nonce, plain, bytes.AsSpan(NonceLength, plain.Length), bytes.AsSpan(NonceLength + plain.Length), belongsTo);
        return bytes;
    }

    /// <exception cref="CryptographicException">Another key, another place, or changed bytes.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> belongsTo)
    {
        if (bytes.Length < Overhead)
            throw new CryptographicException("sealed bytes are too short");
        var plain = new byte[bytes.Length - Overhead];
        using var cipher = new AesGcm(key, TagLength);
        cipher.Decrypt(bytes[..NonceLength], bytes[NonceLength..^TagLength], bytes[^TagLength..], plain, belongsTo);
        return plain;
    }

    /// <summary>Two ids and a name, so that sealed bytes opened in another place are refused.</summary>
    public static byte[] Place(Guid owner, Guid document, ReadOnlySpan<byte> member)
    {
        var place = new byte[32 + member.Length];
        owner.TryWriteBytes(place, bigEndian: true, out _);
        document.TryWriteBytes(place.AsSpan(16), bigEndian: true, out _);
        member.CopyTo(place.AsSpan(32));
        return place;
    }
}
