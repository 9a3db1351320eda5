using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Xml;

namespace Credentials.IssuerService.ClassLists;

/// <summary>What an XLSX file is packed in (ECMA-376 part 2): a zip, whose size unpacked is found out before anything in it is read.</summary>
internal static class XlsxPackage
{
    /// <summary>The part that names the sheets.</summary>
    public const string Workbook = "xl/workbook.xml";

    private const int MostEntries = 1000;

    private const int MostSheets = 20;

    /// <summary>200,000 rows of a class list are some 60 MB of XML.</summary>
    private const long LargestEntry = 128L * 1024 * 1024;

    private const long LargestWhole = 192L * 1024 * 1024;

    /// <summary>The texts of all cells, which are kept in memory while the rows are read.</summary>
    private const long LargestTexts = 48L * 1024 * 1024;

    private static ReadOnlySpan<byte> OldOfficeMark => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    public static bool IsZip(ReadOnlySpan<byte> content) => content.StartsWith("PK\x3\x4"u8);

    /// <summary>The container of .xls files, and of XLSX files with a password.</summary>
    public static bool IsOldOffice(ReadOnlySpan<byte> content) => content.StartsWith(OldOfficeMark);

    /// <summary>Null for a zip of bounded size with a workbook in it; else why it is refused.</summary>
    public static Problem? FaultOf(ReadOnlyMemory<byte> content)
    {
        if (IsOldOffice(content.Span))
        {
            return content.Span.IndexOf(MemoryMarshal.AsBytes("EncryptedPackage".AsSpan())) >= 0
                ? ClassListIntake.Refuse(ClassListReasons.Encrypted, "The file is protected with a password. Save it without one, and send it again.")
                : ClassListIntake.Refuse(ClassListReasons.OldExcel, "This is a file of an older Excel (.xls). Save it as 'Excel Workbook (.xlsx)', and send it again.");
        }
        if (!IsZip(content.Span))
            return NoWorkbook;
        try
        {
            using var zip = new ZipArchive(Streamed(content), ZipArchiveMode.Read);
            return zip.Entries.Count > MostEntries ? TooLarge : FaultOf(zip);
        }
        catch (Exception error) when (error is InvalidDataException or XmlException or IOException or NotSupportedException or OverflowException or ArgumentException)
        {
            return NoWorkbook;
        }
    }

    public static Stream Streamed(ReadOnlyMemory<byte> content) => MemoryMarshal.TryGetArray(content, out var array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(content.ToArray(), writable: false);

    public static Problem NoWorkbook { get; } =
        ClassListIntake.Refuse(ClassListReasons.NotXlsx, "The file is no Excel workbook that can be read. Save it as 'Excel Workbook (.xlsx)', and send it again.");

    public static Problem TooLarge { get; } =
        ClassListIntake.Refuse(ClassListReasons.TooLargeUnpacked, "The workbook is too large when unpacked. Keep the sheet with the class list only, or split it.");

    private static Problem TooManySheets { get; } =
        ClassListIntake.Refuse(ClassListReasons.TooLargeUnpacked, $"The workbook has more than {MostSheets} sheets. Keep the sheet with the class list only.");

    /// <summary>Sizes are counted by unpacking: what a zip says of itself is whatever its maker wrote.</summary>
    private static Problem? FaultOf(ZipArchive zip)
    {
        var (whole, hasWorkbook) = (0L, false);
        var buffer = new byte[64 * 1024];
        foreach (var entry in zip.Entries)
        {
            hasWorkbook |= entry.FullName.EndsWith("workbook.xml", StringComparison.OrdinalIgnoreCase);
            var most = entry.FullName.EndsWith("sharedStrings.xml", StringComparison.OrdinalIgnoreCase) ? LargestTexts : LargestEntry;
            using var unpacked = entry.Open();
            var length = 0L;
            while (unpacked.Read(buffer) is > 0 and var read)
            {
                length += read;
                whole += read;
                if (length > most || whole > LargestWhole)
                    return TooLarge;
            }
        }
        return hasWorkbook ? FaultInWorkbook(zip) : NoWorkbook;
    }

    /// <summary>The workbook must be where every program writes it, and of few sheets: the reader goes through the whole part of each before the first row is read.</summary>
    private static Problem? FaultInWorkbook(ZipArchive zip)
    {
        if (zip.GetEntry("_rels/.rels") is not { } relations || zip.GetEntry(Workbook) is not { } workbook
            || !Elements(relations, "Relationship", xml => xml.GetAttribute("Type")?.EndsWith("/officeDocument", StringComparison.Ordinal) == true)
                .All(xml => xml.TrimStart('/') == Workbook))
            return NoWorkbook;
        return Elements(workbook, "sheet", _ => true).Take(MostSheets + 1).Count() > MostSheets ? TooManySheets : null;
    }

    /// <summary>The <c>Target</c> of each element of that name that fits; empty where it has none.</summary>
    private static IEnumerable<string> Elements(ZipArchiveEntry part, string name, Func<XmlReader, bool> fits)
    {
        using var xml = XmlReader.Create(part.Open());
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == name && fits(xml))
                yield return xml.GetAttribute("Target") ?? "";
        }
    }
}
