namespace Credentials.IssuerService.ClassLists;

/// <summary>A class list as it was sent in, CSV or JSON; its rows can be read more than once.</summary>
internal abstract class ClassList
{
    public const string Csv = "text/csv";
    public const string Json = "application/json";

    /// <summary>Faults of the list as a whole, e.g. of its header.</summary>
    public IReadOnlyList<RowError> Faults { get; protected init; } = [];

    /// <summary>False when the faults leave nothing that could be awarded.</summary>
    public bool IsUsable { get; protected init; } = true;

    public abstract IEnumerable<ClassListRow> Rows();

    /// <summary>Opens a list; a problem when it cannot be read at all.</summary>
    public static Result<ClassList> Open(string mediaType, ReadOnlyMemory<byte> utf8) =>
        mediaType == Csv ? CsvClassList.Open(utf8) : JsonClassList.Open(utf8);
}
