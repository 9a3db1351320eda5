using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.Notes;

namespace Credentials.EvidenceStore.Log;

/// <summary>
/// Moves pending events to the end of the log and signs what it then is, some hundreds in one small commit. One process does so at a time: the head of the
/// log names it, and until when; a process that only was slow finds at its next commit that it came second, and has changed nothing.
/// </summary>
/// <remarks>
/// The commit is durable, because a checkpoint that was published may never be taken back by a loss of power: the log would have two histories. It shares its
/// flush with whatever is being awarded.
/// </remarks>
internal sealed class SequenceEvents(IEvidenceStorage storage, LogSigners signers, TimeProvider time, string owner)
{
    /// <summary>The most events of one commit, so that no award waits long behind it.</summary>
    public const int Most = 500;

    /// <summary>Much longer than one round takes.</summary>
    public static TimeSpan Lease { get; } = TimeSpan.FromSeconds(10);

    private GrowingTree? _tree;
    private long _version;
    private long _publishedSize;

    /// <summary>One round.</summary>
    /// <returns>How many events entered the log: 0 when there are none, or another process is at it.</returns>
    /// <exception cref="StorageException">The log in the database is not the one that its checkpoint tells of: nothing may be added to it.</exception>
    public async Task<int> RunAsync(CancellationToken cancel = default)
    {
        // The head first: events that another process moves after this are refused with the commit.
        var head = await storage.FindLogHeadAsync(cancel);
        var epochs = await storage.FindLogEpochsAsync(cancel);
        var events = await storage.ReadEventsToLogAsync(Most, cancel);
        var now = time.GetUtcNow();
        if ((events.Count == 0 && head is not null && !epochs.IsCut) || IsHeldByAnother(head, now))
            return 0;
        var tree = await OpenAsync(head, signers.Of(epochs.Name).Key, cancel);
        _tree = null;
        foreach (var (pending, facts) in events)
            tree.Add(TreeHash.OfLeaf(LogLeaf.Write(pending.Event, facts)));
        var epoch = epochs.IsCut ? LogSigners.After(epochs, head?.Checkpoint) : epochs;
        var signer = signers.Of(epoch.Name);
        var note = new Checkpoint(signer.Key.Name, tree.Size, tree.Root(), now) { Continues = EndsOf(epoch) }.Sign(signer);
        var next = new LogHeadDocument((head?.Version ?? 0) + 1, tree.Size, note, owner, now + Lease);
        if (!await storage.AppendLogAsync(new(next, [.. events.Select(one => one.Pending)], tree.TakeChanged()) { Begins = epochs.IsCut ? epoch : null }, cancel))
            return 0;
        (_tree, _version, _publishedSize) = (tree, next.Version, tree.Size);
        return events.Count;
    }

    private bool IsHeldByAnother(LogHeadDocument? head, DateTimeOffset now) =>
        head is { Owner: { } holder } && holder != owner && head.LeasedUntil > now && !WorkOwner.IsGone(holder);

    private List<EndedEpoch> EndsOf(LogEpochs epochs) => [.. epochs.Ended.Select(note => signers.TryOpen(note, out var ended)
        ? new EndedEpoch(ended.Origin, ended.Size, ended.Root)
        : throw Damaged("a checkpoint that an earlier epoch ended with is not signed by its key"))];

    private async Task<GrowingTree> OpenAsync(LogHeadDocument? head, NoteKey key, CancellationToken cancel)
    {
        if (_tree is { } known && head?.Version == _version)
            return known;
        if (head is null)
            return _publishedSize == 0 ? GrowingTree.Open(0, [])! : throw Damaged("its head is gone");
        if (head.Size < _publishedSize)
            throw Damaged($"it has {head.Size} entries, and had {_publishedSize}");
        if (!Checkpoint.TryOpen(head.Checkpoint, key, out var checkpoint) || checkpoint.Size != head.Size)
            throw Damaged("its checkpoint is not signed by its key, or of another size");
        var edge = await storage.ReadLogTilesAsync(GrowingTree.EdgeOf(head.Size), cancel);
        return GrowingTree.Open(head.Size, edge) is { } tree && tree.Root() == checkpoint.Root ? tree : throw Damaged("its tree is not the one that its checkpoint tells of");
    }

    private static StorageException Damaged(string how) => new($"The log was changed from outside: {how}. Nothing is added to it; 'log check' tells more.");
}
