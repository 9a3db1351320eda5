using System.Buffers.Binary;
using Credentials.Baking;
using Credentials.Pictures;

namespace Credentials.Tests.Pictures;

public class PictureTests
{
    private const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    [Theory]
    [InlineData("<script>alert(1)</script>", "<script>")]
    [InlineData("<g><SCRIPT/></g>", "<SCRIPT>")]
    [InlineData("<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>", "<script>")]
    [InlineData("<x:script xmlns:x='http://www.w3.org/2000/svg'>alert(1)</x:script>", "<x:script>")]
    [InlineData("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>a</p></foreignObject>", "<foreignObject>")]
    [InlineData("<iframe xmlns='http://www.w3.org/1999/xhtml' src='https://a.example'/>", "<iframe>")]
    [InlineData("<metadata><img xmlns='http://www.w3.org/1999/xhtml' src='x'/></metadata>", "<img>")]
    [InlineData("<thing xmlns='urn:unknown'/>", "<thing>")]
    [InlineData("<animate attributeName='x' to='9'/>", "<animate>")]
    [InlineData("<animateTransform attributeName='x'/>", "<animateTransform>")]
    [InlineData("<set attributeName='href' to='javascript:alert(1)'/>", "<set>")]
    [InlineData("<animateMotion/>", "<animateMotion>")]
    [InlineData("<rect onclick='alert(1)'/>", "onclick")]
    [InlineData("<rect ONLOAD='alert(1)'/>", "ONLOAD")]
    [InlineData("<a href='javascript:alert(1)'/>", "href=\"javascript:alert(1)\"")]
    [InlineData("<a href='https://a.example/'/>", "href=\"https://a.example/\"")]
    [InlineData("<use href='https://a.example/a.svg#a'/>", "href=\"https://a.example/a.svg#a\"")]
    [InlineData("<use x:href='//a.example/a.svg#a' xmlns:x='http://www.w3.org/1999/xlink'/>", "x:href=\"//a.example/a.svg#a\"")]
    [InlineData("<use href=''/>", "href=\"\"")]
    [InlineData("<image href='https://a.example/a.png'/>", "href=\"https://a.example/a.png\"")]
    [InlineData("<image href='data:image/svg+xml;base64,PHN2Zy8+'/>", "href=\"data:image/svg+xml;base64,PHN2Zy8+\"")]
    [InlineData("<image href='data:image/png;base64,iVBORw0KGgo='/>", "href=\"data:image/png;base64,iVBORw0KGgo=\"")]
    [InlineData("<rect href='data:image/png;base64," + Pixel + "'/>", "href=\"data:image/png;base64,")]
    [InlineData("<feImage href='https://a.example/a.png'/>", "href=\"https://a.example/a.png\"")]
    [InlineData("<linearGradient href='a.svg#b'/>", "href=\"a.svg#b\"")]
    [InlineData("<g xml:base='https://a.example/'/>", "xml:base")]
    [InlineData("<g id='a' xml:id='b'/>", "xml:id")]
    [InlineData("<use href='#%62'/>", "href=\"#%62\"")]
    [InlineData("<pattern id='p'><rect fill='url(#q)'/></pattern>", "fill=\"url(#q)\"")]
    [InlineData("<mask id='p'><g mask='url(#q)'/></mask>", "mask=\"url(#q)\"")]
    [InlineData("<rect style='fill:url(https://a.example/#a)'/>", "style: url(")]
    [InlineData("<rect style='fill:URL(#a)'/>", "style: url(")]
    [InlineData("<rect style='fill:\\75 rl(//a.example)'/>", "style: \\")]
    [InlineData("<style>@import 'https://a.example/a.css';</style>", "style: @")]
    [InlineData("<style>.a{fill:ur<!-- -->l(//a.example)}</style>", "style: url(")]
    [InlineData("<style>.a{fill:ur<![CDATA[l(//a.example)]]>}</style>", "style: url(")]
    [InlineData("<style>.a{cursor:image-set('//a.example/a.png' 1x)}</style>", "style: image-set")]
    [InlineData("<style>.a{animation:b 1s}</style>", "style: animation")]
    [InlineData("<style><g/></style>", "<g>")]
    [InlineData("<rect fill='url(https://a.example/a.svg#a)'/>", "fill=\"url(https://a.example/a.svg#a)\"")]
    [InlineData("<rect fill='url(#a) url( //a.example)'/>", "fill=\"url(#a) url( //a.example)\"")]
    [InlineData("<rect filter='\\75 rl(//a.example)'/>", "filter=\"\\75 rl(//a.example)\"")]
    [InlineData("<?xml-stylesheet href='https://a.example/a.css'?>", "<?xml-stylesheet?>")]
    [InlineData("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>", "<use> in <use>")]
    [InlineData("<g id='a'/><g id='b'><g><use href='#a'/><use href='#a'/></g></g><use href='#b'/>", "<use> in <use>")]
    public void A_drawing_that_could_run_load_move_or_swell_is_refused_by_name(string inside, string what)
    {
        var fault = FaultIn(Svg(inside));
        Assert.Equal(PictureFault.SvgForbidden, fault?.Reason);
        Assert.StartsWith(what.Length > 60 ? what[..60] : what, fault!.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>", PictureFault.SvgForbidden, "<!DOCTYPE>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", PictureFault.SvgForbidden, "onload")]
    [InlineData("<?xml version='1.0' encoding='utf-7'?><svg xmlns='http://www.w3.org/2000/svg'/>", PictureFault.SvgMalformed, "1")]
    [InlineData("<?xml version='1.0' encoding='iso-8859-1'?><svg xmlns='http://www.w3.org/2000/svg'/>", PictureFault.SvgForbidden, "encoding=\"iso-8859-1\"")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'>\n<g>", PictureFault.SvgMalformed, "2")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/><p/>", PictureFault.SvgMalformed, "1")]
    [InlineData("<svg/>", PictureFault.NotAPicture, null)]
    [InlineData("<html xmlns='http://www.w3.org/1999/xhtml'/>", PictureFault.NotAPicture, null)]
    [InlineData("GIF89a", PictureFault.NotAPicture, null)]
    [InlineData("%PDF-1.7", PictureFault.NotAPicture, null)]
    [InlineData("", PictureFault.Missing, null)]
    public void What_is_no_such_drawing_is_refused(string text, string reason, string? what) =>
        Assert.Equal(new PictureFault(reason, what), FaultIn(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Bytes_that_two_readers_would_read_differently_are_refused()
    {
        Assert.Equal(PictureFault.SvgMalformed, FaultIn([.. Svg("<text>"), 0xff, .. "</text>"u8])?.Reason);
        var utf16 = System.Text.Encoding.Unicode.GetPreamble().Concat(System.Text.Encoding.Unicode.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'/>"));
        Assert.Equal(PictureFault.NotAPicture, FaultIn([.. utf16])?.Reason);
    }

    [Theory]
    [InlineData("<defs><linearGradient id='a'><stop offset='0' stop-color='#14467c'/></linearGradient></defs><rect fill='url(#a)' width='9' height='9'/>")]
    [InlineData("<style>.a{fill:#14467c}</style><path class='a' d='M0 0h9v9z' style='stroke:none'/>")]
    [InlineData("<g id='a'/><use href='#a'/><use xlink:href='#a' xmlns:xlink='http://www.w3.org/1999/xlink'/><a href='#a'><text>Onze school &amp; co</text></a>")]
    [InlineData("<image width='1' height='1' href='data:image/png;base64," + Pixel + "'/>")]
    [InlineData("<metadata><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about=''/></rdf:RDF></metadata><!-- drawn by hand -->")]
    [InlineData("<sodipodi:namedview xmlns:sodipodi='http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd' id='a'/><title>Logo</title>")]
    public void A_drawing_as_programs_save_it_is_taken_as_it_is_and_holds_a_credential(string inside)
    {
        var svg = (byte[])[.. "\ufeff<?xml version='1.0' encoding='UTF-8'?>\n"u8, .. Svg(inside)];
        Assert.True(Picture.TryRead(svg, out var picture, out var fault), fault?.ToString());
        Assert.Equal((PictureKind.Svg, "image/svg+xml"), (picture.Kind, picture.MediaType));
        Assert.Equal(svg, picture.ToSvg("Lassen"));
        Assert.Equal("a.b.c", System.Text.Encoding.UTF8.GetString(BakedSvg.Unbake(BakedSvg.Bake(picture.ToSvg(""), "a.b.c"u8).Value).Value.Span));
    }

    [Fact]
    public void A_PNG_is_taken_as_it_is_and_drawn_as_a_drawing_that_holds_its_pixels()
    {
        var png = Png(2000, 1);
        Assert.True(Picture.TryRead(png, out var picture, out _));
        Assert.Equal("image/png", picture.MediaType);
        var svg = picture.ToSvg("<Lassen> & \"meer\"\0");
        var text = System.Text.Encoding.UTF8.GetString(svg);
        Assert.Contains("viewBox=\"0 0 2000 1\"", text, StringComparison.Ordinal);
        Assert.Contains("&lt;Lassen&gt;", text, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(png), text, StringComparison.Ordinal);
        // The drawing keeps the rules that it is made to keep.
        Assert.Null(FaultIn(svg));
    }

    [Fact]
    public void A_PNG_that_is_damaged_too_large_or_has_a_credential_is_refused()
    {
        Assert.Equal(new PictureFault(PictureFault.TooManyPixels, "2001 × 1"), FaultIn(Png(2001, 1)));
        Assert.Equal(new PictureFault(PictureFault.TooManyPixels, "1 × 2001"), FaultIn(Png(1, 2001)));
        Assert.Equal(PictureFault.TooManyPixels, FaultIn(Png(uint.MaxValue, 1))?.Reason);
        Assert.Equal(PictureFault.PngDamaged, FaultIn(Png(0, 1))?.Reason);
        Assert.Equal(PictureFault.PngDamaged, FaultIn(Convert.FromBase64String(Pixel)[..^5])?.Reason);
        Assert.Equal(PictureFault.PngDamaged, FaultIn([.. Convert.FromBase64String(Pixel), .. "<script>"u8])?.Reason);
        Assert.Equal(PictureFault.CredentialInside, FaultIn(BakedPng.Bake(Convert.FromBase64String(Pixel), "a.b.c"u8).Value)?.Reason);
        Assert.Equal(PictureFault.CredentialInside, FaultIn(BakedSvg.Bake(Svg(""), "a.b.c"u8).Value)?.Reason);
        Assert.Equal(PictureFault.TooLarge, FaultIn(Svg(new string(' ', Picture.MaxBytes)))?.Reason);
    }

    [Theory]
    [InlineData(PictureFault.TooLarge, ProblemCode.TooLarge)]
    [InlineData(PictureFault.NotAPicture, ProblemCode.UnsupportedMediaType)]
    [InlineData(PictureFault.SvgForbidden, ProblemCode.InvalidInput)]
    public void Programs_get_a_problem_with_the_reason(string reason, ProblemCode code)
    {
        var problem = new PictureFault(reason, "<script>").ToProblem();
        Assert.Equal((code, reason), (problem.Code, Assert.Single(problem.Errors).Reason));
    }

    private static PictureFault? FaultIn(byte[] bytes) => Picture.TryRead(bytes, out _, out var fault) ? null : fault;

    private static byte[] Svg(string inside) =>
        System.Text.Encoding.UTF8.GetBytes($"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{inside}</svg>");

    private static byte[] Png(uint width, uint height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 6);
        return [.. PngChunks.Signature, .. PngChunks.Compose("IHDR"u8, header), .. Convert.FromBase64String(Pixel)[33..]];
    }
}
