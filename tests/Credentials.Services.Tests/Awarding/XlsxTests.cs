using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Credentials.IssuerService.ClassLists;
using Credentials.Services.Tests.Issuer;
using Workbook = Credentials.Services.Tests.Apps.Workbook;

namespace Credentials.Services.Tests.Awarding;

/// <summary>Class lists that come as workbooks.</summary>
public sealed class XlsxTests
{
    private static readonly string[] Header =
    [
        Workbook.Text("opleiding"), Workbook.Text("voornaam"), Workbook.Text("familienaam"), Workbook.Text("geboortedatum"), Workbook.Text("rijksregisternummer"),
        Workbook.Text("uitreikingsdatum"), Workbook.Text("resultaat"),
    ];

    private static readonly DateOnly Day = new(2025, 6, 30);

    [Fact]
    public void A_row_keeps_the_number_that_excel_shows_and_values_are_what_was_meant()
    {
        var list = Read(Workbook.Of(
            ("Uitleg", [(1, [Workbook.Text("Hoe vult u dit in?")])]),
            ("Klas", [
                (3, Header),
                (5, [Workbook.Text("lassen"), Workbook.Text("Noor \"Noortje\""), Workbook.Text("Peeters; de oude"), Workbook.Date(new(1990, 1, 2)), "", Workbook.Date(Day), Workbook.Number(14.5)]),
                (9, [Workbook.Formula("A5", "lassen"), Workbook.Text("Zoë"), Workbook.Text("line\nbreak"), "", Workbook.Number(85073003328), Workbook.Text("30/06/2025"), Workbook.Text("014")]),
            ])));
        Assert.Empty(list.Faults);
        var rows = list.Rows().Cast<CsvClassListRow>().ToList();
        Assert.Equal([5, 9], rows.Select(row => row.Row));
        Assert.Equal(["lassen", "Noor \"Noortje\"", "Peeters; de oude", "1990-01-02", "", "2025-06-30", "14.5"], rows[0].Fields);
        Assert.Equal(["lassen", "Zoë", "line break", "", "85073003328", "30/06/2025", "014"], rows[1].Fields);
    }

    [Theory]
    // The number of somebody born in 2000 without its first zeros; the check digits tell that it is one.
    [InlineData(12556777, "00012556777")]
    [InlineData(12556778, "12556778")]
    [InlineData(85073003328, "85073003328")]
    [InlineData(0.5, "0.5")]
    [InlineData(-7, "-7")]
    [InlineData(1e15, "1000000000000000")]
    public void A_national_number_that_excel_took_for_a_number_gets_its_zeros_back_where_they_are_certain(double stored, string expected)
    {
        var list = Read(Workbook.Of((1, Header), (2, [Workbook.Text("lassen"), "", "", "", Workbook.Number(stored)])));
        Assert.Equal(expected, Assert.Single(list.Rows().Cast<CsvClassListRow>()).Fields[4]);
    }

    [Fact]
    public async Task A_workbook_is_awarded_like_csv_and_a_cell_with_an_error_is_refused()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var file = Workbook.Of(
            (1, Header),
            (2, [Workbook.Text("lassen"), Workbook.Text("Noor"), Workbook.Text("Peeters"), Workbook.Date(new(1990, 1, 2)), "", Workbook.Date(Day), Workbook.Number(14)]),
            (4, [Workbook.Text("lassen"), Workbook.Error("#N/A"), Workbook.Text("Maes"), Workbook.Date(new(1991, 1, 2)), "", Workbook.Date(Day), Workbook.Number(14)]));
        using var sent = await staff.PostAsync("/api/awards/batches", Body(file));
        Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        var batch = (await sent.JsonAsync()).Text("id");
        await using (var events = await staff.GetStreamAsync($"/api/awards/batches/{batch}/events"))
            await events.CopyToAsync(Stream.Null);
        var state = await (await staff.GetAsync($"/api/awards/batches/{batch}")).JsonAsync();
        Assert.Equal(("completed", 1, 1), (state.Text("state"), state.GetProperty("awarded").GetInt32(), state.GetProperty("rejected").GetInt32()));
        var error = Assert.Single(state.GetProperty("errors").EnumerateArray());
        Assert.Equal((4, "voornaam", "bad-characters"), (error.GetProperty("row").GetInt32(), error.Text("column"), error.Text("reason")));
    }

    [Fact]
    public void What_is_no_workbook_or_a_dangerous_one_is_refused_before_it_is_read()
    {
        byte[] ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]];
        Assert.Equal("old-excel", Refused(ole));
        Assert.Equal("encrypted", Refused([.. ole, .. System.Text.Encoding.Unicode.GetBytes("EncryptedPackage")]));
        Assert.Equal("not-xlsx", Refused("no zip"u8.ToArray()));
        Assert.Equal("not-xlsx", Refused([.. "PK\x3\x4"u8, .. new byte[100]]));
        Assert.Equal("not-xlsx", Refused(Zip(("some.txt", "x"))));
        Assert.Equal("not-xlsx", Refused(Zip(("xl/workbook.xml", "<workbook"))));
        Assert.Equal("no-header", Refused(Workbook.Of((1, [Workbook.Text("naam")]))));
        // Markup that would fetch or multiply is not read.
        Assert.Equal("not-xlsx", Refused(Zip(("xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>"))));
        var bomb = new MemoryStream();
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            Workbook.Add(zip, "xl/workbook.xml", "<workbook/>");
            using var entry = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            var zeros = new byte[1024 * 1024];
            for (var megabyte = 0; megabyte < 130; megabyte++)
                entry.Write(zeros);
        }
        Assert.InRange(bomb.Length, 1, 1024 * 1024);
        Assert.Equal("too-large-unpacked", Refused(bomb.ToArray()));
        // What a broken file makes of the cut ends is refused too, never thrown.
        var whole = Workbook.Of((1, Header), (2, [Workbook.Text("lassen")]));
        foreach (var length in Enumerable.Range(0, whole.Length).Where(length => length % 37 == 0))
            Assert.False(ClassListIntake.Read(Workbook.MediaType, whole.AsMemory(0, length), 10).IsSuccess);
    }

    [Fact]
    public void A_row_far_below_makes_no_long_file_and_too_many_rows_are_not_read_on()
    {
        Assert.Equal("no-header", Refused(Workbook.Of((1, Header), (2_000_000_000, [Workbook.Text("lassen")]))));
        var rows = Enumerable.Range(2, 50).Select(row => (row, (string[])[Workbook.Text("lassen")]));
        var read = ClassListIntake.Read(Workbook.MediaType, Workbook.Of([(1, Header), .. rows]), mostRows: 20).Value;
        Assert.Equal(21, ClassList.Open(read.MediaType, read.Content).Value.Rows().Count());
    }

    [Theory]
    [InlineData("achievement\tgivenName\tfamilyName\tawardedOn\nlassen\t\tMaes\t2025-06-30\n")]
    [InlineData("achievement;givenName;familyName;awardedOn\nlassen;;Maes;2025-06-30\n")]
    [InlineData("achievement,givenName,familyName,awardedOn\nlassen,,Maes,2025-06-30\n")]
    public void Csv_is_read_with_comma_semicolon_or_tab(string csv)
    {
        var list = ClassList.Open(ClassList.Csv, System.Text.Encoding.UTF8.GetBytes(csv)).Value;
        Assert.Empty(list.Faults);
        Assert.Equal(["lassen", "", "Maes", "2025-06-30"], Assert.Single(list.Rows().Cast<CsvClassListRow>()).Fields);
    }

    private static ClassList Read(byte[] file)
    {
        var read = ClassListIntake.Read(Workbook.MediaType, file, 1000);
        Assert.True(read.IsSuccess, read.Problem?.Detail);
        return ClassList.Open(read.Value.MediaType, read.Value.Content).Value;
    }

    [Fact]
    public void What_unpacks_to_more_than_a_list_may_be_is_refused_however_small_the_file()
    {
        var long1 = Workbook.Text(new string('x', 1200));
        var rows = Enumerable.Range(2, 1000).Select(row => (row, Enumerable.Repeat(long1, 60).ToArray())).ToArray();
        Assert.Equal("too-large-unpacked", Refused(Workbook.Of([(1, Header), .. rows])));
        Assert.Equal("too-large-unpacked", Refused(Workbook.Of([.. Enumerable.Range(1, 21).Select(sheet => ($"S{sheet}", new[] { (1, Header) }))])));
    }

    private static string? Refused(byte[] file) => Assert.Single(ClassListIntake.Read(Workbook.MediaType, file, 1000).Problem!.Errors).Reason;

    private static byte[] Zip(params (string Name, string Content)[] entries)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
                Workbook.Add(zip, name, content);
        }
        return file.ToArray();
    }

    private static ByteArrayContent Body(byte[] file) => new(file) { Headers = { ContentType = new MediaTypeHeaderValue(Workbook.MediaType) } };
}
