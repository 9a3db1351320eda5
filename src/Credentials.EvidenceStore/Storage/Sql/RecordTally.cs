using Credentials.EvidenceStore.Counting;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>
/// Counts records in one pass over the narrow table. The engine hands the rows out and the counting is done here: grouping with distinct learners would have
/// it sort a million ids, where five of them are enough.
/// </summary>
internal sealed class RecordTally
{
    private readonly Dictionary<(int First, int Second), Cell> _cells = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);

    private RecordTally()
    {
    }

    public static RecordCounts Count(SqlConnection connection, RecordCountQuery query)
    {
        var tally = new RecordTally();
        var heads = LearnerRows.ListHeads(connection);
        var columns = string.Join(", ", query.By.Select(ColumnOf));
        using var row = RecordSelection.All(connection, $"{columns}, learner", query.Where, query.RecordedBefore);
        var (first, second) = (query.By[0], query.By.Count > 1 ? query.By[1] : default(RecordDimension?));
        var learner = query.By.Count;
        while (row.Step())
        {
            var cell = tally.CellOf(tally.Read(row, 0, first), second is { } other ? tally.Read(row, 1, other) : 0);
            cell.Records++;
            if (cell.Learners.Count < RecordCounts.Told && heads.HeadOf(row.Id(learner)) is var person && !cell.Learners.Contains(person))
                cell.Learners.Add(person);
        }
        return new(
            [.. tally._cells.Select(one => new RecordCount(Told(one.Key.First), second is null ? null : Told(one.Key.Second), one.Value.Records, one.Value.Learners))],
            [.. tally._names.OrderBy(name => name.Value).Select(name => name.Key)]);
    }

    private const int Unknown = int.MinValue;

    private static string ColumnOf(RecordDimension dimension) => dimension switch
    {
        RecordDimension.Level => "eqf",
        // A number is read without making a text of it, which a million rows feel.
        RecordDimension.Field => "CAST(substr(isced, 1, 2) AS INTEGER)",
        RecordDimension.Year => "obtained_on",
        RecordDimension.Kind => "kind",
        RecordDimension.Setting => "setting",
        RecordDimension.Centre => "centre",
        _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
    };

    private static int? Told(int code) => code == Unknown ? null : code;

    private int Read(SqlStatement row, int column, RecordDimension dimension) =>
        dimension == RecordDimension.Year ? row.Day(column).Year
        : row.IsNull(column) ? Unknown
        : dimension == RecordDimension.Centre ? NameOf(row.Text(column))
        : row.Int32(column);

    private int NameOf(string name)
    {
        if (!_names.TryGetValue(name, out var number))
            _names.Add(name, number = _names.Count);
        return -1 - number;
    }

    private Cell CellOf(int first, int second)
    {
        if (!_cells.TryGetValue((first, second), out var cell))
            _cells.Add((first, second), cell = new());
        return cell;
    }

    private sealed class Cell
    {
        public long Records { get; set; }

        public List<Guid> Learners { get; } = new(RecordCounts.Told);
    }
}
