namespace Credentials.IssuerService.ClassLists;

/// <summary>The header of a class list: which column stands where, in the words of the file.</summary>
internal sealed class CsvHeader
{
    private readonly string[] _names;
    private readonly ClassListColumn?[] _columns;

    private CsvHeader(string[] names, ClassListColumn?[] columns, IReadOnlyList<RowError> faults, bool isUsable)
    {
        (_names, _columns) = (names, columns);
        (Faults, IsUsable) = (faults, isUsable);
    }

    public int Count => _names.Length;

    public IReadOnlyList<string> Names => _names;

    public IReadOnlyList<RowError> Faults { get; }

    /// <summary>False when a mandatory column is missing, one stands there twice, or the header cannot be read.</summary>
    public bool IsUsable { get; }

    /// <summary>Reads the record at which the reader stands.</summary>
    public static CsvHeader Read(CsvReader reader)
    {
        // Spreadsheets leave empty columns at the end.
        var count = reader.Fields.Count;
        while (count > 1 && reader.Fields[count - 1].Length == 0)
            count--;
        var names = reader.Fields.Take(count).ToArray();
        var columns = Array.ConvertAll(names, ClassListColumn.Find);
        var (faults, line) = (new List<RowError>(), reader.Line);
        if (reader.Fault != CsvFault.None)
        {
            faults.Add(new RowError(
                line, names[^1], null, ClassListReasons.UnbalancedQuote, "A quote in the header is not closed, or stands inside a name."));
            return new CsvHeader(names, columns, faults, isUsable: false);
        }

        for (var index = 0; index < names.Length; index++)
        {
            if (columns[index] is null)
                faults.Add(new RowError(line, names[index], null, ClassListReasons.UnknownColumn, "There is no such column; it was not read."));
        }

        var unknown = faults.Count;
        var doubles = Enumerable.Range(0, names.Length).Where(index => columns[index] is { } column && Array.IndexOf(columns, column) < index);
        faults.AddRange(doubles.Select(index => new RowError(
            line, names[index], null, ClassListReasons.DuplicateColumn, "This column stands in the header twice; nothing was read.")));
        var inDutch = columns.Select((column, index) => column is not null && ClassListColumn.IsDutch(names[index])).Any(dutch => dutch);
        faults.AddRange(ClassListColumn.All.Where(column => column.IsRequired && !columns.Contains(column)).Select(column => new RowError(
            line, inDutch ? column.Dutch : column.English, null, ClassListReasons.MissingColumn, "This column is mandatory; nothing was read.")));
        return new CsvHeader(names, columns, faults, isUsable: faults.Count == unknown);
    }

    /// <summary>The column's index; -1 where the file does not have it.</summary>
    public int IndexOf(ClassListColumn column) => Array.IndexOf(_columns, column);

    /// <summary>The column's name as the file has it, else as we call it.</summary>
    public string NameOf(ClassListColumn column) => IndexOf(column) is >= 0 and var index ? _names[index] : column.English;

    /// <summary>The column at that place; null where nobody knows it.</summary>
    public ClassListColumn? ColumnAt(int index) => index >= 0 && index < _columns.Length ? _columns[index] : null;

    public string? NameOf(int index) => index >= 0 && index < _names.Length ? _names[index] : null;

    public bool IsNationalNumber(int index) => index >= 0 && index < _columns.Length && _columns[index] == ClassListColumn.NationalNumber;
}
