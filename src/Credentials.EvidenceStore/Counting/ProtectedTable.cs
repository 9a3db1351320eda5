using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Counting;

/// <summary>
/// Counts with their totals, of which none tells of fewer than <see cref="SmallestPersons"/> persons, neither by itself nor by subtracting others in the same
/// table. Combinations that nobody has are left out: that there is nobody tells of nobody.
/// </summary>
internal sealed class ProtectedTable
{
    /// <summary>The fewest persons that a count may tell of.</summary>
    public const int SmallestPersons = RecordCounts.Told;

    /// <summary>A total is hidden for another's sake only where nothing else helps.</summary>
    private const long LossOfTotal = 1L << 40;

    private static readonly string[] StemFields = ["05", "06", "07"];

    private readonly DisclosureNetwork _network = new();
    private readonly Dictionary<(TablePlace Row, TablePlace Column), Sum> _sums = [];
    private readonly List<(IReadOnlyList<TablePlace> Places, long Count, int Arc)> _counts = [];
    private readonly Dictionary<(string Kind, TablePlace Row, TablePlace Column), int> _nodes = [];
    private readonly bool _hasRows;
    private readonly bool _isTurned;
    private readonly bool _hasStem;

    /// <summary>The fields are the columns where there are any, because a subtotal of columns keeps the table a flow.</summary>
    private ProtectedTable(IReadOnlyList<RecordDimension> by)
    {
        _hasRows = by.Count > 1;
        _isTurned = _hasRows && by[0] == RecordDimension.Field;
        _hasStem = by.Contains(RecordDimension.Field);
    }

    /// <param name="by">One or two different dimensions.</param>
    /// <param name="counts">The codes in those dimensions, how many records, and as many of the learners as matter.</param>
    public static IReadOnlyList<TableCell> Make(IReadOnlyList<RecordDimension> by, IEnumerable<(string?[] Codes, long Records, IReadOnlyList<Guid> Learners)> counts)
    {
        var table = new ProtectedTable(by);
        foreach (var (codes, records, learners) in counts)
            table.Add(codes, records, learners);
        foreach (var ((row, column), sum) in table._sums)
            table.Place(row, column, sum);
        table._network.Protect();
        return [.. table._counts.Select(count => new TableCell(count.Places, table._network.IsHidden(count.Arc) ? null : count.Count))];
    }

    private void Add(string?[] codes, long records, IReadOnlyList<Guid> learners)
    {
        var column = TablePlace.Of(codes[_hasRows && !_isTurned ? 1 : 0]);
        TablePlace[] rows = _hasRows ? [TablePlace.Of(codes[_isTurned ? 1 : 0]), TablePlace.Total] : [TablePlace.Total];
        TablePlace[] columns = IsStem(column) ? [column, TablePlace.Stem, TablePlace.Total] : [column, TablePlace.Total];
        foreach (var row in rows)
        {
            foreach (var place in columns)
            {
                if (!_sums.TryGetValue((row, place), out var sum))
                    _sums.Add((row, place), sum = new());
                sum.Add(records, learners);
            }
        }
    }

    private bool IsStem(TablePlace column) => _hasStem && column.Kind == TablePlaceKind.Value && StemFields.Contains(column.Code);

    /// <summary>
    /// From the source of all a row's total flows into its row, from there through its subtotal or directly into the columns, from the columns as their
    /// totals into the row of totals, and from there as the total of all back. A table of one dimension is a row of totals whose columns end at the source.
    /// </summary>
    private void Place(TablePlace row, TablePlace column, Sum sum)
    {
        var isOfTotals = row.Kind == TablePlaceKind.Total;
        var parent = IsStem(column) ? Node("stem", row, default) : Node("row", row, default);
        var (from, to) = (column.Kind, _hasRows && isOfTotals) switch
        {
            (TablePlaceKind.Total, false) => (Node("all", default, default), Node("row", row, default)),
            (TablePlaceKind.Total, true) => (Node("row", row, default), Node("all", default, default)),
            (TablePlaceKind.Stem, false) => (Node("row", row, default), Node("stem", row, default)),
            (TablePlaceKind.Stem, true) => (Node("stem", row, default), Node("row", row, default)),
            (_, false) => (parent, _hasRows ? Node("column", default, column) : Node("all", default, default)),
            (_, true) => (Node("column", default, column), parent),
        };
        var isTotal = isOfTotals && _hasRows || column.Kind != TablePlaceKind.Value;
        var arc = _network.AddArc(from, to, sum.Records, sum.Persons < SmallestPersons, isTotal ? LossOfTotal + sum.Records : Math.Min(sum.Records, LossOfTotal / 1024));
        IReadOnlyList<TablePlace> places = !_hasRows ? [column] : _isTurned ? [column, row] : [row, column];
        _counts.Add((places, sum.Records, arc));
    }

    private int Node(string kind, TablePlace row, TablePlace column)
    {
        if (!_nodes.TryGetValue((kind, row, column), out var node))
            _nodes.Add((kind, row, column), node = _network.AddNode());
        return node;
    }

    private sealed class Sum
    {
        private readonly HashSet<Guid> _learners = [];

        public long Records { get; private set; }

        /// <summary>Exact below the number that may be told of.</summary>
        public int Persons => _learners.Count;

        public void Add(long records, IReadOnlyList<Guid> learners)
        {
            Records += records;
            if (_learners.Count < SmallestPersons)
                _learners.UnionWith(learners);
        }
    }
}
