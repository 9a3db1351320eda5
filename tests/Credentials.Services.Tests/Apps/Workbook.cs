using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Credentials.Services.Tests.Apps;

/// <summary>A workbook as a test wants it, cell by cell, in the XML of ECMA-376 part 1.</summary>
internal static class Workbook
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packaged = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <summary>A cell with a text.</summary>
    public static string Text(string value) => $"t=\"inlineStr\"><is><t>{System.Security.SecurityElement.Escape(value)}</t></is>";

    public static string Number(double value) => string.Create(CultureInfo.InvariantCulture, $"><v>{value:R}</v>");

    /// <summary>A number that Excel shows as a date.</summary>
    public static string Date(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"s=\"1\"><v>{day.DayNumber - new DateOnly(1899, 12, 30).DayNumber}</v>");

    public static string Formula(string text, string value) => $"t=\"str\"><f>{text}</f><v>{value}</v>";

    public static string Error(string code) => $"t=\"e\"><v>{code}</v>";

    /// <summary>Sheets by name, each with rows by number, each with cells.</summary>
    public static byte[] Of(params (string Name, (int Row, string[] Cells)[] Rows)[] sheets)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
            Add(zip, "_rels/.rels", $"<Relationships xmlns=\"{Packaged}\"><Relationship Id=\"r1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Add(zip, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{string.Concat(sheets.Select((sheet, index) => $"<sheet name=\"{sheet.Name}\" sheetId=\"{index + 1}\" r:id=\"r{index + 1}\"/>"))}</sheets></workbook>");
            Add(zip, "xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Packaged}\">{string.Concat(sheets.Select((_, index) => $"<Relationship Id=\"r{index + 1}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{index + 1}.xml\"/>"))}<Relationship Id=\"rs\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/></Relationships>");
            Add(zip, "xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
            for (var index = 0; index < sheets.Length; index++)
                Add(zip, $"xl/worksheets/sheet{index + 1}.xml", Sheet(sheets[index].Rows));
        }
        return file.ToArray();
    }

    public static byte[] Of(params (int Row, string[] Cells)[] rows) => Of(("Blad1", rows));

    public static void Add(ZipArchive zip, string name, string content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(System.Text.Encoding.UTF8.GetBytes(content));
    }

    private static string Sheet((int Row, string[] Cells)[] rows)
    {
        var xml = new StringBuilder($"<worksheet xmlns=\"{Main}\"><sheetData>");
        foreach (var (row, cells) in rows)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{row}\">");
            for (var index = 0; index < cells.Length; index++)
            {
                if (cells[index].Length > 0)
                    xml.Append(CultureInfo.InvariantCulture, $"<c r=\"{(char)('A' + index)}{row}\" {cells[index]}</c>");
            }
            xml.Append("</row>");
        }
        return xml.Append("</sheetData></worksheet>").ToString();
    }
}
