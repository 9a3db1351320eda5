using Credentials.EvidenceStore.Counting;

namespace Credentials.Services.Tests.Counting;

/// <summary>
/// Who has the published table and nothing else, and tries everything: all ways to fill the hidden cells with whole numbers of at least 1 so that every sum
/// that is shown comes out right. Knows nothing of how the table was protected.
/// </summary>
internal sealed class Attacker
{
    private static readonly string[] Stem = ["05", "06", "07"];

    private readonly List<(TablePlace[] Places, long? Count)> _leaves;
    private readonly List<(long Target, int[] Leaves)> _sums = [];
    private readonly List<int[]> _hiddenSums = [];
    private readonly int[] _unknown;
    private readonly long _most;

    /// <param name="table">As it is published.</param>
    /// <param name="stemDimension">The dimension that has the subtotal; -1 for none.</param>
    /// <param name="most">The most that a hidden cell is thought to be, where no sum says.</param>
    public Attacker(IReadOnlyList<TableCell> table, int stemDimension, long most)
    {
        _most = most;
        _leaves = [.. table.Where(IsLeaf).Select(cell => (cell.Places.ToArray(), cell.Count))];
        _unknown = [.. Enumerable.Range(0, _leaves.Count).Where(leaf => _leaves[leaf].Count is null)];
        foreach (var total in table.Where(cell => !IsLeaf(cell)))
        {
            int[] leaves = [.. Enumerable.Range(0, _leaves.Count).Where(leaf => _leaves[leaf].Places.Zip(total.Places).Index().All(pair => pair.Item.Second.Kind switch
            {
                TablePlaceKind.Total => true,
                TablePlaceKind.Stem => pair.Index == stemDimension && Stem.Contains(pair.Item.First.Code),
                _ => pair.Item.First == pair.Item.Second,
            }))];
            if (total.Count is { } count)
                _sums.Add((count - leaves.Sum(leaf => _leaves[leaf].Count ?? 0), [.. leaves.Where(leaf => _leaves[leaf].Count is null)]));
            else
                _hiddenSums.Add(leaves);
        }
    }

    /// <summary>How many hidden counts, totals among them, can have one value only.</summary>
    public int Determined()
    {
        var seen = new HashSet<long>[_unknown.Length + _hiddenSums.Count];
        for (var hidden = 0; hidden < seen.Length; hidden++)
            seen[hidden] = [];
        Try(0, new long[_leaves.Count], seen);
        Assert.All(seen, values => Assert.NotEmpty(values));
        return seen.Count(values => values.Count == 1);
    }

    private static bool IsLeaf(TableCell cell) => cell.Places.All(place => place.Kind == TablePlaceKind.Value);

    private bool Try(int next, long[] values, HashSet<long>[] seen)
    {
        if (_sums.Any(sum => sum.Leaves.Sum(leaf => values[leaf] == 0 ? 1 : values[leaf]) > sum.Target))
            return false;
        if (next == _unknown.Length)
        {
            if (_sums.Any(sum => sum.Leaves.Sum(leaf => values[leaf]) != sum.Target))
                return false;
            for (var hidden = 0; hidden < _unknown.Length; hidden++)
                seen[hidden].Add(values[_unknown[hidden]]);
            for (var sum = 0; sum < _hiddenSums.Count; sum++)
                seen[_unknown.Length + sum].Add(_hiddenSums[sum].Sum(leaf => _leaves[leaf].Count ?? values[leaf]));
            return seen.All(one => one.Count > 1);
        }
        for (var value = 1L; value <= _most; value++)
        {
            values[_unknown[next]] = value;
            if (Try(next + 1, values, seen))
                return true;
        }
        values[_unknown[next]] = 0;
        return false;
    }
}
