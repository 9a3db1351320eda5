using System.Globalization;
using System.Text;
using Credentials.Baking;

namespace Credentials.Tests.Baking;

public class BakedPdfTests
{
    private const string Token = "eyJhbGciOiJFZERTQSJ9.e30.c2ln";

    [Theory]
    [InlineData(Token)]
    [InlineData("""{"type":["VerifiableCredential"]}""")]
    public void What_is_attached_comes_out_as_it_went_in(string credential)
    {
        var baked = BakedPdf.Bake(Printed(), Bytes(credential), "Größe").Value;
        Assert.Equal(BakedKind.Pdf, BakedFile.KindOf(baked));
        Assert.Equal(credential, Text(BakedFile.CredentialIn(baked).Value.Span));
    }

    [Fact]
    public void The_printed_bytes_stay_as_they_are()
    {
        var printed = Printed();
        var baked = BakedPdf.Bake(printed, Bytes(Token), "").Value;
        Assert.Equal(printed, baked[..printed.Length]);
        var update = Text(baked.AsSpan(printed.Length));
        Assert.Contains("/AFRelationship /Source", update, StringComparison.Ordinal);
        Assert.Contains("/Lang (nl)", update, StringComparison.Ordinal);
        Assert.Contains("/Prev ", update, StringComparison.Ordinal);
        Assert.Contains("/Info 1 0 R", update, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_offset_of_the_update_leads_to_its_object()
    {
        var baked = Text(BakedPdf.Bake(Printed(), Bytes(Token), "").Value);
        var table = baked[(baked.LastIndexOf("xref\n", baked.LastIndexOf("startxref", StringComparison.Ordinal) - 1, StringComparison.Ordinal) + 5)..].Split('\n');
        for (var line = 0; table[line] != "trailer"; line += 2)
            Assert.StartsWith(table[line].Split(' ')[0] + " 0 obj", baked[int.Parse(table[line + 1][..10], CultureInfo.InvariantCulture)..], StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_attached_says_so() => AssertReason(BakingReasons.NothingInside, Printed());

    [Fact]
    public void Another_attachment_is_no_credential() =>
        AssertReason(BakingReasons.NothingInside, Replaced(BakedPdf.Bake(Printed(), Bytes(Token), "").Value, "(credential.jwt) 6", "(invoices12.xml) 6"));

    [Fact]
    public void It_is_not_attached_twice() =>
        Assert.Equal(BakingReasons.SeveralInside,
            Assert.Single(BakedPdf.Bake(BakedPdf.Bake(Printed(), Bytes(Token), "").Value, Bytes(Token), "").Problem!.Errors).Reason);

    [Fact]
    public void Two_credentials_are_refused() =>
        AssertReason(BakingReasons.SeveralInside, Printed(" /Names << /EmbeddedFiles << /Names [(credential.jwt) 3 0 R (credential.json) 3 0 R] >> >>"));

    [Theory]
    [InlineData(" /Names << /EmbeddedFiles << /Kids [3 0 R] >> >>")]
    [InlineData(" /Names << /EmbeddedFiles << /Names [(credential.jwt) 3 0 R] >> >>")]
    [InlineData(" /Names << /EmbeddedFiles << /Names [(credential.jwt) 99 0 R] >> >>")]
    [InlineData(" /Names << /EmbeddedFiles << /Names [(credential.jwt)] >> >>")]
    public void What_is_attached_in_another_way_is_refused(string names) => AssertReason(BakingReasons.FileUnreadable, Printed(names));

    [Theory]
    [InlineData("%PDF-1.7")]
    [InlineData("%PDF-1.7\nstartxref\n9\n%%EOF")]
    [InlineData("%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF")]
    [InlineData("%PDF-1.7\nxref\n0 99999999\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF")]
    [InlineData("%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Encrypt 4 0 R >>\nstartxref\n9\n%%EOF")]
    [InlineData("%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF")]
    [InlineData("%PDF-1.7\n1 0 obj\n<< /Type /XRef >>\nstartxref\n9\n%%EOF")]
    public void What_browsers_do_not_print_is_refused(string pdf) => AssertReason(BakingReasons.FileUnreadable, Bytes(pdf));

    [Fact]
    public void A_dictionary_of_dictionaries_without_end_is_refused() =>
        AssertReason(BakingReasons.FileUnreadable, Printed(" /A " + string.Concat(Enumerable.Repeat("<< /A ", 10_000))));

    [Fact]
    public void No_cut_and_no_changed_byte_throws()
    {
        var baked = BakedPdf.Bake(Printed(), Bytes(Token), "").Value;
        for (var index = 5; index < baked.Length; index++)
        {
            _ = BakedPdf.Unbake(baked.AsMemory(0, index));
            foreach (var value in "(</ [>9\0"u8)
            {
                var changed = baked.ToArray();
                changed[index] = value;
                _ = BakedPdf.Unbake(changed);
            }
        }
    }

    // Four objects and a table, as a browser writes them.
    private static byte[] Printed(string catalogue = "")
    {
        var pdf = new StringBuilder("%PDF-1.4\n%\u00d3\u00eb\n");
        var offsets = new List<int>();
        foreach (var content in (string[])["<</Title (a \\) b)>>", $"<</Type /Catalog\n/Pages 3 0 R\n/Lang (nl){catalogue}>>", "<</Type /Pages\n/Kids []\n/Count 0>>", "<</Length 0>> stream\n\nendstream"])
        {
            offsets.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{offsets.Count} 0 obj\n{content}\nendobj\n");
        }
        var start = pdf.Length;
        pdf.Append("xref\n0 5\n0000000000 65535 f \n").AppendJoin("", offsets.Select(offset => $"{offset:0000000000} 00000 n \n"));
        pdf.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size 5\n/Root 2 0 R\n/Info 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
        return System.Text.Encoding.Latin1.GetBytes(pdf.ToString());
    }

    private static void AssertReason(string reason, byte[] pdf)
    {
        var problem = BakedFile.CredentialIn(pdf).Problem;
        Assert.Equal(ProblemCode.NotACredential, problem?.Code);
        Assert.Equal(reason, Assert.Single(problem!.Errors).Reason);
    }

    private static byte[] Replaced(byte[] pdf, string old, string with) => System.Text.Encoding.Latin1.GetBytes(Text(pdf).Replace(old, with, StringComparison.Ordinal));

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static string Text(ReadOnlySpan<byte> bytes) => System.Text.Encoding.Latin1.GetString(bytes);
}
