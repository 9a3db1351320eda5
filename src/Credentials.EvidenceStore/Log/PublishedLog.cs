using Credentials.EvidenceStore.Storage;
using Credentials.Notes;

namespace Credentials.EvidenceStore.Log;

/// <summary>What anyone may know of the log: checkpoints, hashes of entries, and proofs. What an entry says is given only to who names its record.</summary>
internal sealed class PublishedLog(IEvidenceStorage storage, LogSigners signers)
{
    private static readonly Problem NotThere = new(ProblemCode.NotFound, "No such event is in the log: the record has none of that ordinal, or it is not a second old.");

    /// <summary>The key that signs checkpoints in the current epoch.</summary>
    public async Task<NoteKey> FindKeyAsync(CancellationToken cancel) => signers.Of((await storage.FindLogEpochsAsync(cancel)).Name).Key;

    /// <summary>Each epoch with its key and last checkpoint, oldest first; the last one goes on. One that ended before it had a checkpoint is none.</summary>
    public async Task<IReadOnlyList<(NoteKey Key, string? Checkpoint)>> ListEpochsAsync(CancellationToken cancel)
    {
        var head = await storage.FindLogHeadAsync(cancel);
        var epochs = await storage.FindLogEpochsAsync(cancel);
        var ended = epochs.Ended.Select(note => signers.TryOpen(note, out var checkpoint)
            ? (signers.OfOrigin(checkpoint.Origin).Key, (string?)note)
            : throw new StorageException("A checkpoint that an epoch of the log ended with is not signed by the log's key; 'log check' tells more."));
        return [.. ended, (signers.Of(epochs.Name).Key, head?.Checkpoint)];
    }

    /// <summary>Null before the first.</summary>
    public async Task<string?> FindCheckpointAsync(CancellationToken cancel) => (await storage.FindLogHeadAsync(cancel))?.Checkpoint;

    /// <summary>Hashes of leaves from that entry on, as far as the log goes.</summary>
    public async Task<IReadOnlyList<TreeHash>> ListHashesAsync(long from, int count, CancellationToken cancel)
    {
        var size = await SizeAsync(cancel);
        var leaves = Enumerable.Range(0, (int)Math.Clamp(size - from, 0, count)).Select(next => new TreeRange(from + next, from + next + 1)).ToList();
        return await HashesAsync(leaves, cancel);
    }

    /// <param name="record">Whose event.</param>
    /// <param name="ordinal">Which of its events.</param>
    /// <param name="size">The size of the tree to prove it in; null: as it is now.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<InclusionProof>> ProveInclusionAsync(Guid record, int ordinal, long? size, CancellationToken cancel)
    {
        if (await storage.FindLogEntryAsync(record, ordinal, cancel) is not { } entry)
            return NotThere;
        // Read after the entry, so that it commits to the entry.
        var head = await storage.FindLogHeadAsync(cancel);
        if (head is null || head.Size <= entry.Position)
            return NotThere;
        var asked = size ?? head.Size;
        if (asked > head.Size || asked <= entry.Position)
            return OutOfRange("size", $"This must be between {entry.Position + 1} and {head.Size}: the entry is number {entry.Position}, and the log has {head.Size}.");
        var path = TreeProofs.OfInclusion(entry.Position, asked);
        var hashes = await HashesAsync([TreeRange.All(asked), new(entry.Position, entry.Position + 1), .. path], cancel);
        var facts = (await storage.FindRecordAsync(record, cancel))?.Facts;
        var leaf = LogLeaf.Write(entry.Event, facts);
        return new InclusionProof(
            entry, asked, hashes[0], hashes[1], [.. hashes.Skip(2)], TreeHash.OfLeaf(leaf) == hashes[1] ? leaf : null, asked == head.Size ? head.Checkpoint : null);
    }

    /// <summary>That the tree of the first size is the beginning of that of the second.</summary>
    public async Task<Result<ConsistencyProof>> ProveConsistencyAsync(long from, long to, CancellationToken cancel)
    {
        var size = await SizeAsync(cancel);
        if (to > size)
            return OutOfRange("to", $"This must be at most {size}, which is how many entries the log has.");
        if (from > to)
            return OutOfRange("from", "This must be at most as large as \"to\".");
        var hashes = await HashesAsync([TreeRange.All(from), TreeRange.All(to), .. TreeProofs.OfConsistency(from, to)], cancel);
        return new ConsistencyProof(from, to, hashes[0], hashes[1], [.. hashes.Skip(2)]);
    }

    private async Task<long> SizeAsync(CancellationToken cancel) => (await storage.FindLogHeadAsync(cancel))?.Size ?? 0;

    private async Task<IReadOnlyList<TreeHash>> HashesAsync(IReadOnlyList<TreeRange> ranges, CancellationToken cancel)
    {
        var tiles = new TreeTiles(await storage.ReadLogTilesAsync(TreeTiles.Of(ranges), cancel));
        return [.. ranges.Select(range => tiles.HashOf(range) ?? throw new StorageException("A tile of the log is not there; 'log check' tells more."))];
    }

    private static Problem OutOfRange(string name, string detail) =>
        new(ProblemCode.InvalidInput, "the query has faults") { Errors = [new(name, Inputs.InputReasons.OutOfRange, detail)] };
}

/// <param name="Leaf">What was hashed; null where the record is no longer what was logged.</param>
/// <param name="Checkpoint">The signed note with this root; null where an older size was asked for.</param>
internal sealed record InclusionProof(
    LogEntry Entry, long Size, TreeHash Root, TreeHash LeafHash, IReadOnlyList<TreeHash> Path, ReadOnlyMemory<byte>? Leaf, string? Checkpoint);

internal sealed record ConsistencyProof(long From, long To, TreeHash FromRoot, TreeHash ToRoot, IReadOnlyList<TreeHash> Path);
