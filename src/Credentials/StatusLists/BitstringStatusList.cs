using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Credentials.Encoding;

namespace Credentials.StatusLists;

/// <summary>The bitstring of Bitstring Status List 1.0: GZIP, base64url without padding, multibase <c>u</c>; index 0 is the left-most bit.</summary>
public static class BitstringStatusList
{
    /// <summary>Entries of every list we publish, the smallest the specification allows (section 3.2).</summary>
    public const int Entries = 131_072;

    /// <summary>The same in bytes; a shorter list of others is refused, because a small crowd betrays whom a check is about.</summary>
    public const int MinBytes = Entries / 8;

    /// <summary>Largest list of others that is read, in bytes after decompression.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    private const int Growth = 8;

    /// <summary>Compresses at the level that costs a tenth of the smallest one's time for a tenth more bytes.</summary>
    public static string Encode(ReadOnlySpan<byte> bits)
    {
        using var output = new MemoryStream(4096);
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(bits);
        return Multibase.EncodeBase64Url(output.GetBuffer().AsSpan(0, (int)output.Length));
    }

    /// <summary>Decompresses with a bound; a bomb is <see cref="ProblemCode.TooLarge"/>.</summary>
    public static Result<byte[]> Decode(string encodedList)
    {
        ArgumentNullException.ThrowIfNull(encodedList);
        if (!encodedList.StartsWith('u') || !Multibase.TryDecode(encodedList, out var compressed))
            return new Problem(ProblemCode.InvalidInput, "encodedList is not base64url with the multibase prefix u");
        return Decompress(compressed);
    }

    /// <summary>The same of a StatusList2021, whose text is base64url or base64 without a prefix; bits are counted from the left as well.</summary>
    public static Result<byte[]> DecodeStatusList2021(string encodedList)
    {
        ArgumentNullException.ThrowIfNull(encodedList);
        var unpadded = encodedList.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return StrictBase64Url.TryDecode(unpadded, out var compressed)
            ? Decompress(compressed)
            : new Problem(ProblemCode.InvalidInput, "encodedList is not base64url");
    }

    private static Result<byte[]> Decompress(byte[] compressed)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(compressed, writable: false), CompressionMode.Decompress);
            var bits = Decompress(gzip);
            return bits.IsSuccess && !IsWhole(compressed, bits.Value.Length) ? new Problem(ProblemCode.InvalidInput, "encodedList is cut off") : bits;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return new Problem(ProblemCode.InvalidInput, "encodedList is not GZIP");
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">The list has no such entry.</exception>
    public static bool IsSet(ReadOnlySpan<byte> bits, int index)
    {
        ThrowIfOutside(bits.Length, index);
        return (bits[index >> 3] & (0x80 >> (index & 7))) != 0;
    }

    /// <exception cref="ArgumentOutOfRangeException">The list has no such entry.</exception>
    public static void Set(Span<byte> bits, int index, bool value)
    {
        ThrowIfOutside(bits.Length, index);
        var mask = (byte)(0x80 >> (index & 7));
        bits[index >> 3] = value ? (byte)(bits[index >> 3] | mask) : (byte)(bits[index >> 3] & ~mask);
    }

    private static void ThrowIfOutside(int bytes, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, bytes * 8L);
    }

    // GZipStream takes the end of its input for the end of the text; the trailer (RFC 1952 section 2.3.1) knows better.
    private static bool IsWhole(ReadOnlySpan<byte> compressed, int length) =>
        compressed.Length >= 18 && BinaryPrimitives.ReadUInt32LittleEndian(compressed[^4..]) == (uint)length;

    private static Result<byte[]> Decompress(GZipStream gzip)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MinBytes + 1);
        try
        {
            var length = 0;
            while (gzip.Read(buffer.AsSpan(length)) is var read and > 0)
            {
                length += read;
                if (length > MaxBytes)
                    return new Problem(ProblemCode.TooLarge, $"the status list is larger than {MaxBytes} bytes after decompression");
                if (length == buffer.Length)
                    buffer = Grow(buffer);
            }

            return buffer.AsSpan(0, length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(buffer.Length * Growth, MaxBytes + 1));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
