using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Log;

/// <summary>What the log's epochs ended with, and a checkpoint that somebody kept of any of them.</summary>
internal sealed class CheckedEpochs
{
    private readonly LogSigners _signers;
    private readonly LogEpochs _epochs;
    private readonly LogHeadDocument _head;
    private readonly LogFindings _findings;
    private readonly List<EndedEpoch> _ended = [];

    public CheckedEpochs(LogSigners signers, LogEpochs epochs, LogHeadDocument head, LogFindings findings)
    {
        (_signers, _epochs, _head, _findings) = (signers, epochs, head, findings);
        foreach (var note in epochs.Ended)
        {
            if (!signers.TryOpen(note, out var ended))
                findings.AddFirst("a checkpoint that an earlier epoch of the log ended with is not signed by the log's key");
            else if (ended.Size > head.Size)
                findings.AddFirst($"the log has {head.Size} entries, and had {ended.Size} when its epoch {ended.Origin} ended");
            else
                _ended.Add(new(ended.Origin, ended.Size, ended.Root));
        }
    }

    public IReadOnlyList<EndedEpoch> Ended => _ended;

    private string Current => _signers.Of(_epochs.Name).Key.Name;

    /// <summary>The signed checkpoint names the same ends as the database; null where it could not be opened, which was told.</summary>
    public void CompareWith(Checkpoint? checkpoint)
    {
        if (checkpoint is not null && !checkpoint.Continues.SequenceEqual(_ended))
            _findings.AddFirst("the checkpoint does not name the ends of the log's earlier epochs as the database does");
    }

    /// <summary>Once the tree has grown: it begins with what each epoch ended with.</summary>
    public void CompareRoots(CheckedTree tree)
    {
        foreach (var end in _ended.Where(end => tree.RootsAt[end.Size] != end.Root))
            _findings.Add($"the log does not begin with the {end.Size} entries with which its epoch {end.Origin} ended");
    }

    /// <summary>The checkpoint that was kept, where the log as it is can be compared with it; else null, and it is told why.</summary>
    public Checkpoint? OpenKept(string? note)
    {
        if (note is null)
            return null;
        if (!_signers.TryOpen(note, out var kept))
            _findings.Add("the checkpoint that was kept is not signed by the log's key, or not of this log");
        else if (kept.Origin == Current && kept.Size <= _head.Size)
            return kept;
        else if (kept.Origin == Current)
            _findings.Add($"the log has {_head.Size} entries, and had {kept.Size} when the checkpoint was signed that was kept{(_epochs.IsCut ? "; a back-up was restored since" : "")}");
        else if (_ended.FirstOrDefault(end => end.Origin == kept.Origin) is not { } end)
            _findings.Add($"the checkpoint that was kept is of {kept.Origin}, which this log ({Current}) does not continue: it is of another restore of a back-up");
        else if (kept.Size <= end.Size)
            return kept;
        else
        {
            _findings.Add(
                $"the checkpoint that was kept is of {kept.Size} entries of {kept.Origin}; a back-up with the first {end.Size} of them was restored, and the log goes on "
                + $"from these as {Current}: the entries from {end.Size} on that it commits to are not in this log");
        }
        return null;
    }
}
