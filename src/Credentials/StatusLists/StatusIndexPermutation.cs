using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Credentials.StatusLists;

/// <summary>
/// A keyed permutation of 0 … 131,071: turns a counter into an index that outsiders cannot foresee, without retries
/// (Bitstring Status List 1.0 section 6.4 asks for randomly assigned indexes). An alternating Feistel network over halves of 8 and 9 bits;
/// the halves are so small that each round function is a table of random words, drawn once from AES-256 in counter mode.
/// </summary>
public sealed class StatusIndexPermutation
{
    // A domain this small is safe against known attacks only with more rounds than the ten that suffice for large ones.
    private const int Rounds = 16;
    private const int RightBits = 9;
    private const int RightMask = (1 << RightBits) - 1;
    private const int LeftMask = 0xFF;

    private readonly ushort[] _words;

    /// <param name="key">32 bytes, of one list only.</param>
    public StatusIndexPermutation(ReadOnlySpan<byte> key)
    {
        if (key.Length != 32)
            throw new ArgumentException("a permutation key has 32 bytes", nameof(key));
        _words = new ushort[Rounds << RightBits];
        var stream = MemoryMarshal.AsBytes(_words.AsSpan());
        for (var block = 0; block < stream.Length / 16; block++)
            BinaryPrimitives.WriteInt32BigEndian(stream.Slice(block * 16, 4), block);
        using var aes = Aes.Create();
        aes.SetKey(key);
        aes.EncryptEcb(stream, stream, PaddingMode.None);
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(_words, _words);
    }

    /// <exception cref="ArgumentOutOfRangeException">The counter is negative or the list is full.</exception>
    public int IndexOf(int counter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(counter);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(counter, BitstringStatusList.Entries);
        var left = counter >> RightBits;
        var right = counter & RightMask;
        for (var round = 0; round < Rounds; round += 2)
        {
            left ^= _words[(round << RightBits) | right] & LeftMask;
            right ^= _words[((round + 1) << RightBits) | left] & RightMask;
        }

        return (left << RightBits) | right;
    }
}
