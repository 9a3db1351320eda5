using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Credentials.Services.Tests.EvidenceFiles;

/// <summary>Small whole files of the kinds that are kept, made here.</summary>
internal static class SampleFiles
{
    /// <summary>One page that shows nothing and says the text in a comment, filled up to a length in bytes.</summary>
    public static byte[] Pdf(string text = "proef", int length = 0)
    {
        const string Tail = "\ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n0\n%%EOF\n";
        var body = $"%PDF-1.7\n%{text}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n%";
        return System.Text.Encoding.UTF8.GetBytes(body + new string('x', Math.Max(0, length - System.Text.Encoding.UTF8.GetByteCount(body) - Tail.Length)) + Tail);
    }

    /// <summary>A black square of one pixel.</summary>
    public static byte[] Png()
    {
        using var image = new MemoryStream();
        using (var zlib = new ZLibStream(image, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write([0, 0]);
        return [0x89, .. "PNG\r\n"u8, 0x1a, 0x0a, .. Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]), .. Chunk("IDAT", image.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>The segments of a baseline image with one component; its scan is not worth looking at.</summary>
    public static byte[] Jpeg() =>
    [
        0xff, 0xd8, 0xff, 0xe0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xe1, 0, 6, 0xff, 0xd9, 1, 2,
        0xff, 0xdb, 0, 67, 0, .. Enumerable.Repeat((byte)1, 64), 0xff, 0xff, 0xc0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0,
        0xff, 0xc4, 0, 20, 0, 1, .. new byte[16], 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x7f, 0xff, 0, 0x12, 0xff, 0xd9,
    ];

    public static string DigestOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>As credentials name it: <c>sha256-</c> and base64.</summary>
    public static string SriOf(byte[] file) => $"sha256-{Convert.ToBase64String(SHA256.HashData(file))}";

    private static byte[] Chunk(string type, byte[] content)
    {
        byte[] named = [.. System.Text.Encoding.ASCII.GetBytes(type), .. content];
        var bytes = new byte[named.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(bytes, content.Length);
        named.CopyTo(bytes, 4);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(named.Length + 4), Crc(named));
        return bytes;
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) == 0 ? 0 : 0xedb88320);
        }
        return ~crc;
    }
}
