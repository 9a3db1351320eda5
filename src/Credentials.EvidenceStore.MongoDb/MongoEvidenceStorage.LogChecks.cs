using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>
/// The log's entries beside the records they tell of. No two documents are read as of one moment; what must fit each other is read again when it changed in
/// between.
/// </content>
public sealed partial class MongoEvidenceStorage
{
    private const int MostReadings = 5;

    private const int RecordsAtOnce = 500;

    public async Task<IReadOnlyList<LoggedEntry>> ReadLoggedEntriesAsync(long from, int count, CancellationToken cancel = default)
    {
        await FindRolledHeadAsync(cancel);
        var entries = await _logEntries.ListAsync(Documents.Where.Gte("_id", from), cancel, Documents.By.Ascending("_id"), count);
        var ids = entries.Select(entry => entry.GetValue("record", BsonNull.Value)).Distinct();
        var records = (await _records.ListAsync(Documents.Where.In("_id", ids) & IsThere, cancel, only: StoredRecordMapping.Needed))
            .ToDictionary(record => record["_id"], StoredRecordMapping.Read);
        return
        [
            .. entries.Select(entry => new LoggedEntry(
                entry.Int64("_id"), StoredRecordMapping.ReadEvent(entry), records.GetValueOrDefault(entry.GetValue("record", BsonNull.Value)))),
        ];
    }

    /// <summary>The record before and after its entries: where it did not change, both are of one moment. An event that is in the log and still pending is one.</summary>
    public async Task<RecordWithEvents> ReadRecordWithEventsAsync(Guid id, CancellationToken cancel = default)
    {
        for (var reading = 1; ; reading++)
        {
            var record = await FindStoredAsync(id, cancel);
            var entries = await _logEntries.ListAsync(Documents.Where.Eq("record", Fields.Of(id)), cancel, Documents.By.Ascending("ordinal"));
            var again = await FindStoredAsync(id, cancel);
            if (record?.GetValue("rev", BsonNull.Value) != again?.GetValue("rev", BsonNull.Value) && reading < MostReadings)
                continue;
            var events = entries.Select(StoredRecordMapping.ReadEvent).OfType<RecordEvent>().ToList();
            var logged = events.Select(one => one.Ordinal).ToHashSet();
            if (record is not null)
                events.AddRange(StoredRecordMapping.ReadPending(record).Where(pending => !logged.Contains(pending.Ordinal)).OrderBy(pending => pending.Ordinal));
            return new(record is null ? null : StoredRecordMapping.Read(record), events);
        }
    }

    /// <summary>
    /// What a record says it has and what of it is pending is read at once, so that the log need only stand still meanwhile. Where it never does, it is told
    /// as long as it was when the records were counted, which is between what it was before and after.
    /// </summary>
    public async Task<LogTotals> CountLogAsync(CancellationToken cancel = default)
    {
        for (var reading = 1; ; reading++)
        {
            var before = LogMapping.ReadHead(await FindRolledHeadAsync(cancel));
            var entries = await _logEntries.CountAsync(Documents.Where.Empty, cancel);
            var (events, pending, records, documents) = await CountRecordEventsAsync(cancel);
            var after = LogMapping.ReadHead(await FindRolledHeadAsync(cancel));
            var (least, most) = (before?.Size ?? 0, after?.Size ?? 0);
            if (before?.Version == after?.Version)
                return new(most, entries, pending, events, records, documents);
            if (reading < MostReadings)
                continue;
            var logged = events - pending;
            var isWhole = await _logEntries.CountAsync(Documents.Where.Lt("_id", most), cancel) == most;
            return isWhole && logged >= least && logged <= most
                ? new(logged, logged, pending, events, records, documents)
                : new(most, entries, pending, events, records, documents);
        }
    }

    /// <summary>
    /// Reads every record with its entries, and then every entry with its record, some hundreds at once: asked for only where the totals do not fit.
    /// </summary>
    public async Task<LogMisfit?> FindLogMisfitAsync(CancellationToken cancel = default) =>
        await FindMisfitOfRecordAsync(cancel) ?? await FindEntryWithoutRecordAsync(cancel);

    /// <summary>A record is there before an event of it is in the log, and stays.</summary>
    private async Task<LogMisfit?> FindEntryWithoutRecordAsync(CancellationToken cancel)
    {
        var last = default(BsonValue);
        while (await _logEntries.ListAsync(
            last is null ? Documents.Where.Empty : Documents.Where.Gt("_id", last), cancel, Documents.By.Ascending("_id"), RecordsAtOnce, "{record: 1}")
            is { Count: > 0 } some)
        {
            // What is no id at all is told with the entry that has it.
            var ids = some.Select(entry => entry.GetValue("record", BsonNull.Value)).Where(IsId).Distinct().ToList();
            var there = (await _records.ListAsync(Documents.Where.In("_id", ids) & IsThere, cancel, only: "{_id: 1}")).Select(record => record["_id"]).ToHashSet();
            if (ids.Find(id => !there.Contains(id)) is { } gone)
                return new(LogMisfitKind.RecordOfEvent, gone.AsGuid);
            last = some[^1]["_id"];
        }
        return null;
    }

    private static bool IsId(BsonValue value) => value is BsonBinaryData { SubType: BsonBinarySubType.UuidStandard, Bytes.Length: 16 };

    private async Task<LogMisfit?> FindMisfitOfRecordAsync(CancellationToken cancel)
    {
        var last = default(BsonValue);
        while (await _records.ListAsync(
            last is null ? IsThere : IsThere & Documents.Where.Gt("_id", last), cancel, Documents.By.Ascending("_id"), RecordsAtOnce, StoredRecordMapping.Needed)
            is { Count: > 0 } some)
        {
            var entries = await _logEntries.ListAsync(Documents.Where.In("record", some.Select(record => record["_id"])), cancel, only: "{record: 1, ordinal: 1}");
            var logged = entries.ToLookup(entry => entry["record"], entry => entry.GetValue("ordinal", BsonNull.Value));
            foreach (var record in some)
            {
                if (!record.Contains("facts") || !(record.Contains("award") || record.Contains("proof")))
                    return new(LogMisfitKind.DocumentOfRecord, record.Id());
                var pending = StoredRecordMapping.ReadPending(record).Select(one => (BsonValue)one.Ordinal);
                // Looked at once more before it is told: it may have changed between the two readings.
                if (logged[record["_id"]].Concat(pending.Except(logged[record["_id"]])).Count() != StoredRecordMapping.Read(record).Events
                    && await ReadRecordWithEventsAsync(record.Id(), cancel) is { Record: { } stored } now && stored.Events != now.Events.Count)
                    return new(LogMisfitKind.EventsOfRecord, record.Id());
            }
            last = some[^1]["_id"];
        }
        return null;
    }

    /// <summary>More than reserved.</summary>
    private static MongoDB.Driver.FilterDefinition<BsonDocument> IsThere => Documents.Where.Ne("state", (int)AwardState.Reserved);

    private Task<BsonDocument?> FindStoredAsync(Guid id, CancellationToken cancel) => _records.FindOneAsync(Documents.Where.Eq("_id", Fields.Of(id)) & IsThere, cancel);

    private async Task<(long Events, long Pending, long Records, long Documents)> CountRecordEventsAsync(CancellationToken cancel)
    {
        static BsonDocument SumWhere(BsonValue field) => new("$sum", new BsonDocument("$cond", new BsonArray
        {
            new BsonDocument("$eq", new BsonArray { new BsonDocument("$ifNull", new BsonArray { field, 0 }), 0 }), 0, 1,
        }));
        var counted = await _records.AggregateAsync(
            [
                new("$match", new BsonDocument("state", new BsonDocument("$ne", (int)AwardState.Reserved))),
                new("$group", new BsonDocument("_id", BsonNull.Value)
                    .Add("events", new BsonDocument("$sum", "$events"))
                    .Add("pending", new BsonDocument("$sum", new BsonDocument("$size", new BsonDocument("$ifNull", new BsonArray { "$pending", new BsonArray() }))))
                    .Add("records", SumWhere("$facts"))
                    .Add("documents", SumWhere(new BsonDocument("$ifNull", new BsonArray { "$award", "$proof" })))),
            ], cancel);
        return counted.FirstOrDefault() is { } one ? (one.Int64("events"), one.Int64("pending"), one.Int64("records"), one.Int64("documents")) : default;
    }
}
