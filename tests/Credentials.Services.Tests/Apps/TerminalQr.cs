using System.Diagnostics;
using System.Globalization;

namespace Credentials.Services.Tests.Apps;

/// <summary>Draws half blocks as a terminal with a black ground does, and reads the code with zbarimg.</summary>
public static class TerminalQr
{
    private const int PixelsPerModule = 8;

    public static async Task<string> DecodeAsync(IReadOnlyList<string> lines, string imageFile)
    {
        await File.WriteAllBytesAsync(imageFile, Draw(lines));
        using var process = Process.Start(
            new ProcessStartInfo("zbarimg", ["--quiet", "--raw", imageFile]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var noise = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await noise;
        return text.Trim();
    }

    /// <summary>A portable grey map (PGM).</summary>
    private static byte[] Draw(IReadOnlyList<string> lines)
    {
        var (width, height) = (lines[0].Length * PixelsPerModule, lines.Count * 2 * PixelsPerModule);
        var image = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            var line = lines[y / PixelsPerModule / 2];
            var isUpper = y / PixelsPerModule % 2 == 0;
            for (var x = 0; x < width; x++)
                image[y * width + x] = line[x / PixelsPerModule] is '█' || line[x / PixelsPerModule] == (isUpper ? '▀' : '▄') ? byte.MaxValue : (byte)0;
        }

        return [.. System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"P5 {width} {height} 255\n")), .. image];
    }
}
