using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>
/// Erasing learners. The beginning owes the end of every reservation that is not completed: one that was written before is found by it, and one that is
/// written later finds the beginning when it looks at the learner, and takes itself back. So no completion comes after it.
/// </content>
public sealed partial class MongoEvidenceStorage
{
    private const string Unreserve = "unreserve";
    private const string FreeDropped = "free-dropped";
    private const string ForgetLearner = "forget";

    public async Task<IReadOnlyList<LearnerDocument>> ListErasingLearnersAsync(CancellationToken cancel = default)
    {
        var isErasing = Documents.Where.Eq("erasing", true);
        await _dues.SettleNowAsync(_learners, isErasing & Documents.Where.Exists("due.at"), cancel);
        return [.. (await _learners.ListAsync(isErasing, cancel, InOrder)).Select(LearnerMapping.Read)];
    }

    /// <summary>
    /// Everything of the learner's own goes in one change; what leads there from other documents is owed. False also where reservations had not ended yet:
    /// they have now, and an award may have come of one while the learner's records were erased.
    /// </summary>
    public async Task<bool> EraseLearnerAsync(LearnerDocument document, CancellationToken cancel = default)
    {
        var (learner, isChanged) = await ChangeSealedAsync(
            _learners, Fields.Of(document.Id), [document.SealedErasure], stored => Erase(stored, document), cancel);
        if (learner is not null)
            await _dues.SettleAsync(_learners, [learner]);
        return isChanged;
    }

    /// <summary>
    /// Nothing to do for a client of the server: a document that was replaced or deleted is in no collection any more. The server's files keep earlier
    /// versions for a while: the storage engine's until the next checkpoint writes over their blocks, the oplog's and the journal's until they wrap round
    /// (the oplog window, which <c>rs.printReplicationInfo()</c> tells), members that are down until they are back, and back-ups until they are deleted.
    /// How long an erased key can be read there is set by the oplog's size and the keeping of back-ups.
    /// </summary>
    public Task<bool> ForgetAsync(CancellationToken cancel = default) => Task.FromResult(true);

    private bool Erase(BsonDocument learner, LearnerDocument document)
    {
        if (learner.Int64("version") != document.Version - 1 || Dues.Of(learner).Any(due => due.Text("kind") == Unreserve))
            return false;
        foreach (var match in learner.GetValue("matches", new BsonArray()).AsBsonArray)
            OweFree(learner, match, document.Id);
        LearnerMapping.Put(learner, document);
        learner.Remove("tokens");
        learner.Remove("matches");
        _dues.Owe(learner, ForgetLearner, new BsonDocument().With("learner", document.Id));
        return true;
    }

    private async Task UnreserveAsync(BsonDocument due, CancellationToken cancel)
    {
        // The erasure may have been given up before this was done.
        if (!await IsPresentAsync(due.Id("learner"), cancel))
            await DropReservationsAsync(due.Id("learner"), cancel);
    }

    private async Task ForgetLearnerAsync(BsonDocument due, CancellationToken cancel)
    {
        await RemoveDoublesAsync(due["learner"], cancel);
        await _lookups.UpdateAsync(
            Documents.Where.Eq("learner", due["learner"]) & Documents.Where.Exists("purpose"), Documents.Set.Unset("purpose"), cancel);
        await DropReservationsAsync(due.Id("learner"), cancel);
    }

    /// <summary>
    /// Removes the reservations of a learner for whom nothing is recorded any more. What they have taken is written down with the learner before they go,
    /// so that it is freed whoever dies in between, and is not where one was completed at that very moment.
    /// </summary>
    private async Task DropReservationsAsync(Guid learner, CancellationToken cancel)
    {
        var filter = Documents.Where.Eq("learner", Fields.Of(learner)) & Documents.Where.Eq("state", (int)AwardState.Reserved);
        // Looked for again until there is none: while a shard hands documents to another, one look can miss some.
        while (await _records.ListAsync(filter, cancel) is { Count: > 0 } left)
            await DropAsync(learner, left, cancel);
    }

    private async Task DropAsync(Guid learner, IReadOnlyList<BsonDocument> left, CancellationToken cancel)
    {
        var dues = new List<BsonDocument>();
        await _learners.ChangeAsync(
            Fields.Of(learner), stored =>
            {
                dues = [.. left.Select(record => new BsonDocument().With("record", record.Id()).With("values", ValuesOf(record)))];
                foreach (var due in dues)
                    _dues.Owe(stored, FreeDropped, due);
                return true;
            }, cancel);
        await _records.RemoveAsync(
            Documents.Where.In("_id", left.Select(record => record["_id"])) & Documents.Where.Eq("state", (int)AwardState.Reserved), cancel);
        await _dues.SettleAsync(_learners, [new BsonDocument("_id", Fields.Of(learner)).With("due", new BsonArray(dues))]);
    }

    private async Task FreeDroppedAsync(BsonDocument due, CancellationToken cancel)
    {
        if (await _records.FindAsync(due["record"], cancel) is null)
            await _unique.FreeAsync(due["values"].AsBsonArray, due.Id("record"), cancel);
    }

    /// <summary>A proof that was not finished has none but its reference, which gives way by itself where there is no proof.</summary>
    private static BsonArray ValuesOf(BsonDocument reservation) =>
        [.. reservation.PartOrNull("award") is { } award ? [award["naturalKey"]] : (BsonValue[])[], .. reservation.Items("slots").Select(slot => UniqueValues.IdOf(SlotMapping.Read(slot)))];
}
