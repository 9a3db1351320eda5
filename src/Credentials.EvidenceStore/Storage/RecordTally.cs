namespace Credentials.EvidenceStore.Storage;

/// <summary>
/// Counts records that an engine hands out in any order, each with its values and its learner. Counted here, because an engine that groups with distinct
/// learners would sort a million ids, where five of them are enough.
/// </summary>
/// <param name="heads">Which learners are one person.</param>
internal sealed class RecordTally(LearnerHeads heads)
{
    /// <summary>Stands for a value that nobody gave.</summary>
    public const int Unknown = int.MinValue;

    private readonly Dictionary<(int First, int? Second), Cell> _cells = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);

    /// <summary>The code of a name.</summary>
    public int CodeOf(string name)
    {
        if (!_names.TryGetValue(name, out var number))
            _names.Add(name, number = _names.Count);
        return -1 - number;
    }

    /// <param name="first">The code in the first dimension.</param>
    /// <param name="second">The code in the second; null where there is none.</param>
    /// <param name="learner">Whose they are.</param>
    /// <param name="records">How many.</param>
    public void Add(int first, int? second, Guid learner, long records = 1)
    {
        if (!_cells.TryGetValue((first, second), out var cell))
            _cells.Add((first, second), cell = new());
        cell.Records += records;
        if (cell.Learners.Count < RecordCounts.Told && heads.HeadOf(learner) is var person && !cell.Learners.Contains(person))
            cell.Learners.Add(person);
    }

    public RecordCounts Told() => new(
        [.. _cells.Select(one => new RecordCount(Told(one.Key.First), Told(one.Key.Second), one.Value.Records, one.Value.Learners))],
        [.. _names.OrderBy(name => name.Value).Select(name => name.Key)]);

    private static int? Told(int? code) => code == Unknown ? null : code;

    private sealed class Cell
    {
        public long Records { get; set; }

        public List<Guid> Learners { get; } = new(RecordCounts.Told);
    }
}
