using System.Globalization;

namespace Credentials.Services.Tests.Apps;

/// <summary>Pictures that a centre might put up.</summary>
internal static class SamplePictures
{
    /// <summary>64 by 32 pixels of one colour.</summary>
    public static byte[] Png { get; } = MakePng(64, 32);

    public static byte[] Svg { get; } =
        System.Text.Encoding.UTF8.GetBytes("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#14467c"/><title>Onze &amp; jouw school</title></svg>""");

    private static byte[] MakePng(int width, int height)
    {
        using var packed = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Optimal))
        {
            for (var row = 0; row < height; row++)
                zlib.Write([0, .. Enumerable.Repeat<byte[]>([0x14, 0x46, 0x7c], width).SelectMany(pixel => pixel)]);
        }
        var header = Convert.FromHexString(string.Create(CultureInfo.InvariantCulture, $"{width:x8}{height:x8}0802000000"));
        return
        [
            0x89, .. "PNG\r\n"u8, 0x1a, 0x0a, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, []),
        ];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        byte[] named = [.. type, .. content];
        return [.. BigEndian(content.Length), .. named, .. BigEndian(unchecked((int)Crc(named)))];
    }

    private static byte[] BigEndian(int number) => Convert.FromHexString(number.ToString("x8", CultureInfo.InvariantCulture));

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : 0xedb88320 ^ (crc >> 1);
        }
        return ~crc;
    }
}
