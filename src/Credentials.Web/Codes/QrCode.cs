using System.Globalization;
using System.Text;
using QRCoder;

namespace Credentials.Web.Codes;

/// <summary>A QR code (ISO/IEC 18004) with error correction M and the quiet zone of four modules that readers need.</summary>
public sealed class QrCode
{
    private readonly QRCodeData _code;
    private readonly Lazy<byte[]> _png;
    private readonly Lazy<string> _svg;

    private QrCode(QRCodeData code)
    {
        _code = code;
        _png = new(() => new PngByteQRCode(_code).GetGraphic(PixelsPerModule));
        _svg = new(WriteSvg);
    }

    /// <summary>Large enough to be read from a printed page and from a screen held at arm's length.</summary>
    private const int PixelsPerModule = 12;

    /// <summary>Modules per side, quiet zone included.</summary>
    public int Size => _code.ModuleMatrix.Count;

    /// <param name="text">A link; at most 2,331 bytes of UTF-8.</param>
    /// <exception cref="ArgumentException">The text is longer.</exception>
    public static QrCode Of(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        if (System.Text.Encoding.UTF8.GetByteCount(text) > 2331) throw new ArgumentException("too long for a QR code", nameof(text));
        return new QrCode(QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M));
    }

    /// <summary>Black on white whatever the page's colours, because readers fail on inverted codes.</summary>
    public string ToSvg() => _svg.Value;

    /// <summary>Black and white PNG, twelve pixels a module.</summary>
    public byte[] ToPng() => _png.Value;

    /// <summary>
    /// Lines of half blocks, two modules high. Light modules are drawn, as terminals mostly are dark; with <paramref name="colour"/>, ANSI codes make it
    /// white on black in every terminal.
    /// </summary>
    public string ToTerminal(bool colour = false)
    {
        var text = new StringBuilder();
        for (var row = 0; row < Size; row += 2)
        {
            if (colour) text.Append("\u001b[40;97m");
            for (var column = 0; column < Size; column++)
                text.Append((IsLight(row, column), IsLight(row + 1, column)) switch
                {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    _ => ' ',
                });
            if (colour) text.Append("\u001b[0m");
            text.Append('\n');
        }

        return text.ToString();
    }

    private bool IsLight(int row, int column) => row >= Size || !_code.ModuleMatrix[row][column];

    private string WriteSvg()
    {
        var path = new StringBuilder();
        for (var row = 0; row < Size; row++)
            for (var column = 0; column < Size; column++)
            {
                if (IsLight(row, column)) continue;
                var start = column;
                while (column + 1 < Size && !IsLight(row, column + 1)) column++;
                path.Append(CultureInfo.InvariantCulture, $"M{start} {row}h{column - start + 1}v1H{start}z");
            }

        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Size} {Size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{Size}v{Size}H0z"/><path d="{path}"/></svg>
            """;
    }
}
