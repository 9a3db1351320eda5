using System.Buffers.Binary;
using System.Collections.Concurrent;
using Credentials.EvidenceStore.Log;
using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.Log;

public sealed class TreeTests
{
    private const int Largest = 300;

    private static readonly TreeHash[] Leaves = [.. Enumerable.Range(0, 70_000).Select(LeafOf)];

    // Proofs of neighbouring sizes share most of their hashes.
    private static readonly ConcurrentDictionary<TreeRange, TreeHash> Known = new();

    public static TheoryData<long, long, string[]> Inclusions => CertificateTransparencyTree.Inclusions;

    public static TheoryData<long, long, string[]> Consistencies => CertificateTransparencyTree.Consistencies;

    [Fact]
    public void Roots_are_those_of_certificate_transparency()
    {
        Assert.Equal(Hash(CertificateTransparencyTree.EmptyRoot), TreeHash.OfNothing);
        var tree = GrowingTree.Open(0, [])!;
        Assert.Equal(TreeHash.OfNothing, tree.Root());
        foreach (var (leaf, root) in CertificateTransparencyTree.Leaves.Zip(CertificateTransparencyTree.Roots))
        {
            tree.Add(TreeHash.OfLeaf(Convert.FromHexString(leaf)));
            Assert.Equal(Hash(root), tree.Root());
        }
    }

    [Theory]
    [MemberData(nameof(Inclusions))]
    public void Inclusion_proofs_are_those_of_certificate_transparency(long leaf, long size, string[] path)
    {
        var leaves = KnownLeaves();
        Assert.Equal(path.Select(Hash), Prove(TreeProofs.OfInclusion(leaf, size), leaves));
        var root = Hash(CertificateTransparencyTree.Roots[size - 1]);
        Assert.True(TreeProofs.IsIncluded(leaves[leaf], leaf, size, [.. path.Select(Hash)], root));
    }

    [Theory]
    [MemberData(nameof(Consistencies))]
    public void Consistency_proofs_are_those_of_certificate_transparency(long smaller, long size, string[] path)
    {
        Assert.Equal(path.Select(Hash), Prove(TreeProofs.OfConsistency(smaller, size), KnownLeaves()));
        var (before, after) = (Hash(CertificateTransparencyTree.Roots[smaller - 1]), Hash(CertificateTransparencyTree.Roots[size - 1]));
        Assert.True(TreeProofs.IsConsistent(smaller, before, size, after, [.. path.Select(Hash)]));
    }

    /// <summary>Against the definition of RFC 9162 section 2.1.1, written down as it stands there.</summary>
    [Fact]
    public void Every_size_has_the_root_of_the_definition_grown_one_by_one_or_reopened()
    {
        var tree = GrowingTree.Open(0, [])!;
        var tiles = new Dictionary<TilePlace, LogTile>();
        for (var size = 1; size <= 3 * Largest; size++)
        {
            tree.Add(Leaves[size - 1]);
            if (size % 7 == 0)
                tree = Reopen(tree, tiles);
            var root = Definition(Leaves.AsSpan(0, size));
            Assert.Equal(root, tree.Root());
            Assert.Equal(size, tree.Size);
        }
    }

    [Fact]
    public void Every_leaf_of_every_size_is_proved_and_nothing_else_is()
    {
        for (var size = 1; size <= Largest; size++)
        {
            var root = Definition(Leaves.AsSpan(0, size));
            for (var leaf = 0; leaf < size; leaf += size < 40 ? 1 : 1 + (size / 13))
            {
                var path = Prove(TreeProofs.OfInclusion(leaf, size), Leaves);
                Assert.True(TreeProofs.IsIncluded(Leaves[leaf], leaf, size, path, root));
                Assert.False(TreeProofs.IsIncluded(Leaves[leaf + 1], leaf, size, path, root));
                Assert.False(TreeProofs.IsIncluded(Leaves[leaf], leaf, size, path, Leaves[0]) && size > 1);
                Assert.False(TreeProofs.IsIncluded(Leaves[leaf], leaf, size, [.. path, root], root));
                Assert.False(TreeProofs.IsIncluded(Leaves[leaf], size, size, path, root));
                Assert.False(TreeProofs.IsIncluded(Leaves[leaf], -1, size, path, root));
                Assert.False(path.Count > 0 && TreeProofs.IsIncluded(Leaves[leaf], leaf, size, path[..^1], root));
                Assert.False(path.Count > 0 && TreeProofs.IsIncluded(Leaves[leaf], leaf ^ 1, size, path, root));
                foreach (var tampered in Tampered(path))
                    Assert.False(TreeProofs.IsIncluded(Leaves[leaf], leaf, size, tampered, root));
            }
        }
    }

    [Fact]
    public void Every_size_is_proved_to_be_the_beginning_of_every_larger_and_nothing_else_is()
    {
        var roots = Enumerable.Range(0, Largest + 1).Select(size => Definition(Leaves.AsSpan(0, size))).ToArray();
        for (var size = 1; size <= Largest; size++)
        {
            for (var smaller = 0; smaller <= size; smaller += size < 40 ? 1 : 1 + (size / 13))
            {
                var path = Prove(TreeProofs.OfConsistency(smaller, size), Leaves);
                Assert.True(TreeProofs.IsConsistent(smaller, roots[smaller], size, roots[size], path));
                var other = Leaves[^1];
                Assert.False(TreeProofs.IsConsistent(smaller, other, size, roots[size], path));
                Assert.False(TreeProofs.IsConsistent(smaller, roots[smaller], size, other, path) && smaller > 0);
                Assert.False(TreeProofs.IsConsistent(smaller, roots[smaller], size, roots[size], [.. path, other]));
                Assert.False(TreeProofs.IsConsistent(size + 1, roots[smaller], size, roots[size], path));
                Assert.False(TreeProofs.IsConsistent(-1, roots[smaller], size, roots[size], path));
                Assert.False(path.Count > 0 && TreeProofs.IsConsistent(smaller, roots[smaller], size, roots[size], path[..^1]));
                foreach (var tampered in Tampered(path))
                    Assert.False(TreeProofs.IsConsistent(smaller, roots[smaller], size, roots[size], tampered));
            }
        }
    }

    [Fact]
    public void Tiles_hold_what_proofs_need_and_few_of_them_are_read()
    {
        var tree = GrowingTree.Open(0, [])!;
        var tiles = new Dictionary<TilePlace, LogTile>();
        foreach (var leaf in Leaves)
        {
            tree.Add(leaf);
            if (tree.Size % 10_000 == 0)
                Keep(tree, tiles);
        }
        Keep(tree, tiles);
        Assert.Equal((Leaves.Length + 255) / 256, tiles.Keys.Count(tile => tile.Level == 0));
        foreach (var leaf in (int[])[0, 1, 255, 256, 65_535, 65_536, 69_999])
        {
            var ranges = TreeProofs.OfInclusion(leaf, Leaves.Length);
            var needed = TreeTiles.Of(ranges);
            Assert.InRange(needed.Count, 1, 5);
            var read = new TreeTiles(needed.Select(place => tiles[place]));
            Assert.True(TreeProofs.IsIncluded(Leaves[leaf], leaf, Leaves.Length, [.. ranges.Select(range => read.HashOf(range)!.Value)], tree.Root()));
        }
        var all = new TreeTiles(tiles.Values);
        Assert.Equal(tree.Root(), all.HashOf(TreeRange.All(Leaves.Length)));
        foreach (var size in (int[])[0, 1, 255, 256, 257, 65_535, 65_536, 65_537, 69_999])
            Assert.Equal(Definition(Leaves.AsSpan(0, size)), all.HashOf(TreeRange.All(size)));
    }

    [Fact]
    public void A_missing_or_short_tile_is_told_not_guessed()
    {
        var tree = GrowingTree.Open(0, [])!;
        foreach (var leaf in Leaves.Take(300))
            tree.Add(leaf);
        var tiles = tree.TakeChanged();
        Assert.Null(new TreeTiles([]).HashOf(TreeRange.All(300)));
        Assert.Null(new TreeTiles(tiles.Select(tile => tile with { Hashes = tile.Hashes[..^1] })).HashOf(TreeRange.All(300)));
        Assert.Null(GrowingTree.Open(300, []));
        Assert.Null(GrowingTree.Open(300, [.. tiles.Select(tile => tile with { Hashes = tile.Hashes[..^32] })]));
        Assert.NotNull(GrowingTree.Open(300, tiles));
    }

    [Fact]
    public void A_hash_is_read_in_its_one_spelling()
    {
        Assert.True(TreeHash.TryParse(Leaves[3].ToString(), out var hash));
        Assert.Equal(Leaves[3], hash);
        foreach (var text in (string[])["", "AAAA", Leaves[3].ToString().TrimEnd('='), $" {Leaves[3]}", Leaves[3].ToString()[..^2] + "B=" + "="])
            Assert.False(TreeHash.TryParse(text, out _), text);
    }

    private static TreeHash LeafOf(int number)
    {
        var content = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(content, number);
        return TreeHash.OfLeaf(content);
    }

    private static TreeHash Definition(ReadOnlySpan<TreeHash> leaves)
    {
        if (leaves.Length < 2)
            return leaves.IsEmpty ? TreeHash.OfNothing : leaves[0];
        var split = 1;
        while (split * 2 < leaves.Length)
            split *= 2;
        return TreeHash.OfNode(Definition(leaves[..split]), Definition(leaves[split..]));
    }

    private static TreeHash Hash(string hex) => new(Convert.FromHexString(hex));

    private static TreeHash[] KnownLeaves() => [.. CertificateTransparencyTree.Leaves.Select(leaf => TreeHash.OfLeaf(Convert.FromHexString(leaf)))];

    private static List<TreeHash> Prove(IReadOnlyList<TreeRange> ranges, TreeHash[] leaves) =>
        [.. ranges.Select(range => leaves == Leaves ? HashOf(range) : Definition(leaves.AsSpan((int)range.From, (int)(range.Until - range.From))))];

    private static TreeHash HashOf(TreeRange range) =>
        Known.GetOrAdd(range, asked => Definition(Leaves.AsSpan((int)asked.From, (int)(asked.Until - asked.From))));

    private static IEnumerable<List<TreeHash>> Tampered(List<TreeHash> path)
    {
        for (var place = 0; place < path.Count; place++)
            yield return [.. path[..place], Leaves[^1], .. path[(place + 1)..]];
        if (path.Count > 1)
            yield return [.. path[1..], path[0]];
    }

    private static void Keep(GrowingTree tree, Dictionary<TilePlace, LogTile> tiles)
    {
        foreach (var tile in tree.TakeChanged())
            tiles[tile.Place] = tile;
    }

    private static GrowingTree Reopen(GrowingTree tree, Dictionary<TilePlace, LogTile> tiles)
    {
        Keep(tree, tiles);
        return GrowingTree.Open(tree.Size, [.. GrowingTree.EdgeOf(tree.Size).Select(place => tiles[place])])!;
    }
}
