using System.IO.Compression;
using System.Xml;

namespace Credentials.IssuerService.ClassLists;

/// <summary>
/// Which cells of a sheet hold an error of Excel's, e.g. of a formula that found nothing. ExcelDataReader 3.6 gives them as empty cells, and a value that is
/// silently dropped would be awarded without.
/// </summary>
internal static class XlsxErrors
{
    // The second is of files that were saved as "Strict Open XML".
    private static readonly string[] Relations =
        ["http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"];

    /// <summary>The cells by row and column, both from 0; the file must be known to be of bounded size.</summary>
    /// <exception cref="InvalidDataException">The sheet is not where the workbook says, or an error stands nowhere: what is wrong with which cell cannot be told.</exception>
    public static IReadOnlySet<(int Row, int Column)> Find(ReadOnlyMemory<byte> content, string sheet)
    {
        using var zip = new ZipArchive(XlsxPackage.Streamed(content), ZipArchiveMode.Read);
        var found = new HashSet<(int, int)>();
        var part = PartOf(zip, sheet) ?? throw new InvalidDataException("the sheet is not where the workbook says");
        using var xml = XmlReader.Create(part.Open());
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "c" } && xml.GetAttribute("t") == "e")
                found.Add(TryPlace(xml.GetAttribute("r"), out var place) ? place : throw new InvalidDataException("an error stands in no cell"));
        }
        return found;
    }

    private static ZipArchiveEntry? PartOf(ZipArchive zip, string sheet)
    {
        var id = Attribute(
            zip, XlsxPackage.Workbook, "sheet", xml => xml.GetAttribute("name") == sheet ? Relations.Select(space => xml.GetAttribute("id", space)).FirstOrDefault(found => found is not null) : null);
        var target = id is null ? null : Attribute(zip, "xl/_rels/workbook.xml.rels", "Relationship", xml => xml.GetAttribute("Id") == id ? xml.GetAttribute("Target") : null);
        return target is null ? null : zip.GetEntry(target.StartsWith('/') ? target[1..] : "xl/" + target);
    }

    private static string? Attribute(ZipArchive zip, string part, string element, Func<XmlReader, string?> read)
    {
        if (zip.GetEntry(part) is not { } entry)
            return null;
        using var xml = XmlReader.Create(entry.Open());
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == element && read(xml) is { } value)
                return value;
        }
        return null;
    }

    /// <summary>A cell's place as Excel writes it: <c>B4</c>.</summary>
    private static bool TryPlace(string? text, out (int Row, int Column) place)
    {
        var (column, at) = (0, 0);
        for (; at < (text?.Length ?? 0) && text![at] is >= 'A' and <= 'Z' && at < 3; at++)
            column = (column * 26) + text[at] - 'A' + 1;
        var isPlace = int.TryParse(text.AsSpan(at), out var row) && column > 0 && row > 0;
        place = (row - 1, column - 1);
        return isPlace;
    }
}
