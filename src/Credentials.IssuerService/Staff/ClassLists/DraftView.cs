using Credentials.EvidenceStore.Storage;
using Credentials.IssuerService.ClassLists;

namespace Credentials.IssuerService.Staff.ClassLists;

/// <summary>A draft with a page of its rows.</summary>
public sealed record DraftView(BatchDocument Draft)
{
    public string Path => ListPaths.Of(Draft.Id);

    /// <summary>False while it is still being checked.</summary>
    public bool IsChecked { get; init; }

    /// <summary>Rows checked so far.</summary>
    public int RowsChecked { get; init; }

    public required DraftFilter Filter { get; init; }

    public int Total { get; init; }

    public int Ready { get; init; }

    public int Faulty { get; init; }

    public int Existing { get; init; }

    public int Doubles { get; init; }

    /// <summary>Learners who are written to when the list is awarded.</summary>
    public int Mails { get; init; }

    /// <summary>Columns of the file that nobody knows.</summary>
    public IReadOnlyList<string> UnknownColumns { get; init; } = [];

    public IReadOnlyList<DraftRow> Rows { get; init; } = [];

    /// <summary>The row after which the next page begins; null where this is the last.</summary>
    public int? Next { get; init; }

    /// <summary>What was just done; empty for nothing.</summary>
    public string Done { get; init; } = "";

    /// <summary>Without any of its rows.</summary>
    internal static DraftView CountsOf(BatchDocument draft, DraftFilter filter, ClassListCheck found) => new(draft)
    {
        IsChecked = true,
        Filter = filter,
        Total = found.Rows.Count,
        Ready = found.Count(ForeseenRow.Ready),
        Faulty = found.Count(ForeseenRow.Faulty),
        Existing = found.Count(ForeseenRow.Existing),
        Doubles = found.Count(ForeseenRow.Double),
        Mails = found.Mails,
    };

    internal static DraftView Of(BatchDocument draft, DraftFilter filter, ClassListCheck found, CsvClassList list, bool withNumbers)
    {
        var chosen = found.Rows.Where(mark => mark.Row > filter.After && filter.Holds(mark.Foreseen)).Take(DraftFilter.PageSize + 1).ToList();
        var page = chosen.Take(DraftFilter.PageSize).ToList();
        return CountsOf(draft, filter, found) with
        {
            UnknownColumns = [.. found.Remarks.Select(remark => remark.Column).OfType<string>().Where(column => column.Length > 0)],
            Rows = [.. page.Select(mark => DraftRow.Of(mark, found, list, withNumbers))],
            Next = chosen.Count > page.Count ? page[^1].Row : null,
        };
    }
}

/// <summary>Which rows of a draft somebody wants to see.</summary>
/// <param name="Show">One of <see cref="All"/>.</param>
/// <param name="After">The row before the page's first.</param>
public sealed record DraftFilter(string Show, int After)
{
    public const int PageSize = 50;

    public static IReadOnlyList<string> All { get; } = ["faulty", "double", "existing", "all"];

    internal static DraftFilter Read(Func<string, string> field) => new(
        All.FirstOrDefault(word => word == field("show")) ?? All[0], int.TryParse(field("after"), out var after) && after > 0 ? after : 0);

    internal bool Holds(ForeseenRow foreseen) => Show switch
    {
        "faulty" => foreseen == ForeseenRow.Faulty,
        "double" => foreseen == ForeseenRow.Double,
        "existing" => foreseen == ForeseenRow.Existing,
        _ => true,
    };

    public static string PathFrom(string path, int after, string show) => after > 0 ? $"{path}?show={show}&after={after}" : $"{path}?show={show}";
}

/// <summary>A row of a draft, to be looked at and corrected.</summary>
/// <param name="Faults">Those that are no one cell's.</param>
/// <param name="DoubleOf">The row that asks for the same before this one.</param>
public sealed record DraftRow(int Row, ForeseenRow Foreseen, IReadOnlyList<DraftCell> Cells, IReadOnlyList<RowError> Faults, int? DoubleOf)
{
    /// <param name="withNumbers">Whether national numbers are among the cells: not for who only looks.</param>
    internal static DraftRow Of(RowMark mark, ClassListCheck found, CsvClassList list, bool withNumbers)
    {
        var row = list.RowAt(mark.Start, mark.Row);
        var faults = found.Faults.GetValueOrDefault(mark.Row) ?? [];
        var names = list.Header.Names;
        return new(
            mark.Row, mark.Foreseen,
            [
                // What is not read need not be corrected; it stays as it is.
                .. Enumerable.Range(0, names.Count).Where(index => list.Header.ColumnAt(index) is { } column && (withNumbers || column != ClassListColumn.NationalNumber)).Select(index => new DraftCell(
                    mark.Row, index, names[index], index < row.Fields.Count ? row.Fields[index] : "", [.. faults.Where(fault => fault.Column == names[index])])),
            ],
            [.. faults.Where(fault => fault.Column is null || !names.Contains(fault.Column))],
            found.Doubles.TryGetValue(mark.Row, out var first) ? first : null);
    }
}

/// <summary>A cell of a draft.</summary>
/// <param name="Header">The column's name in the file.</param>
public sealed record DraftCell(int Row, int Index, string Header, string Value, IReadOnlyList<RowError> Faults)
{
    public string Id => NameOf(Row, Index);

    internal static string NameOf(int row, int index) => $"r{row}-{index}";
}
