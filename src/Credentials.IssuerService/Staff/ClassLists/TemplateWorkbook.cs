using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Credentials.IssuerService.Staff.ClassLists;

/// <summary>
/// A small workbook (ECMA-376 part 1) whose cells are texts, also those that are still empty: Excel then leaves the zeros with which a number begins, and dates
/// as they are typed.
/// </summary>
internal static class TemplateWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006/";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const int Columns = 8;

    public static byte[] Write(params IReadOnlyList<(string Name, IReadOnlyList<string[]> Rows)> sheets)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", $"""
                <Types xmlns="{Packages}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Override PartName="/xl/workbook.xml" ContentType="{Types}sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Types}styles+xml"/>
                {Each(sheets, number => $"<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{Types}worksheet+xml\"/>")}</Types>
                """);
            Add(zip, "_rels/.rels", $"""
                <Relationships xmlns="{Packages}relationships"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>
                """);
            Add(zip, "xl/workbook.xml", $"""
                <workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>
                {Each(sheets, number => $"<sheet name=\"{Text(sheets[number - 1].Name)}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>")}</sheets></workbook>
                """);
            Add(zip, "xl/_rels/workbook.xml.rels", $"""
                <Relationships xmlns="{Packages}relationships">
                {Each(sheets, number => $"<Relationship Id=\"rId{number}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>")}
                <Relationship Id="rIdStyles" Type="{Relations}/styles" Target="styles.xml"/></Relationships>
                """);
            // Format 49 is text; the second style is the same in bold, for the first row.
            Add(zip, "xl/styles.xml", $"""
                <styleSheet xmlns="{Main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
                <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
                <borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
                <cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>
                """);
            for (var number = 1; number <= sheets.Count; number++)
                Add(zip, $"xl/worksheets/sheet{number}.xml", Sheet(sheets[number - 1].Rows));
        }
        return file.ToArray();
    }

    private static string Sheet(IReadOnlyList<string[]> rows)
    {
        var xml = new StringBuilder($"<worksheet xmlns=\"{Main}\"><cols><col min=\"1\" max=\"{Columns}\" width=\"24\" style=\"1\" customWidth=\"1\"/></cols><sheetData>");
        for (var row = 1; row <= rows.Count; row++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{row}\">");
            for (var column = 0; column < rows[row - 1].Length; column++)
                xml.Append(CultureInfo.InvariantCulture, $"<c r=\"{(char)('A' + column)}{row}\" s=\"{(row == 1 ? 2 : 1)}\" t=\"inlineStr\"><is><t>{Text(rows[row - 1][column])}</t></is></c>");
            xml.Append("</row>");
        }
        return xml.Append("</sheetData></worksheet>").ToString();
    }

    private static string Each(IReadOnlyList<(string, IReadOnlyList<string[]>)> sheets, Func<int, string> write) =>
        string.Concat(Enumerable.Range(1, sheets.Count).Select(write));

    private static string Text(string text) => System.Security.SecurityElement.Escape(text);

    private static void Add(ZipArchive zip, string name, string xml)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(System.Text.Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + xml));
    }
}
