using System.Buffers;

namespace Credentials.IssuerService.ClassLists;

/// <summary>What somebody wants to be of a row.</summary>
/// <param name="Row">By its number.</param>
/// <param name="Fields">The fields of the header's columns; null to leave the row out.</param>
internal sealed record RowCorrection(int Row, IReadOnlyList<string>? Fields);

/// <summary>
/// Writes corrected rows into a list. Everything else stays byte for byte, and every other row keeps its number: a row that is left out becomes an empty line,
/// and one that had several lines is followed by empty ones.
/// </summary>
internal static class CorrectClassList
{
    /// <param name="file">The list as it is.</param>
    /// <param name="list">The same, opened.</param>
    /// <param name="corrections">For rows that are there.</param>
    /// <param name="marks">Where rows are.</param>
    public static ReadOnlyMemory<byte> Run(
        ReadOnlyMemory<byte> file, CsvClassList list, IEnumerable<RowCorrection> corrections, IReadOnlyDictionary<int, RowMark> marks)
    {
        var written = new ArrayBufferWriter<byte>(file.Length + 1024);
        var (at, mark) = (0, file.Length - list.Length);
        foreach (var (row, correction) in corrections.Select(one => (list.RowAt(marks[one.Row].Start, marks[one.Row].Row), one)).OrderBy(one => one.Item1.Start))
        {
            var (start, end) = (row.Start + mark, row.End + mark);
            written.Write(file.Span[at..start]);
            if (correction.Fields is { } fields)
                written.Write(list.Write(fields).Span);
            // Lines are counted as the reader counts them.
            for (var line = CsvReader.LinesIn(file.Span[start..end]); line > 0; line--)
                written.Write("\n"u8);
            at = end;
        }
        written.Write(file.Span[at..]);
        return written.WrittenMemory;
    }
}
