using Credentials.EvidenceStore.EvidenceFiles;

namespace Credentials.Services.Tests.EvidenceFiles;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("verslag.pdf", "verslag.pdf")]
    [InlineData("Proef Lassen.PDF", "Proef Lassen.PDF")]
    [InlineData("één.pdf", "één.pdf")]
    [InlineData("e\u0301e\u0301n", "één.pdf")]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData("C:\\Users\\Jan\\proef.pdf", "proef.pdf")]
    [InlineData("rekening.exe", "rekening.exe.pdf")]
    [InlineData("a\"b<c>|d:e*f?g%h;i`j$k.pdf", "a_b_c__d_e_f_g_h_i_j_k.pdf")]
    [InlineData("\u202efdp.exe\u0000\r\n", "fdp.exe.pdf")]
    [InlineData("...", "evidence-3.pdf")]
    [InlineData(" .verborgen. ", "verborgen.pdf")]
    [InlineData("a/", "evidence-3.pdf")]
    [InlineData("\ud800\ufffe", "evidence-3.pdf")]
    [InlineData(null, "evidence-3.pdf")]
    public void A_name_leads_nowhere_and_ends_as_its_kind_does(string? name, string expected) =>
        Assert.Equal(expected, FileName.Of(FileName.Clean(name).Value, FileKind.Pdf, 3));

    [Fact]
    public void A_name_that_is_too_long_is_refused()
    {
        Assert.True(FileName.Clean(new string('a', FileName.Longest)).IsSuccess);
        Assert.Equal("too-long", Assert.Single(FileName.Clean(new string('a', FileName.Longest + 1)).Problem!.Errors).Reason);
    }

    [Theory]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("sha256-47DEQpj8HBSa+%2FTImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("uEiDjsMRCmPwcFJr79MiZb7kkJ65B5GSbk0yklZkbeFK4VQ")]
    public void A_digest_is_read_in_every_form_that_credentials_have(string text) =>
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", FileDigest.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85")]
    [InlineData("sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF=")]
    [InlineData("sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb")]
    [InlineData("../../../secrets/master.key")]
    public void Anything_else_is_no_digest(string text) => Assert.Null(FileDigest.Parse(text));
}
