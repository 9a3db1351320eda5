using System.Text.Unicode;

namespace Credentials.IssuerService.ClassLists;

/// <summary>A class list in CSV, UTF-8, with comma, semicolon or tab, its header in English or Dutch.</summary>
internal sealed class CsvClassList : ClassList
{
    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly byte _delimiter;
    private readonly CsvHeader _header;

    private CsvClassList(ReadOnlyMemory<byte> utf8, byte delimiter, CsvHeader header)
    {
        (_utf8, _delimiter, _header) = (utf8, delimiter, header);
        (Faults, IsUsable) = (header.Faults, header.IsUsable);
    }

    public static Result<ClassList> Open(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        if (!Utf8.IsValid(utf8.Span))
            return ClassListIntake.Refuse(ClassListReasons.NotUtf8, $"The file is not UTF-8: see line {FirstBadLine(utf8.Span)}. Save it as 'CSV UTF-8'.");
        var delimiter = CsvReader.DelimiterOf(utf8.Span);
        var reader = new CsvReader(utf8, delimiter);
        while (reader.Read())
        {
            if (!IsBlank(reader))
                return new CsvClassList(utf8, delimiter, CsvHeader.Read(reader));
        }

        return ClassListIntake.Refuse(ClassListReasons.Empty, "The file is empty: its first line names the columns.");
    }

    public CsvHeader Header => _header;

    /// <summary>Bytes without a byte order mark.</summary>
    public int Length => _utf8.Length;

    /// <summary>A record of this file.</summary>
    public ReadOnlyMemory<byte> Write(IEnumerable<string> fields)
    {
        var text = new CsvText((char)_delimiter);
        foreach (var field in fields)
            text.Add(field);
        return text.ToUtf8();
    }

    /// <summary>The row whose record begins there.</summary>
    /// <param name="start">As <see cref="CsvClassListRow.Start"/> says.</param>
    /// <param name="line">The line on which it begins.</param>
    public CsvClassListRow RowAt(int start, int line)
    {
        var reader = new CsvReader(_utf8, _delimiter, start: start, line: line);
        reader.Read();
        return RowOf(reader);
    }

    public override IEnumerable<ClassListRow> Rows()
    {
        var reader = new CsvReader(_utf8, _delimiter);
        var headerSeen = false;
        while (reader.Read())
        {
            if (IsBlank(reader))
                continue;
            if (headerSeen)
                yield return RowOf(reader);
            headerSeen = true;
        }
    }

    private CsvClassListRow RowOf(CsvReader reader)
    {
        var fields = reader.Fields.ToArray();
        return new CsvClassListRow(reader.Line, _header, fields, reader.Start, reader.End) { Fault = FaultOf(reader, fields) };
    }

    private RowError? FaultOf(CsvReader reader, string[] fields)
    {
        switch (reader.Fault)
        {
            case CsvFault.UnbalancedQuote:
                return new RowError(
                    reader.Line, _header.NameOf(fields.Length - 1), RowError.Show(fields[^1], _header.IsNationalNumber(fields.Length - 1)),
                    ClassListReasons.UnbalancedQuote, "A quote opens here and is never closed: the file was not read from this line on.");
            case CsvFault.MisplacedQuote:
                var index = reader.FaultyField;
                return new RowError(
                    reader.Line, _header.NameOf(index), RowError.Show(fields[index], _header.IsNationalNumber(index)),
                    ClassListReasons.MisplacedQuote, "A quote stands inside the field: put the whole field in quotes and double the quotes inside.");
            default:
                if (fields.Length < _header.Count)
                    return new RowError(reader.Line, null, null, ClassListReasons.TooFewFields, "The row has fewer fields than the header.");
                return fields.Skip(_header.Count).Any(field => field.Length > 0)
                    ? new RowError(reader.Line, null, null, ClassListReasons.TooManyFields, "The row has more fields than the header.")
                    : null;
        }
    }

    private static bool IsBlank(CsvReader reader) => reader.Fault == CsvFault.None && reader.Fields.All(field => field.Length == 0);

    private static int FirstBadLine(ReadOnlySpan<byte> utf8)
    {
        var line = 1;
        while (utf8.Length > 0)
        {
            var length = utf8.IndexOf((byte)'\n');
            var end = length < 0 ? utf8.Length : length + 1;
            if (!Utf8.IsValid(utf8[..end]))
                return line;
            utf8 = utf8[end..];
            line++;
        }

        return line;
    }
}
