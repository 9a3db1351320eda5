using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>
/// The log. An append is one write: the head with the append's entries, tiles and epoch in it. What is in it is then rolled forward to where it is looked
/// for, by whoever appended or by whoever comes next; each step can be done twice, and late.
/// </content>
public sealed partial class MongoEvidenceStorage
{
    /// <summary>
    /// The most events of one append: of each the head carries less than 200 bytes, and 32 more in tiles, far from the 16 MB that a document can have. The
    /// sequencer appends some hundreds.
    /// </summary>
    private const int MostAppended = 20_000;

    public async Task<IReadOnlyList<PendingEvent>> ReadPendingEventsAsync(int limit, CancellationToken cancel = default) =>
        [.. (await ListPendingAsync(limit, "{pending: 1}", cancel)).Select(one => one.Pending)];

    public async Task<IReadOnlyList<EventToLog>> ReadEventsToLogAsync(int limit, CancellationToken cancel = default) =>
        [.. (await ListPendingAsync(limit, StoredRecordMapping.FactsOnly, cancel)).Select(one => new EventToLog(one.Pending, StoredRecordMapping.FactsOf(one.Record)))];

    public async Task<LogHeadDocument?> FindLogHeadAsync(CancellationToken cancel = default) => LogMapping.ReadHead(await FindRolledHeadAsync(cancel));

    public async Task<LogEpochs> FindLogEpochsAsync(CancellationToken cancel = default) =>
        LogMapping.ReadEpochs(await _log.FindAsync(LogMapping.Head, cancel));

    public async Task<bool> AppendLogAsync(LogAppend append, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(append.Events.Count, MostAppended, nameof(append));
        while (true)
        {
            var head = await FindRolledHeadAsync(cancel);
            var stored = LogMapping.ReadHead(head);
            if ((stored?.Version ?? 0) != append.Head.Version - 1)
                return false;
            if ((stored?.Size ?? 0) + append.Events.Count != append.Head.Size)
                throw new ArgumentException("the head's size is not that of the log with these events", nameof(append));
            if (head is null)
            {
                if (!await _log.AddAsync(LogMapping.Put(new BsonDocument("_id", LogMapping.Head), append), cancel))
                    continue;
            }
            else if (!(await _log.ChangeAsync(
                LogMapping.Head, now =>
                {
                    if (now.Contains(LogMapping.Tail) || LogMapping.ReadHead(now)?.Version != stored?.Version || LogMapping.ReadHead(now)?.Size != stored?.Size)
                        return false;
                    LogMapping.Put(now, append);
                    return true;
                }, cancel)).IsChanged)
            {
                continue;
            }
            // That was the commit; whoever gives up from here on leaves the rest to the next.
            await FindRolledHeadAsync(CancellationToken.None);
            return true;
        }
    }

    public async Task<IReadOnlyList<LogTile>> ReadLogTilesAsync(IReadOnlyList<TilePlace> places, CancellationToken cancel = default)
    {
        await FindRolledHeadAsync(cancel);
        var tiles = await _logTiles.FindManyAsync(places.Select(LogMapping.IdOf), cancel);
        return [.. places.Where(place => tiles.ContainsKey(LogMapping.IdOf(place))).Select(place => new LogTile(place, tiles[LogMapping.IdOf(place)].Blob("hashes")))];
    }

    public async Task<LogEntry?> FindLogEntryAsync(Guid record, int ordinal, CancellationToken cancel = default)
    {
        await FindRolledHeadAsync(cancel);
        return await _logEntries.FindOneAsync(Documents.Where.Eq("record", Fields.Of(record)) & Documents.Where.Eq("ordinal", ordinal), cancel) is { } entry
            ? new(entry.Int64("_id"), LogMapping.ReadEvent(entry))
            : null;
    }

    /// <summary>The current epoch must end before anything is signed.</summary>
    private async Task CutEpochAsync(CancellationToken cancel) =>
        await _log.UpdateAsync(Documents.Where.Eq("_id", LogMapping.Head), Documents.Set.Set(LogMapping.IsCut, true), cancel, isUpsert: true);

    /// <summary>
    /// The oldest pending events, each with its record. As many records as events are asked for are enough: one with an event among the oldest is among the
    /// records that have the oldest ones.
    /// </summary>
    private async Task<IEnumerable<(PendingEvent Pending, BsonDocument Record)>> ListPendingAsync(
        int limit, ProjectionDefinition<BsonDocument> only, CancellationToken cancel)
    {
        // What is in the log already is not pending, even where it still lies in its record.
        await FindRolledHeadAsync(cancel);
        var records = await _records.ListAsync(
            Documents.Where.Exists("pending.number"), cancel, Documents.By.Ascending("pending.number"), limit, only);
        return records.SelectMany(record => EventMapping.ReadPending(record).Select(pending => (pending, record)))
            .OrderBy(one => one.pending.Number).ThenBy(one => one.pending.Event.RecordId).ThenBy(one => one.pending.Event.Ordinal).Take(limit);
    }

    /// <summary>The head, with nothing in it that is not where it belongs; null where there is none.</summary>
    private async Task<BsonDocument?> FindRolledHeadAsync(CancellationToken cancel)
    {
        while (true)
        {
            var head = await _log.FindAsync(LogMapping.Head, cancel);
            if (head is null || !head.Contains(LogMapping.Tail))
                return head;
            await RollForwardAsync(head);
        }
    }

    /// <summary>
    /// Moves a head's tail to where it belongs. One who was slow and comes when later heads are there finds every entry written, every tile written by a later
    /// head, the events not pending any more, and another version in the head: it changes nothing.
    /// </summary>
    internal async Task RollForwardAsync(BsonDocument head)
    {
        var cancel = CancellationToken.None;
        var entries = LogMapping.EntriesOf(head).ToList();
        await _logEntries.AddManyAsync([.. entries.Select(one => one.Entry)], cancel);
        var tiles = LogMapping.TilesOf(head).ToList();
        foreach (var index in await _logTiles.AddManyAsync(tiles, cancel))
        {
            var tile = tiles[index];
            await _logTiles.UpdateAsync(
                Documents.Where.Eq("_id", tile["_id"]) & Documents.Where.Lt("version", head["version"]),
                Documents.Set.Set("hashes", tile["hashes"]).Set("version", head["version"]), cancel);
        }
        await _records.UpdateEachAsync(
            [
                .. from one in entries
                   // Not by the number, which one that was added since by another clock may have too.
                   group one.Ordinal by one.Record into ofRecord
                   select (
                       Documents.Where.Eq("_id", ofRecord.Key) & Documents.Where.In("pending.ordinal", ofRecord),
                       Documents.Set.PullFilter<BsonDocument>("pending", Documents.Where.In("ordinal", ofRecord))),
            ], cancel);
        await _log.UpdateAsync(
            Documents.Where.Eq("_id", LogMapping.Head) & Documents.Where.Eq("version", head["version"]), Documents.Set.Unset(LogMapping.Tail), cancel);
    }
}
