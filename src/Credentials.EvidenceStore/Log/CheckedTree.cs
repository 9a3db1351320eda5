using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Log;

/// <summary>
/// Grows the tree anew twice, once from the stored hashes of the leaves and once from the leaves as the database gives them now, so that the signed root tells
/// which of two that differ is the right one.
/// </summary>
internal sealed class CheckedTree(IEvidenceStorage storage, LogFindings findings)
{
    private readonly GrowingTree _stored = GrowingTree.Open(0, [])!;
    private readonly GrowingTree _computed = GrowingTree.Open(0, [])!;
    private readonly List<(long Position, string Text)> _inTiles = [];

    /// <summary>The root of the first so many leaves by their stored hashes, once so many were added.</summary>
    public Dictionary<long, TreeHash?> RootsAt { get; } = [];

    public void Add(TreeHash? stored, TreeHash? computed)
    {
        if (RootsAt.ContainsKey(_stored.Size))
            RootsAt[_stored.Size] = _stored.Root();
        _stored.Add(stored ?? computed ?? TreeHash.OfNothing);
        _computed.Add(computed ?? stored ?? TreeHash.OfNothing);
    }

    /// <summary>Compares the tiles above the leaves, as far as the tree has grown since the last call.</summary>
    public async Task CompareTilesAsync(CancellationToken cancel)
    {
        _computed.TakeChanged();
        var grown = _stored.TakeChanged().Where(tile => tile.Place.Level > 0).ToList();
        if (grown.Count == 0)
            return;
        var there = (await storage.ReadLogTilesAsync([.. grown.Select(tile => tile.Place)], cancel)).ToDictionary(tile => tile.Place, tile => tile.Hashes);
        foreach (var (place, hashes) in grown)
        {
            if (!there.TryGetValue(place, out var found) || !found.Span.StartsWith(hashes.Span))
                _inTiles.Add((_stored.Size, $"tile {place.Index} of level {place.Level} of the log is not what the tiles under it make"));
        }
    }

    /// <summary>
    /// Whether the stored hashes of the leaves are those that were signed; where not, tells so, and whether the records are still those of the
    /// checkpoint.
    /// </summary>
    public bool IsAs(Checkpoint checkpoint)
    {
        if (RootsAt.ContainsKey(_stored.Size))
            RootsAt[_stored.Size] = _stored.Root();
        if (_stored.Size == checkpoint.Size && _stored.Root() == checkpoint.Root)
        {
            _inTiles.ForEach(finding => findings.Add(finding.Position, finding.Text));
            return true;
        }
        findings.Add(_computed.Root() == checkpoint.Root
            ? "the hashes in the log's tiles are not those that the checkpoint was signed over; the records are, and the tiles were changed"
            : "the log is not the one that the checkpoint was signed over");
        return false;
    }
}
