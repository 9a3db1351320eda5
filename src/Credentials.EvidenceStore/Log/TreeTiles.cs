using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Log;

/// <summary>Some of the tree's tiles, from which the hashes of ranges are computed: for a proof, two or three tiles a level are enough.</summary>
internal sealed class TreeTiles
{
    /// <summary>Levels of the tree between one level of tiles and the next.</summary>
    public const int LevelsPerTile = 8;

    /// <summary>Hashes in a full tile.</summary>
    public const int Width = 1 << LevelsPerTile;

    private readonly Dictionary<TilePlace, ReadOnlyMemory<byte>> _tiles;

    public TreeTiles(IEnumerable<LogTile> tiles) => _tiles = tiles.ToDictionary(tile => tile.Place, tile => tile.Hashes);

    public bool IsEmpty => _tiles.Count == 0;

    /// <summary>The tiles that hold what the hashes of these ranges are computed from.</summary>
    public static IReadOnlyList<TilePlace> Of(IEnumerable<TreeRange> ranges) =>
        [.. ranges.SelectMany(range => range.Subtrees()).Select(subtree => PartOf(subtree.Level, subtree.Place).Tile).Distinct()];

    /// <summary>The hash of the leaves in the range; null where a tile is missing or shorter than the range needs.</summary>
    public TreeHash? HashOf(TreeRange range)
    {
        var subtrees = new List<TreeHash>();
        foreach (var (level, place) in range.Subtrees())
        {
            var (tile, first, count) = PartOf(level, place);
            if (!_tiles.TryGetValue(tile, out var hashes) || hashes.Length < (first + count) * TreeHash.Length)
                return null;
            subtrees.Add(Join(hashes.Span.Slice(first * TreeHash.Length, count * TreeHash.Length)));
        }
        return TreeRange.Join(subtrees);
    }

    /// <summary>The root of a complete subtree from the hashes of one of its levels.</summary>
    public static TreeHash Join(ReadOnlySpan<byte> hashes)
    {
        if (hashes.Length == TreeHash.Length)
            return new(hashes);
        var half = hashes.Length / 2;
        return TreeHash.OfNode(Join(hashes[..half]), Join(hashes[half..]));
    }

    /// <summary>The hashes of a tile from which the root of a complete subtree is computed.</summary>
    internal static (TilePlace Tile, int First, int Count) PartOf(int level, long place)
    {
        var (tileLevel, above) = Math.DivRem(level, LevelsPerTile);
        var first = place << above;
        return (new(tileLevel, first >> LevelsPerTile), (int)(first & (Width - 1)), 1 << above);
    }
}
