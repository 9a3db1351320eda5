using System.Globalization;
using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>The outbox of registrations in LED: each entry in the document of its award.</content>
public sealed partial class MongoEvidenceStorage
{
    private const string DayOfCursor = "yyyyMMdd";

    private static readonly LedEntryState[] NotRegistered = [LedEntryState.Waiting, LedEntryState.Refused, LedEntryState.Dead, LedEntryState.NoNumber];

    public async Task<IReadOnlyList<LedEntryDocument>> ClaimLedEntriesAsync(LedClaim claim, CancellationToken cancel = default)
    {
        var claimed = new List<LedEntryDocument>();
        while (claimed.Count < claim.Limit && await TakeLedEntryAsync(claim, cancel) is { } record)
        {
            // Named by the first attempt only. An entry that changed in between was revoked: it is not sent, and whoever dies here has sent nothing.
            if (!record.Part("led").Contains("supplier"))
            {
                var taken = Documents.Where.Eq("_id", record["_id"]) & Documents.Where.Eq("led.version", record["led"]["version"]);
                record = await _records.TakeAsync(taken, Documents.Set.Set("led.supplier", claim.Supplier), cancel);
            }
            if (record is not null)
                claimed.Add(LedEntryMapping.Read(record)!);
        }
        return claimed;
    }

    public async Task<LedEntryDocument?> FindLedEntryAsync(Guid record, CancellationToken cancel = default) =>
        await FindPartAsync(record, "led", cancel) is { } found ? LedEntryMapping.Read(found) : null;

    public async Task<bool> ReplaceLedEntryAsync(LedEntryDocument document, CancellationToken cancel = default) =>
        (await _records.ChangeAsync(
            Fields.Of(document.RecordId), record =>
            {
                if (LedEntryMapping.Read(record) is not { } stored || stored.Version != document.Version - 1)
                    return false;
                LedEntryMapping.Put(record, document with { Centre = stored.Centre, Deadline = stored.Deadline });
                return true;
            }, cancel)).IsChanged;

    public async Task<bool> RemoveLedEntryAsync(Guid record, long version, CancellationToken cancel = default) =>
        (await _records.ChangeAsync(
            Fields.Of(record), stored =>
            {
                if (LedEntryMapping.Read(stored)?.Version != version)
                    return false;
                LedEntryMapping.Put(stored, null);
                return true;
            }, cancel)).IsChanged;

    public async Task<Page<LedEntryDocument>> ListLedEntriesAsync(LedEntryQuery query, CancellationToken cancel = default)
    {
        // All entries are asked for as those of every state, of which the index by state has each in order.
        var filter = query.Centre is null && query.State is null
            ? Documents.Where.In("led.state", Enum.GetValues<LedEntryState>().Select(any => (int)any))
            : Documents.Where.Empty;
        if (query.State is { } state)
            filter &= Documents.Where.Eq("led.state", (int)state);
        if (query.Centre is not null)
            filter &= Documents.Where.Eq("led.centre", query.Centre);
        if (query.Cursor is not null)
        {
            if (!Guid.TryParseExact(query.Cursor, "N", out var last) || !await IsAwardAsync(last, cancel))
                return Pages.UnknownCursor<LedEntryDocument>();
            filter &= Documents.Where.Lt("led.record", Fields.Of(last));
        }
        var found = await _records.ListAsync(filter, cancel, Documents.By.Descending("led.record"), query.Limit + 1, only: "{led: 1}");
        return Pages.Of(found, query.Limit, record => LedEntryMapping.Read(record)!);
    }

    public async Task<Page<LedEntryDocument>> ListLedDeadlinesAsync(LedDeadlineQuery query, CancellationToken cancel = default)
    {
        var after = (Day: default(DateOnly), Record: Guid.Empty);
        if (query.Cursor is { } cursor && !(TryReadDeadlineCursor(cursor, out after) && await IsAwardAsync(after.Record, cancel)))
            return Pages.UnknownCursor<LedEntryDocument>();
        // One condition for each state: the index has each state's entries in order, and the server merges them.
        var filter = Documents.Where.Or(NotRegistered.Select(state =>
        {
            var ofState = Documents.Where.Eq("led.state", (int)state);
            if (state != LedEntryState.NoNumber)
                ofState &= Documents.Where.Lte("led.deadline", Fields.Of(query.Until));
            if (query.Cursor is not null)
            {
                ofState &= Documents.Where.Gte("led.deadline", Fields.Of(after.Day))
                    & (Documents.Where.Gt("led.deadline", Fields.Of(after.Day)) | Documents.Where.Gt("led.record", Fields.Of(after.Record)));
            }
            return query.Centre is null ? ofState : ofState & Documents.Where.Eq("led.centre", query.Centre);
        }));
        var order = Documents.By.Combine(Documents.By.Ascending("led.deadline"), Documents.By.Ascending("led.record"));
        var found = await _records.ListAsync(filter, cancel, order, query.Limit + 1, only: "{led: 1}");
        return Pages.Of(
            found, query.Limit, record => LedEntryMapping.Read(record)!,
            last => last.Part("led").Day("deadline").ToString(DayOfCursor, CultureInfo.InvariantCulture) + last.Id().ToString("N"));
    }

    /// <summary>Each number by itself: together they need not be of one moment.</summary>
    public async Task<LedEntryCounts> CountLedEntriesAsync(DateOnly today, DateOnly near, CancellationToken cancel = default)
    {
        var counted = new BsonArray(Enum.GetValues<LedEntryState>().Where(state => state != LedEntryState.Sent).Select(state => new BsonInt32((int)state)));
        var states = await _records.AggregateAsync(
            [
                new("$match", new BsonDocument("led.state", new BsonDocument("$in", counted))),
                new("$group", new BsonDocument { { "_id", "$led.state" }, { "count", new BsonDocument("$sum", 1L) } }),
            ], cancel);
        var open = Documents.Where.In("led.state", NotRegistered.Select(state => (int)state));
        return new(
            states.ToDictionary(state => (LedEntryState)state.Int32("_id"), state => state.Int64("count")),
            await _records.CountAsync(open & Documents.Where.Lte("led.deadline", Fields.Of(near)), cancel),
            await _records.CountAsync(open & Documents.Where.Lt("led.deadline", Fields.Of(today)), cancel));
    }

    private Task<BsonDocument?> TakeLedEntryAsync(LedClaim claim, CancellationToken cancel) => _records.TakeFirstAsync(
        Documents.Where.Eq("led.state", (int)LedEntryState.Waiting) & Documents.Where.Lte("led.nextAt", Fields.Of(claim.Now)),
        Documents.Set.Inc("led.attempts", 1).Inc("led.doubts", 1).Inc("led.version", 1L).Set("led.nextAt", Fields.Of(claim.Until)),
        Documents.By.Ascending("led.nextAt"), cancel);

    /// <summary>An entry may have gone since its page was read, its award is there.</summary>
    private async Task<bool> IsAwardAsync(Guid id, CancellationToken cancel) =>
        await FindPartAsync(id, "source", cancel, "state") is { } record && AwardMapping.IsIssued(record);

    /// <summary>A record with some of its parts only; null where it is not there.</summary>
    private async Task<BsonDocument?> FindPartAsync(Guid id, string part, CancellationToken cancel, string other = "_id") => (await _records.ListAsync(
        Documents.Where.Eq("_id", Fields.Of(id)), cancel, limit: 1, only: Builders<BsonDocument>.Projection.Include(part).Include(other))).FirstOrDefault();

    private static bool TryReadDeadlineCursor(string cursor, out (DateOnly Day, Guid Record) place)
    {
        var day = cursor.AsSpan(0, Math.Min(cursor.Length, DayOfCursor.Length));
        place = default;
        return DateOnly.TryParseExact(day, DayOfCursor, CultureInfo.InvariantCulture, DateTimeStyles.None, out place.Day)
            && Guid.TryParseExact(cursor.AsSpan(DayOfCursor.Length), "N", out place.Record);
    }
}
