using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Log;

/// <summary>A tree to which leaves are added. It holds its right edge only: the tile of each level that is not full.</summary>
internal sealed class GrowingTree
{
    private readonly List<Edge> _edges = [];
    private readonly Dictionary<TilePlace, LogTile> _full = [];

    private GrowingTree(long size) => Size = size;

    public long Size { get; private set; }

    /// <summary>The tiles that a tree of this size grows on.</summary>
    public static IReadOnlyList<TilePlace> EdgeOf(long size)
    {
        var places = new List<TilePlace>();
        for (var (level, hashes) = (0, size); hashes > 0; level++, hashes >>= TreeTiles.LevelsPerTile)
        {
            if (hashes % TreeTiles.Width != 0)
                places.Add(new(level, hashes / TreeTiles.Width));
        }
        return places;
    }

    /// <summary>The tree of that size on the tiles of its edge; null where one is missing or too short.</summary>
    public static GrowingTree? Open(long size, IReadOnlyList<LogTile> edge)
    {
        var tree = new GrowingTree(size);
        for (var (level, hashes) = (0, size); hashes > 0; level++, hashes >>= TreeTiles.LevelsPerTile)
        {
            var place = new TilePlace(level, hashes / TreeTiles.Width);
            var length = (int)(hashes % TreeTiles.Width) * TreeHash.Length;
            var known = edge.FirstOrDefault(tile => tile.Place == place)?.Hashes ?? default;
            if (known.Length < length)
                return null;
            tree._edges.Add(new(place.Index, known.Span[..length]));
        }
        return tree;
    }

    public void Add(TreeHash leaf)
    {
        Add(0, leaf);
        Size++;
    }

    public TreeHash Root()
    {
        var subtrees = new List<TreeHash>();
        foreach (var (level, place) in TreeRange.All(Size).Subtrees())
        {
            // Each complete subtree that the root is made of lies at the edge: a full tile is one hash of the level above.
            var (tile, first, count) = TreeTiles.PartOf(level, place);
            subtrees.Add(TreeTiles.Join(_edges[tile.Level].Hashes.Slice(first * TreeHash.Length, count * TreeHash.Length)));
        }
        return TreeRange.Join(subtrees);
    }

    /// <summary>The tiles that have changed since the last call, as they are to be stored now.</summary>
    public IReadOnlyList<LogTile> TakeChanged()
    {
        var changed = _full.Values.ToList();
        _full.Clear();
        for (var level = 0; level < _edges.Count; level++)
        {
            if (_edges[level].TakeChanged() is { Length: > 0 } hashes)
                changed.Add(new(new(level, _edges[level].Index), hashes));
        }
        return changed;
    }

    private void Add(int level, TreeHash hash)
    {
        if (level == _edges.Count)
            _edges.Add(new(0, []));
        var edge = _edges[level];
        edge.Add(hash);
        if (!edge.IsFull)
            return;
        var tile = new LogTile(new(level, edge.Index), edge.Hashes.ToArray());
        _full[tile.Place] = tile;
        _edges[level] = new(edge.Index + 1, []);
        Add(level + 1, TreeTiles.Join(tile.Hashes.Span));
    }

    /// <summary>The last tile of a level, which is not full.</summary>
    private sealed class Edge
    {
        private readonly byte[] _hashes = new byte[TreeTiles.Width * TreeHash.Length];
        private int _length;
        private bool _isChanged;

        public Edge(long index, ReadOnlySpan<byte> hashes)
        {
            Index = index;
            hashes.CopyTo(_hashes);
            _length = hashes.Length;
        }

        public long Index { get; }

        public ReadOnlySpan<byte> Hashes => _hashes.AsSpan(0, _length);

        public bool IsFull => _length == _hashes.Length;

        public void Add(TreeHash hash)
        {
            hash.CopyTo(_hashes.AsSpan(_length));
            _length += TreeHash.Length;
            _isChanged = true;
        }

        /// <summary>A copy to store; empty where it is as it was.</summary>
        public byte[] TakeChanged()
        {
            var hashes = _isChanged ? Hashes.ToArray() : [];
            _isChanged = false;
            return hashes;
        }
    }
}
