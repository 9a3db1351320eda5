using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Credentials.EvidenceStore.Sealing;

/// <summary>Makes the unforgeable part of share and claim links.</summary>
internal sealed class LinkKey(byte[] key)
{
    public const int Length = 16;

    public void Authenticate(byte kind, Guid id, int version, Span<byte> destination)
    {
        Span<byte> message = stackalloc byte[21];
        message[0] = kind;
        id.TryWriteBytes(message[1..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(message[17..], version);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, message, hash);
        hash[..Length].CopyTo(destination);
    }
}
