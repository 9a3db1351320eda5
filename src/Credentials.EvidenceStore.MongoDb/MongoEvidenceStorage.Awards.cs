using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>Awards that are completed, changed and read; reserving them is <see cref="ReserveAwardsAsync"/>.</content>
public sealed partial class MongoEvidenceStorage
{
    public async Task<IReadOnlyList<CompletionOutcome>> CompleteAwardsAsync(IReadOnlyList<AwardCompletion> items, CancellationToken cancel = default)
    {
        await DropOfErasedAsync(items, cancel);
        var asked = items.DistinctBy(item => item.Id).ToDictionary(item => (BsonValue)Fields.Of(item.Id), item => (Item: item, Number: _order.Next()));
        var done = await _records.ChangeManyAsync(asked.Keys, record => Complete(record, asked[record["_id"]].Item, asked[record["_id"]].Number), cancel);
        await _dues.SettleAsync(_records, done.Values.Select(one => one.Document));
        _counter.Completed(done.Values.Count(one => one.IsChanged));
        var outcomes = new List<CompletionOutcome>(items.Count);
        foreach (var item in items)
        {
            if (done.TryGetValue(Fields.Of(item.Id), out var one))
                outcomes.Add(new CompletionOutcome.Completed(AwardMapping.Read(one.Document)));
            else if (await FindLearnerAsync(item.LearnerId, cancel) is { State: not LearnerState.Present })
                outcomes.Add(new CompletionOutcome.LearnerErased());
            else
                throw new InvalidOperationException($"award {item.Id} was never reserved");
        }
        return outcomes;
    }

    public async Task<AwardDocument?> FindAwardAsync(Guid id, CancellationToken cancel = default) =>
        await _records.FindAsync(Fields.Of(id), cancel) is { } record && record.Contains("award") ? AwardMapping.Read(record) : null;

    public async Task<Page<AwardDocument>> ListAwardsAsync(AwardQuery query, CancellationToken cancel = default)
    {
        var filter = Documents.Where.Eq("state", (int)AwardState.Issued) & Documents.Where.Eq("source", (int)RecordSource.Award);
        if (query.Centre is not null)
            filter &= Documents.Where.Eq("award.centre", query.Centre);
        if (query.AchievementId is not null)
            filter &= Documents.Where.Eq("award.achievement", query.AchievementId);
        if (query.Status is { } status)
            filter &= Documents.Where.Eq("status", (int)status);
        if (query.AwardedFrom is { } from)
            filter &= Documents.Where.Gte("award.awardedOn", Fields.Of(from));
        if (query.AwardedUntil is { } until)
            filter &= Documents.Where.Lte("award.awardedOn", Fields.Of(until));
        if (query.BatchId is { } batch)
            filter &= Documents.Where.Eq("award.batch", Fields.Of(batch));
        return await PageOfRecordsAsync(filter, query.Cursor, query.Limit, AwardMapping.IsIssued, AwardMapping.Read, cancel);
    }

    public Task<bool> ReplaceAwardAsync(AwardDocument document, DateTimeOffset at, CancellationToken cancel = default) =>
        ReplaceAwardAsync(document, at, mail: null, cancel);

    public Task<bool> ReplaceAwardAsync(AwardDocument document, DateTimeOffset at, MailDocument? mail, CancellationToken cancel = default) =>
        ChangeOwingAsync(_records, document.Id, stored => Replace(stored, document, at, mail), cancel);

    public async Task<IReadOnlyList<AwardDocument>> ListAwardsOfBatchAsync(Guid batch, int afterRow, int limit, CancellationToken cancel = default)
    {
        var found = await _records.ListAsync(
            Documents.Where.Eq("award.batch", Fields.Of(batch)) & Documents.Where.Gt("award.batchRow", afterRow)
            & Documents.Where.Eq("state", (int)AwardState.Issued), cancel, Documents.By.Ascending("award.batchRow"), limit);
        return [.. found.Select(AwardMapping.Read)];
    }

    public async Task<int> CountAwardsOfBatchAsync(Guid batch, CancellationToken cancel = default) => (int)await _records.CountAsync(
        Documents.Where.Eq("award.batch", Fields.Of(batch)) & Documents.Where.Eq("state", (int)AwardState.Issued), cancel);

    public async Task<IReadOnlyList<AwardDocument?>> FindAwardsByKeyAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> naturalKeys, CancellationToken cancel = default)
    {
        var owners = await _unique.FindOwnersAsync(naturalKeys.Select(UniqueValues.IdOf), cancel);
        var records = await _records.FindManyAsync(owners.Values.Select(Fields.Of), cancel);
        return
        [
            .. naturalKeys.Select(key => owners.TryGetValue(UniqueValues.IdOf(key), out var owner) && records.TryGetValue(Fields.Of(owner), out var record)
                ? AwardMapping.Read(record)
                : null),
        ];
    }

    /// <summary>
    /// Removes reservations that were left behind for learners whose erasure was asked for meanwhile. One that is asked for between this look and the
    /// completion either removes the reservation itself, or finds the award.
    /// </summary>
    private async Task DropOfErasedAsync(IReadOnlyList<AwardCompletion> items, CancellationToken cancel)
    {
        var reserved = await _records.ListAsync(
            Documents.Where.In("_id", items.Select(item => Fields.Of(item.Id))) & Documents.Where.Eq("state", (int)AwardState.Reserved), cancel,
            only: "{learner: 1}");
        if (reserved.Count == 0)
            return;
        var erased = await _learners.ListAsync(
            Documents.Where.In("_id", reserved.Select(record => record["learner"]).Distinct()) & Documents.Where.Gt("state", (int)LearnerState.Present), cancel,
            only: "{_id: 1}");
        foreach (var learner in erased)
            await DropReservationsAsync(learner.Id(), cancel);
    }

    /// <summary>Whether the award has that natural key still: an erased one does not, and a revoked one holds nobody up.</summary>
    private static bool Holds(BsonDocument record, BsonValue naturalKey) => record.PartOrNull("award") is { } award
        && award.TryGetValue("naturalKey", out var held) && held == naturalKey && record.Int32("status") != (int)AwardStatus.Revoked;

    private bool Complete(BsonDocument record, AwardCompletion completion, long number)
    {
        if (AwardMapping.StateOf(record) != AwardState.Reserved)
            return false;
        var award = record.Part("award");
        award.With("credential", completion.SealedCredential)
            .With("achievementVersion", (int?)completion.AchievementVersion)
            .With("version", award.Int64("version") + 1);
        record.With("state", (int?)AwardState.Issued).With("number", number).With("facts", RecordMapping.Write(completion.Facts));
        EventMapping.Add(record, number, RecordEventType.Issued, record.Instant("recordedAt"), award.Blob("request"));
        LedEntryMapping.Put(record, completion.LedEntry);
        foreach (var mail in completion.Mails)
            OweMail(record, mail);
        return true;
    }

    private bool Replace(BsonDocument record, AwardDocument document, DateTimeOffset at, MailDocument? mail)
    {
        if (!record.Contains("award") || !AwardMapping.IsIssued(record) || record.Part("award").Int64("version") != document.Version - 1)
            return false;
        record.Part("award")
            .With("version", document.Version)
            .With("credential", document.SealedCredential)
            .With("journal", document.SealedJournal)
            .With("shareVersion", (int?)document.ShareVersion)
            .With("claimVersion", (int?)document.ClaimVersion);
        if (record.Int32("status") != (int)document.Status)
            ChangeStatus(record, document.Status, at, document.SealedJournal);
        if (mail is not null)
            OweMail(record, mail);
        return true;
    }

    /// <summary>Gives an issued award that is being changed another status, in everything that tells of it.</summary>
    private void ChangeStatus(BsonDocument record, AwardStatus status, DateTimeOffset at, ReadOnlyMemory<byte> journal)
    {
        record.With("status", (int?)status).With("changedAt", at);
        OweNewVersions(record, SlotMapping.Change(record, status));
        EventMapping.Add(record, _order.Next(), status.AsEvent(), at, journal);
        if (status == AwardStatus.Revoked)
            LedEntryMapping.Revoke(record);
    }

    /// <summary>A page of records that have a number, the last one first; the cursor is the id of the last on the page before.</summary>
    private async Task<Page<T>> PageOfRecordsAsync<T>(
        MongoDB.Driver.FilterDefinition<BsonDocument> filter, string? cursor, int limit, Func<BsonDocument, bool> canBeCursor, Func<BsonDocument, T> read,
        CancellationToken cancel)
    {
        filter &= Documents.Where.Gt("number", 0L);
        if (cursor is not null)
        {
            if (!Guid.TryParseExact(cursor, "N", out var id) || await _records.FindAsync(Fields.Of(id), cancel) is not { } last || !last.Contains("number") || !canBeCursor(last))
                return Pages.UnknownCursor<T>();
            filter &= Documents.Where.Lt("number", last["number"])
                | (Documents.Where.Eq("number", last["number"]) & Documents.Where.Lt("_id", last["_id"]));
        }
        var found = await _records.ListAsync(filter, cancel, Documents.By.Combine(Documents.By.Descending("number"), Documents.By.Descending("_id")), limit + 1);
        return Pages.Of(found, limit, read);
    }
}
