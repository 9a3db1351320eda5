using System.Globalization;
using Credentials.Encoding;

namespace Credentials.LinkedData;

/// <summary>
/// Tells blank nodes apart that look alike from near (RDFC-1.0 sections 4.7 and 4.8), with a bound on the work that section 7.1 asks for: what is left of it
/// is counted down, and nothing is decided once it is used up.
/// </summary>
internal sealed class NDegreeHashing(RdfcDataset dataset, int work)
{
    // As deep as this the calls fit on any thread's stack.
    private const int Deepest = 512;

    // What hashing a step's text may come to without counting as more than one: no ordinary IRI is longer.
    private const int CharactersOfStep = 128;

    private int _work = work;

    /// <summary>The work that was not needed.</summary>
    public int Left => Math.Max(0, _work);

    /// <summary>Gives canonical identifiers to all of <paramref name="alike"/>, in which the nodes of one first-degree hash stand side by side; false when it took too much.</summary>
    public bool TryIssue(List<int> alike)
    {
        for (int start = 0, end; start < alike.Count; start = end)
        {
            end = start + 1;
            while (end < alike.Count && dataset.IsAlike(alike[start], alike[end]))
                end++;
            var paths = new List<(byte[] Hash, IssuedNames Names)>();
            foreach (int node in alike[start..end])
            {
                if (dataset.CanonicalOf(node) >= 0)
                    continue;
                var names = new IssuedNames();
                names.Issue(node);
                if (HashNode(node, names, depth: 0) is not { } path)
                    return false;
                paths.Add(path);
            }
            paths.Sort((left, right) => left.Hash.AsSpan().SequenceCompareTo(right.Hash));
            foreach (var (_, names) in paths)
            {
                foreach (int node in names.Order)
                {
                    if (dataset.CanonicalOf(node) < 0)
                        dataset.IssueCanonical(node);
                }
            }
        }
        return true;
    }

    /// <summary>Hash N-Degree Quads; null when the work is used up.</summary>
    private (byte[] Hash, IssuedNames Names)? HashNode(int node, IssuedNames names, int depth)
    {
        if (depth > Deepest || RelatedOf(node, names) is not { } related)
            return null;
        using var hashed = new PooledBuffer(512);
        foreach (var (hash, nodes) in related)
        {
            hashed.Write(hash);
            if (ShortestPath(nodes, names, depth) is not { } chosen)
                return null;
            hashed.Write(chosen.Path);
            names = chosen.Names;
        }
        byte[] digest = new byte[dataset.Hash.Length()];
        dataset.Hash.Compute(hashed.Written, digest);
        return (digest, names);
    }

    /// <summary>The other nodes of the node's statements, by Hash Related Blank Node, in the order of these hashes (as hexadecimal UTF-8).</summary>
    private SortedList<byte[], List<int>>? RelatedOf(int node, IssuedNames names)
    {
        var related = new SortedList<byte[], List<int>>(ByteOrder.Instance);
        foreach (int quad in dataset.QuadsOf(node))
        {
            var form = dataset.FormOf(quad);
            if (!Add(form.Subject, (byte)'s') || !Add(form.Object, (byte)'o') || !Add(form.Graph, (byte)'g'))
                return null;

            bool Add(int other, byte position)
            {
                if (other < 0 || other == node)
                    return true;
                if ((_work -= 1 + dataset.Quads[quad].Predicate.Value.Length / CharactersOfStep) < 0)
                    return false;
                byte[] hash = HashRelated(other, quad, names, position);
                if (!related.TryGetValue(hash, out var list))
                    related.Add(hash, list = []);
                list.Add(other);
                return true;
            }
        }
        return related;
    }

    private byte[] HashRelated(int other, int quad, IssuedNames names, byte position)
    {
        using var input = new PooledBuffer(256);
        input.Write([position]);
        if (position != (byte)'g')
        {
            var sink = new ByteSink(input);
            // Read once before, so that it can be written.
            CanonicalTerm.TryWriteIri(dataset.Quads[quad].Predicate.Value, ref sink);
            sink.Flush();
        }
        if (dataset.CanonicalOf(other) is >= 0 and var canonical)
            AppendName("_:c14n"u8, canonical, input);
        else if (names.Find(other) is >= 0 and var issued)
            AppendName("_:b"u8, issued, input);
        else
            input.Write(Hex(dataset.FirstDegreeOf(other)));
        Span<byte> digest = stackalloc byte[RdfcHashes.MostBytes];
        digest = digest[..dataset.Hash.Length()];
        dataset.Hash.Compute(input.Written, digest);
        return Hex(digest);
    }

    /// <summary>Of all orders of the nodes the one with the least path (section 4.8.3, steps 5.2 to 5.4).</summary>
    private (byte[] Path, IssuedNames Names)? ShortestPath(List<int> nodes, IssuedNames names, int depth)
    {
        (byte[] Path, IssuedNames Names)? chosen = null;
        int[] order = [.. nodes];
        Array.Sort(order);
        do
        {
            // What trying one order costs grows with the names that are copied.
            if ((_work -= order.Length + names.Order.Count / 8) < 0)
                return null;
            if (!TryPath(order, names.Copy(), chosen?.Path, depth, out var path))
                return null;
            if (path is { } found)
                chosen = found;
        }
        while (Permutation.Next(order));
        return chosen;
    }

    // False when the work is used up; no path when the chosen one stays.
    private bool TryPath(int[] order, IssuedNames names, byte[]? chosen, int depth, out (byte[] Path, IssuedNames Names)? found)
    {
        found = null;
        using var path = new PooledBuffer(256);
        var recursion = new List<int>();
        foreach (int node in order)
        {
            if (dataset.CanonicalOf(node) is >= 0 and var canonical)
            {
                AppendName("_:c14n"u8, canonical, path);
            }
            else
            {
                if (names.Find(node) < 0)
                    recursion.Add(node);
                AppendName("_:b"u8, names.Issue(node), path);
            }
            if (IsWorse(path, chosen))
                return true;
        }
        foreach (int node in recursion)
        {
            if (HashNode(node, names, depth + 1) is not { } result)
                return false;
            AppendName("_:b"u8, names.Issue(node), path);
            path.Write("<"u8);
            path.Write(Hex(result.Hash));
            path.Write(">"u8);
            names = result.Names;
            if (IsWorse(path, chosen))
                return true;
        }
        if (chosen is null || path.Written.SequenceCompareTo(chosen) < 0)
            found = (path.Written.ToArray(), names);
        return true;
    }

    private static bool IsWorse(PooledBuffer path, byte[]? chosen) =>
        chosen is not null && path.Length >= chosen.Length && path.Written.SequenceCompareTo(chosen) > 0;

    private static byte[] Hex(ReadOnlySpan<byte> digest)
    {
        byte[] text = new byte[2 * digest.Length];
        Convert.TryToHexStringLower(digest, text, out _);
        return text;
    }

    private static void AppendName(ReadOnlySpan<byte> prefix, int number, PooledBuffer to)
    {
        to.Write(prefix);
        number.TryFormat(to.GetSpan(11), out int digits, default, CultureInfo.InvariantCulture);
        to.Advance(digits);
    }

    private sealed class ByteOrder : IComparer<byte[]>
    {
        public static readonly ByteOrder Instance = new();

        public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
