using System.Diagnostics;
using System.Net;
using Credentials.Web.Codes;

namespace Credentials.Services.Tests.Web;

public sealed class QrCodeTests
{
    private const string Link = "https://bewijs.example/s/MDE5N2YxZTQtNWQwYy00ZjZlLTljMWUtMmE3ZjZkM2I5ZTEw.q7Vt0w2m3r";

    [Fact]
    public async Task The_code_of_a_share_is_there_as_svg_and_png()
    {
        await using var host = await PageHost.StartAsync();
        var svg = await host.Client().GetAsync("/s/valid/qr.svg");
        Assert.Equal("image/svg+xml", svg.Content.Headers.ContentType?.MediaType);
        Assert.Equal(QrCode.Of("http://localhost:5080/s/valid").ToSvg(), await svg.Content.ReadAsStringAsync());
        var png = await host.Client().GetAsync("/s/valid/qr.png");
        Assert.Equal("image/png", png.Content.Headers.ContentType?.MediaType);
        Assert.Equal("private, max-age=86400", string.Join(", ", png.Headers.CacheControl!.ToString().Split(", ").OrderByDescending(part => part)));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client().GetAsync("/s/a%20b/qr.svg")).StatusCode);
    }

    [Fact]
    public void All_three_drawings_show_the_same_modules()
    {
        var code = QrCode.Of(Link);
        var lines = code.ToTerminal().TrimEnd('\n').Split('\n');
        Assert.Equal((code.Size + 1) / 2, lines.Length);
        Assert.All(lines, line => Assert.Equal(code.Size, line.Length));
        Assert.StartsWith(new string('█', code.Size), lines[0], StringComparison.Ordinal);
        Assert.Contains($"viewBox=\"0 0 {code.Size} {code.Size}\"", code.ToSvg(), StringComparison.Ordinal);
        Assert.Equal(137, code.ToPng()[0]);
    }

    [Fact]
    public void The_terminal_form_can_carry_its_own_colours() =>
        Assert.All(QrCode.Of(Link).ToTerminal(colour: true).TrimEnd('\n').Split('\n'), line =>
        {
            Assert.StartsWith("\u001b[40;97m", line, StringComparison.Ordinal);
            Assert.EndsWith("\u001b[0m", line, StringComparison.Ordinal);
        });

    [Fact]
    public void A_text_longer_than_a_code_holds_is_refused() => Assert.Throws<ArgumentException>(() => QrCode.Of(new string('x', 2332)));

    [Fact]
    public void The_longest_text_fits() => Assert.NotEmpty(QrCode.Of(new string('x', 2331)).ToSvg());

    [FactWithZbar]
    public async Task An_independent_reader_reads_the_png()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".png");
        await File.WriteAllBytesAsync(file, QrCode.Of(Link).ToPng());
        try
        {
            using var reader = Process.Start(new ProcessStartInfo("zbarimg", ["--quiet", "--raw", file]) { RedirectStandardOutput = true })!;
            Assert.Equal(Link, (await reader.StandardOutput.ReadToEndAsync()).Trim());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private sealed class FactWithZbarAttribute : FactAttribute
    {
        public FactWithZbarAttribute()
        {
            if (!Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "zbarimg"))))
                Skip = "zbarimg is not installed";
        }
    }
}
