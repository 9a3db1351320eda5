using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Credentials.EvidenceStore.Log;

/// <summary>A hash in the Merkle tree (RFC 9162 section 2.1.1, with SHA-256).</summary>
internal readonly record struct TreeHash
{
    public const int Length = SHA256.HashSizeInBytes;

    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    public TreeHash(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Length);
        _first = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _second = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _third = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _fourth = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>The root of a tree without leaves.</summary>
    public static TreeHash OfNothing { get; } = new(SHA256.HashData([]));

    public static TreeHash OfLeaf(ReadOnlySpan<byte> content)
    {
        Span<byte> input = content.Length < 1024 ? stackalloc byte[content.Length + 1] : new byte[content.Length + 1];
        input[0] = LeafPrefix;
        content.CopyTo(input[1..]);
        return Hash(input);
    }

    public static TreeHash OfNode(TreeHash left, TreeHash right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * Length)];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Length)..]);
        return Hash(input);
    }

    /// <summary>The hash in base64, padded; false where the text is anything else.</summary>
    public static bool TryParse(string text, out TreeHash hash)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length != Length || Convert.ToBase64String(bytes) != text)
        {
            hash = default;
            return false;
        }
        hash = new(bytes);
        return true;
    }

    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _first);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _second);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _third);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _fourth);
    }

    /// <summary>Base64, as checkpoints write it.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Convert.ToBase64String(bytes);
    }

    private static TreeHash Hash(ReadOnlySpan<byte> input)
    {
        Span<byte> hash = stackalloc byte[Length];
        SHA256.HashData(input, hash);
        return new(hash);
    }
}
