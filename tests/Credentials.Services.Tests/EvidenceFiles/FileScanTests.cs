using Credentials.EvidenceStore.EvidenceFiles;

namespace Credentials.Services.Tests.EvidenceFiles;

public sealed class FileScanTests
{
    public static TheoryData<string> Kinds => ["application/pdf", "image/png", "image/jpeg"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_whole_file_is_known_by_its_content_however_it_arrives(string type)
    {
        var file = FileOf(type);
        foreach (var piece in (int[])[1, 2, 7, 64, file.Length])
            Assert.Equal((type, true), Scan(file, piece));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_that_was_cut_off_anywhere_is_not_whole(string type)
    {
        var file = FileOf(type);
        // What ends a PDF are two words; the last line break is no part of it.
        for (var length = 0; length < file.Length - (type == "application/pdf" ? 1 : 0); length++)
            Assert.False(Scan(file[..length], 64).IsWhole, $"{length} of {file.Length}");
    }

    [Theory]
    [InlineData("<html><script>alert(1)</script>%PDF-1.7 startxref %%EOF")]
    [InlineData("%PDF-x.7 startxref %%EOF")]
    [InlineData("%PDF-1.7 %%EOF startxref")]
    [InlineData("GIF89a..........................")]
    [InlineData("PK\u0003\u0004 a zip, for instance a text of an office")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("MZ\u0090 a program")]
    [InlineData("")]
    public void Anything_else_is_refused(string text) => Assert.False(Scan(System.Text.Encoding.Latin1.GetBytes(text), 64).IsWhole);

    [Fact]
    public void A_picture_without_a_size_or_with_something_behind_it_is_refused()
    {
        var png = SampleFiles.Png();
        Assert.False(Scan([.. png, 0], 64).IsWhole);
        Assert.False(Scan(Changed(png, 19, 0), 64).IsWhole);
        Assert.False(Scan(Changed(png, 12, (byte)'X'), 64).IsWhole);
        Assert.False(Scan(Changed(png, 33, 0xff), 64).IsWhole);
    }

    [Fact]
    public void What_a_camera_appends_to_a_photo_is_let_be_and_a_broken_photo_is_refused()
    {
        var jpeg = SampleFiles.Jpeg();
        Assert.True(Scan([.. jpeg, .. "SEFT of a telephone"u8], 64).IsWhole);
        var frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xff, 0xc0]);
        Assert.False(Scan(Changed(jpeg, frame + 6, 0), 64).IsWhole);
        Assert.False(Scan(Changed(jpeg, frame + 1, 0xc4), 64).IsWhole);
        Assert.False(Scan(Changed(jpeg, 2, 0xd9), 64).IsWhole);
        Assert.False(Scan(Changed(jpeg, 20, 0), 64).IsWhole);
    }

    [Fact]
    public void Random_bytes_behind_a_right_beginning_never_make_it_fail()
    {
        var random = new Random(20260630);
        for (var round = 0; round < 3000; round++)
        {
            var file = FileOf(((string[])["application/pdf", "image/png", "image/jpeg"])[round % 3]);
            random.NextBytes(file.AsSpan(random.Next(8, file.Length)));
            Scan(file, random.Next(1, 100));
        }
    }

    private static byte[] FileOf(string type) => type switch
    {
        "application/pdf" => SampleFiles.Pdf(length: 3000),
        "image/png" => SampleFiles.Png(),
        _ => SampleFiles.Jpeg(),
    };

    private static byte[] Changed(byte[] file, int place, byte to)
    {
        var changed = (byte[])file.Clone();
        changed[place] = to;
        return changed;
    }

    private static (string? Type, bool IsWhole) Scan(byte[] file, int piece)
    {
        if (FileScan.Begin(file.AsSpan(0, Math.Min(file.Length, FileScan.HeadLength))) is not { } scan)
            return (null, false);
        for (var start = 0; start < file.Length; start += piece)
            scan.Feed(file.AsSpan(start, Math.Min(piece, file.Length - start)));
        return (scan.Kind.MediaType, scan.IsWhole);
    }
}
