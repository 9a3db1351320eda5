using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Log;

/// <summary>
/// Proves the database against the log's signed checkpoint, beside a running service or without one: every entry is made anew from the records as they are
/// now, and every record must be what its events made of it.
/// </summary>
public sealed class CheckLog
{
    /// <summary>Entries read at once: four tiles.</summary>
    private const int Page = 4 * TreeTiles.Width;

    private readonly IEvidenceStorage _storage;
    private readonly LogSigners _signers;

    internal CheckLog(IEvidenceStorage storage, LogSigners signers) => (_storage, _signers) = (storage, signers);

    /// <param name="earlier">A checkpoint that somebody kept: the log must still begin with what it says. Null without one.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<LogReport> RunAsync(string? earlier = null, CancellationToken cancel = default)
    {
        var findings = new LogFindings();
        var head = await _storage.FindLogHeadAsync(cancel);
        if (head is not null)
            await CheckEntriesAsync(head, await _storage.FindLogEpochsAsync(cancel), earlier, findings, cancel);
        else if (earlier is not null)
            findings.Add("the log is gone: the checkpoint that was kept tells of one");
        var totals = await CheckTotalsAsync(findings, cancel);
        return new(head?.Size ?? 0, totals.Pending, totals.Records, findings.Told, findings.Untold);
    }

    private async Task CheckEntriesAsync(LogHeadDocument head, LogEpochs epochs, string? earlier, LogFindings findings, CancellationToken cancel)
    {
        var isSigned = Checkpoint.TryOpen(head.Checkpoint, _signers.Of(epochs.Name).Key, out var checkpoint);
        if (!isSigned)
            findings.AddFirst("the checkpoint is not signed by the log's key, or not of this log");
        else if (checkpoint.Size != head.Size)
            findings.AddFirst($"the checkpoint is of {checkpoint.Size} entries, and the log has {head.Size}");
        var tree = new CheckedTree(_storage, findings);
        var ends = new CheckedEpochs(_signers, epochs, head, findings);
        ends.CompareWith(isSigned ? checkpoint : null);
        var kept = ends.OpenKept(earlier);
        foreach (var size in ends.Ended.Select(end => end.Size).Concat(kept is null ? [] : [kept.Size]))
            tree.RootsAt[size] = null;
        var changed = new List<(LoggedEntry Entry, TreeHash Logged)>();
        for (long from = 0; from < head.Size; from += Page)
        {
            var count = (int)Math.Min(Page, head.Size - from);
            var tiles = new TreeTiles(await _storage.ReadLogTilesAsync(TreeTiles.Of(Leaves(from, count)), cancel));
            var entries = (await _storage.ReadLoggedEntriesAsync(from, count, cancel)).ToDictionary(entry => entry.Position);
            if (tiles.IsEmpty && entries.Count == 0)
            {
                findings.Add(from, $"the log ends at entry {from}, and its head says {head.Size}");
                break;
            }
            foreach (var leaf in Leaves(from, count))
            {
                var stored = tiles.HashOf(leaf);
                if (stored is null)
                    findings.Add(leaf.From, $"the log's tile with the hash of entry {leaf.From} is gone or too short");
                var entry = entries.GetValueOrDefault(leaf.From);
                var computed = entry is null ? null : HashOf(entry);
                tree.Add(stored, computed);
                if (entry is null)
                    findings.Add(leaf.From, $"entry {leaf.From} of the log is gone");
                else
                    await CheckRecordAsync(entry, findings, cancel);
                if (entry is not null && stored is { } logged && computed != logged && changed.Count < LogReport.MostTold)
                    changed.Add((entry, logged));
            }
            await tree.CompareTilesAsync(cancel);
        }
        // Where the stored hashes are not the signed ones, what differs from them is not known to be wrong.
        if (!isSigned || tree.IsAs(checkpoint))
            await ExplainAsync(changed, findings, cancel);
        ends.CompareRoots(tree);
        if (kept is not null && tree.RootsAt[kept.Size] != kept.Root)
            findings.Add($"the log does not begin with the {kept.Size} entries of the checkpoint that was kept");
    }

    private static TreeHash? HashOf(LoggedEntry entry) => entry.Event is { } happened
        ? TreeHash.OfLeaf(LogLeaf.Write(happened, entry.Record?.Document?.Facts))
        : null;

    private async Task CheckRecordAsync(LoggedEntry entry, LogFindings findings, CancellationToken cancel)
    {
        if (entry.Event is not { } happened)
        {
            findings.Add(entry.Position, $"the row of entry {entry.Position} of the log cannot be read");
            return;
        }
        if (happened.Ordinal != 0 || (entry.Record is { } record && RecordHistory.IsUntouched(record, happened)))
            return;
        // Once more, all of it as of one moment: between two reads its status may have changed as it should.
        foreach (var fault in RecordHistory.FindFaults(await _storage.ReadRecordWithEventsAsync(happened.RecordId, cancel)))
            findings.AddRecord(entry.Position, happened.RecordId, fault);
    }

    private async Task ExplainAsync(List<(LoggedEntry Entry, TreeHash Logged)> changed, LogFindings findings, CancellationToken cancel)
    {
        if (changed.Count == 0)
            return;
        var differences = new LeafDifference([.. (await _storage.ListCentresAsync(cancel)).Select(centre => centre.Slug)]);
        foreach (var (entry, logged) in changed)
        {
            if (entry.Event is not { } happened)
                continue;
            var known = entry.Record?.Document is { } document ? differences.Find(happened, document.Facts, logged) : null;
            findings.AddRecord(entry.Position, happened.RecordId, known ?? "it no longer matches what was logged");
        }
    }

    private async Task<LogTotals> CheckTotalsAsync(LogFindings findings, CancellationToken cancel)
    {
        var totals = await _storage.CountLogAsync(cancel);
        if (totals.Entries != totals.Size)
            findings.Add($"there are {totals.Entries} entries, and the log's head says {totals.Size}");
        if (totals.RecordEvents == totals.Entries + totals.Pending && totals.Records == totals.Documents)
            return totals;
        findings.Add((await _storage.FindLogMisfitAsync(cancel)) switch
        {
            { Kind: LogMisfitKind.EventsOfRecord, Record: var id } => $"record {id}: its events are not all in the log or pending, or it has more than it says",
            { Kind: LogMisfitKind.DocumentOfRecord, Record: var id } => $"record {id}: it is in one of its tables and not in the other",
            { Record: var id } => $"record {id}: it is gone, and an event of it is pending",
            null => $"{totals.Records} records say they have {totals.RecordEvents} events, and {totals.Entries} are in the log and {totals.Pending} pending",
        });
        return totals;
    }

    private static IEnumerable<TreeRange> Leaves(long from, int count)
    {
        for (var leaf = from; leaf < from + count; leaf++)
            yield return new(leaf, leaf + 1);
    }
}
