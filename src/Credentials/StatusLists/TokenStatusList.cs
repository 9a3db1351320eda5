using System.Buffers.Binary;
using System.IO.Compression;
using Credentials.Encoding;

namespace Credentials.StatusLists;

/// <summary>
/// The byte array of Token Status List (section "Compressed Byte Array"): entries of 1, 2, 4 or 8 bits, the first of a byte in its least significant
/// bits, the opposite of <see cref="BitstringStatusList"/>. Compressed with DEFLATE in the ZLIB format, as base64url.
/// </summary>
public sealed class TokenStatusList
{
    /// <summary>Largest list that is read, in bytes after decompression: eight million statuses of 8 bits, 67 million of one.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    private readonly byte[] _bytes;

    private TokenStatusList(int bits, byte[] bytes) => (Bits, _bytes) = (bits, bytes);

    /// <summary>Bits of an entry: 1, 2, 4 or 8.</summary>
    public int Bits { get; }

    public long Count => _bytes.Length * (8L / Bits);

    /// <summary>The uncompressed list.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>A list whose entries are all <see cref="TokenStatus.Valid"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bits are not 1, 2, 4 or 8, or the count does not fill whole bytes up to <see cref="MaxBytes"/>.</exception>
    public static TokenStatusList Create(int bits, int count)
    {
        if (!IsBits(bits))
            throw new ArgumentOutOfRangeException(nameof(bits));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var (bytes, rest) = Math.DivRem((long)count * bits, 8);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rest, 0, nameof(count));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, MaxBytes, nameof(count));
        return new TokenStatusList(bits, new byte[bytes]);
    }

    /// <summary>Reads the members <c>bits</c> and <c>lst</c>: <see cref="ProblemCode.InvalidInput"/>, or <see cref="ProblemCode.TooLarge"/> for a bomb.</summary>
    public static Result<TokenStatusList> Decode(int bits, string lst)
    {
        ArgumentNullException.ThrowIfNull(lst);
        if (!IsBits(bits))
            return new Problem(ProblemCode.InvalidInput, "bits is not 1, 2, 4 or 8");
        if (!StrictBase64Url.TryDecode(lst, out var compressed))
            return new Problem(ProblemCode.InvalidInput, "lst is not base64url");
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(compressed, writable: false), CompressionMode.Decompress);
            using var output = new MemoryStream();
            var buffer = new byte[16 * 1024];
            while (zlib.Read(buffer) is var read and > 0)
            {
                output.Write(buffer, 0, read);
                if (output.Length > MaxBytes)
                    return new Problem(ProblemCode.TooLarge, $"the status list is larger than {MaxBytes} bytes after decompression");
            }

            var bytes = output.ToArray();
            return bytes.Length > 0 && IsWhole(compressed, bytes)
                ? new TokenStatusList(bits, bytes)
                : new Problem(ProblemCode.InvalidInput, "lst is cut off, or goes on after its end");
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return new Problem(ProblemCode.InvalidInput, "lst is not DEFLATE in the ZLIB format");
        }
    }

    /// <summary>The member <c>lst</c>, compressed as well as can be, which is what the specification recommends.</summary>
    public string Encode()
    {
        using var output = new MemoryStream(1024);
        using (var zlib = new ZLibStream(output, CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(_bytes);
        return StrictBase64Url.Encode(output.GetBuffer().AsSpan(0, (int)output.Length));
    }

    /// <summary>False where the list has no such entry; then nothing is known about the token, which must be refused.</summary>
    public bool TryGet(long index, out byte status)
    {
        status = TokenStatus.Valid;
        if (index < 0 || index >= Count)
            return false;
        var (place, shift) = PlaceOf(index);
        status = (byte)((_bytes[place] >> shift) & Mask);
        return true;
    }

    /// <exception cref="ArgumentOutOfRangeException">The list has no such entry, or the status does not fit its bits.</exception>
    public void Set(long index, byte status)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, Mask);
        var (place, shift) = PlaceOf(index);
        _bytes[place] = (byte)((_bytes[place] & ~(Mask << shift)) | (status << shift));
    }

    private int Mask => (1 << Bits) - 1;

    private (int Place, int Shift) PlaceOf(long index)
    {
        var (place, slot) = Math.DivRem(index, 8 / Bits);
        return ((int)place, (int)slot * Bits);
    }

    private static bool IsBits(int bits) => bits is 1 or 2 or 4 or 8;

    // ZLibStream takes the end of its input for the end of the text; the checksum at the very end (RFC 1950 section 2.2) knows better.
    private static bool IsWhole(ReadOnlySpan<byte> compressed, ReadOnlySpan<byte> bytes) =>
        compressed.Length >= 8 && BinaryPrimitives.ReadUInt32BigEndian(compressed[^4..]) == Adler32(bytes);

    private static uint Adler32(ReadOnlySpan<byte> bytes)
    {
        // As many bytes as can be summed before 32 bits overflow.
        const int Stretch = 5552;
        const uint Modulus = 65521;
        uint low = 1, high = 0;
        while (!bytes.IsEmpty)
        {
            var stretch = bytes[..Math.Min(Stretch, bytes.Length)];
            foreach (var value in stretch)
                high += low += value;
            (low, high) = (low % Modulus, high % Modulus);
            bytes = bytes[stretch.Length..];
        }

        return (high << 16) | low;
    }
}
