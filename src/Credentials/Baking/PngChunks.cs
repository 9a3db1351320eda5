using System.Buffers.Binary;

namespace Credentials.Baking;

/// <summary>
/// The chunks of a PNG (third edition, section 5), each with its checksum tested: a header first, an end last, nothing behind it. Not more than
/// <see cref="MostChunks"/>.
/// </summary>
internal static class PngChunks
{
    public const int MostChunks = 10_000;

    private const int Around = 12;
    private static readonly uint[] Table = MakeTable();

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <param name="Type">Four letters.</param>
    /// <param name="Start">Where the chunk begins in the file, its length included.</param>
    /// <param name="Content">What is in it.</param>
    public readonly record struct Chunk(string Type, int Start, ReadOnlyMemory<byte> Content);

    public static Result<IReadOnlyList<Chunk>> Read(ReadOnlyMemory<byte> png)
    {
        if (!png.Span.StartsWith(Signature))
            return BakingReasons.Unreadable("the file is no PNG");
        var chunks = new List<Chunk>();
        var at = Signature.Length;
        while (chunks.Count == 0 || chunks[^1].Type != "IEND")
        {
            var rest = png.Span[at..];
            if (rest.Length < Around || BinaryPrimitives.ReadUInt32BigEndian(rest) is var length && length > (uint)(rest.Length - Around))
                return BakingReasons.Unreadable("the PNG is cut off");
            var type = rest.Slice(4, 4);
            if (type.ContainsAnyExcept(Letters) || chunks.Count == MostChunks)
                return BakingReasons.Unreadable("the PNG has chunks that no PNG has");
            if (Checksum(rest.Slice(4, 4 + (int)length)) != BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + (int)length)..]))
                return BakingReasons.Unreadable("a checksum in the PNG is wrong: the file was damaged or changed");
            chunks.Add(new Chunk(System.Text.Encoding.ASCII.GetString(type), at, png.Slice(at + 8, (int)length)));
            at += Around + (int)length;
        }
        if (at != png.Length)
            return BakingReasons.Unreadable("something hangs on behind the end of the PNG");
        return chunks is [{ Type: "IHDR", Content.Length: 13 }, ..] && chunks.Exists(chunk => chunk.Type == "IDAT")
            ? chunks
            : BakingReasons.Unreadable("the PNG has no image in it");
    }

    /// <summary>A chunk as it stands in a file.</summary>
    public static byte[] Compose(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        var chunk = new byte[Around + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        type.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Checksum(chunk.AsSpan(4, 4 + content.Length)));
        return chunk;
    }

    private static System.Buffers.SearchValues<byte> Letters { get; } =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    // CRC-32 of section D.
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
            crc = Table[(crc ^ one) & 0xff] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var index = 0u; index < table.Length; index++)
        {
            var value = index;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) == 0 ? value >> 1 : 0xedb88320 ^ (value >> 1);
            table[index] = value;
        }
        return table;
    }
}
