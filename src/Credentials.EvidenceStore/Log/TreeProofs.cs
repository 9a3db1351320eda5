namespace Credentials.EvidenceStore.Log;

/// <summary>Merkle proofs (RFC 9162 sections 2.1.3 and 2.1.4): which hashes they consist of, and how they are checked.</summary>
internal static class TreeProofs
{
    /// <summary>The ranges whose hashes prove that a leaf is in a tree of that size, in the order of the proof (2.1.3.1). <paramref name="leaf"/> is below it.</summary>
    public static IReadOnlyList<TreeRange> OfInclusion(long leaf, long size)
    {
        var path = new List<TreeRange>();
        for (var (from, until) = (0L, size); until - from > 1;)
        {
            var split = from + TreeRange.SplitOf(until - from);
            if (leaf < split)
            {
                path.Add(new(split, until));
                until = split;
            }
            else
            {
                path.Add(new(from, split));
                from = split;
            }
        }
        path.Reverse();
        return path;
    }

    /// <summary>The ranges whose hashes prove that the smaller tree is the beginning of the larger (2.1.4.1); none from an empty tree or to itself.</summary>
    public static IReadOnlyList<TreeRange> OfConsistency(long smaller, long size)
    {
        var path = new List<TreeRange>();
        if (smaller == 0 || smaller == size)
            return path;
        var (from, until) = (0L, size);
        while (until != smaller)
        {
            var split = from + TreeRange.SplitOf(until - from);
            if (smaller <= split)
            {
                path.Add(new(split, until));
                until = split;
            }
            else
            {
                path.Add(new(from, split));
                from = split;
            }
        }
        // Whoever has the smaller tree's root knows this hash where it is that root.
        if (from != 0)
            path.Add(new(from, until));
        path.Reverse();
        return path;
    }

    /// <summary>Whether the path leads from the leaf's hash to the root of the tree of that size (2.1.3.2).</summary>
    public static bool IsIncluded(TreeHash leafHash, long leaf, long size, IReadOnlyList<TreeHash> path, TreeHash root)
    {
        if (leaf < 0 || leaf >= size)
            return false;
        var (node, last) = (leaf, size - 1);
        var hash = leafHash;
        foreach (var beside in path)
        {
            if (last == 0)
                return false;
            if ((node & 1) == 1 || node == last)
            {
                hash = TreeHash.OfNode(beside, hash);
                for (; (node & 1) == 0 && node != 0; node >>= 1)
                    last >>= 1;
            }
            else
            {
                hash = TreeHash.OfNode(hash, beside);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 && hash == root;
    }

    /// <summary>Whether the path proves that the tree of the smaller size and root is the beginning of the other (2.1.4.2).</summary>
    public static bool IsConsistent(long smaller, TreeHash smallerRoot, long size, TreeHash root, IReadOnlyList<TreeHash> path)
    {
        if (smaller < 0 || smaller > size)
            return false;
        if (smaller == size)
            return path.Count == 0 && smallerRoot == root;
        if (smaller == 0)
            return path.Count == 0 && smallerRoot == TreeHash.OfNothing;
        if (path.Count == 0)
            return false;
        var (node, last) = (smaller - 1, size - 1);
        for (; (node & 1) == 1; node >>= 1)
            last >>= 1;
        // A complete smaller tree is a node of the larger, which the proof leaves out.
        var isNode = (smaller & (smaller - 1)) == 0;
        var (before, after) = isNode ? (smallerRoot, smallerRoot) : (path[0], path[0]);
        foreach (var beside in path.Skip(isNode ? 0 : 1))
        {
            if (last == 0)
                return false;
            if ((node & 1) == 1 || node == last)
            {
                before = TreeHash.OfNode(beside, before);
                after = TreeHash.OfNode(beside, after);
                for (; (node & 1) == 0 && node != 0; node >>= 1)
                    last >>= 1;
            }
            else
            {
                after = TreeHash.OfNode(after, beside);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 && before == smallerRoot && after == root;
    }
}
