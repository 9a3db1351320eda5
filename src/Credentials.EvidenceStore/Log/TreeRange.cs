using System.Numerics;

namespace Credentials.EvidenceStore.Log;

/// <summary>
/// Leaves <c>From</c> up to but not including <c>Until</c> whose common hash is a node of a tree: what RFC 9162 writes as MTH(D[from:until]). The ranges of
/// proofs begin at a multiple of the largest power of two that fits into them.
/// </summary>
internal readonly record struct TreeRange(long From, long Until)
{
    public static TreeRange All(long size) => new(0, size);

    /// <summary>
    /// The complete subtrees that the range consists of, from the left, each smaller than the one before: level (0 is the leaves) and place in that level.
    /// </summary>
    public IEnumerable<(int Level, long Place)> Subtrees()
    {
        for (var next = From; next < Until;)
        {
            var level = BitOperations.Log2((ulong)(Until - next));
            yield return (level, next >> level);
            next += 1L << level;
        }
    }

    /// <summary>The range's hash from those of its complete subtrees; that of nothing for none.</summary>
    public static TreeHash Join(IReadOnlyList<TreeHash> subtrees)
    {
        if (subtrees.Count == 0)
            return TreeHash.OfNothing;
        var joined = subtrees[^1];
        for (var next = subtrees.Count - 2; next >= 0; next--)
            joined = TreeHash.OfNode(subtrees[next], joined);
        return joined;
    }

    /// <summary>Where RFC 9162 divides n leaves, n above 1: the largest power of two below n.</summary>
    public static long SplitOf(long leaves) => 1L << BitOperations.Log2((ulong)(leaves - 1));
}
