using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Credentials.EvidenceStore.Sealing;

/// <summary>
/// How a file is encrypted: AES-256-GCM in chunks of 64 KiB, each followed by its tag, under a key that encrypts this one file and nothing else, so that
/// nonces can count. The nonce is the chunk's number and whether it is the last: a chunk that is left out, repeated, moved or cut off is refused.
/// </summary>
internal static class SealedFile
{
    public const int ChunkLength = 64 * 1024;
    public const int TagLength = 16;
    public const int KeyLength = 32;

    private const int NonceLength = 12;

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyLength);

    /// <summary>The length of a file that holds so many bytes: even none are a chunk.</summary>
    public static long LengthOf(long plain) => plain + (TagLength * Math.Max(1, (plain + ChunkLength - 1) / ChunkLength));

    /// <summary>Whose it is, which file, and the version of this description.</summary>
    public static byte[] PlaceOf(Guid learner, Guid file) => SealedBytes.Place(learner, file, "file 1"u8);

    public static void WriteNonce(Span<byte> nonce, long chunk, bool isLast)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[3..], chunk);
        nonce[NonceLength - 1] = isLast ? (byte)1 : (byte)0;
    }

    public static AesGcm Cipher(ReadOnlySpan<byte> key) => new(key, TagLength);

    public static int NonceBytes => NonceLength;
}
