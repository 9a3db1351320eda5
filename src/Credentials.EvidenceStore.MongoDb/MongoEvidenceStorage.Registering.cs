using System.Diagnostics;
using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>
/// Registering proofs: reserved first, as awards are, and registered by one change when learner, reference and the proof that is replaced are certain. What a
/// process leaves behind by dying in between is told to nobody, and whoever comes next with the reference passes over it.
/// </content>
public sealed partial class MongoEvidenceStorage
{
    /// <summary>How long at least is waited for somebody else who is registering the same reference.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public async Task<IReadOnlyList<ProofOutcome>> RegisterProofsAsync(IReadOnlyList<ProofRegistration> items, CancellationToken cancel = default)
    {
        var all = items.Select(item => new ArrivingProof(item)).ToList();
        var begun = Stopwatch.GetTimestamp();
        for (var attempt = 0; all.Any(one => one.Outcome is null); attempt++)
        {
            if (attempt >= MostTries && Stopwatch.GetElapsedTime(begun) >= Patience)
                throw new StorageException("A proof with the same reference, or that replaces the same one, is being registered by somebody else.");
            if (attempt > 1)
                await Task.Delay(Random.Shared.Next(1, 4 * Math.Min(attempt, 40)), cancel);
            await RegisterAsync([.. all.Where(one => one.Outcome is null)], cancel);
        }
        return [.. all.Select(one => one.Outcome!)];
    }

    private async Task RegisterAsync(IReadOnlyList<ArrivingProof> items, CancellationToken cancel)
    {
        foreach (var one in items)
            one.BeginAnew();
        IEnumerable<ArrivingProof> Going() => items.Where(one => one.IsGoingOn);

        await FindRegisteredAsync(items, cancel);
        await RefuseReplacingAsync([.. Going().Where(one => one.Proof.Replaces is not null)], cancel);
        await AddLearnersAsync([.. Going()], cancel);
        var written = Going().ToList();
        try
        {
            await WriteReservedAsync(written, cancel);
            await TakeReferencesAsync([.. Going()], cancel);
            foreach (var one in Going().Where(one => one.Proof.Replaces is not null).ToList())
            {
                var isClaimed = await ClaimReplacedAsync(one.Proof.Replaces!.Value, one, cancel);
                if (isClaimed == false)
                    one.Outcome = new ProofOutcome.CannotReplace();
                one.IsToBeTriedAgain = isClaimed is null;
            }
            await RefuseOfErasedAsync([.. Going()], cancel);
            await RegisterWrittenAsync([.. Going()], cancel);
        }
        catch (OperationCanceledException)
        {
            await TakeBackAsync(written, CancellationToken.None);
            throw;
        }
        await TakeBackAsync([.. written.Where(one => one.Outcome is not ProofOutcome.Registered)], cancel);
    }

    /// <summary>One that somebody is registering is waited for, until it is so old that whoever began it must have died.</summary>
    private async Task FindRegisteredAsync(IReadOnlyList<ArrivingProof> items, CancellationToken cancel)
    {
        var holdings = await _unique.FindHoldingsAsync(items.Select(one => one.Reference), cancel);
        var holders = await _records.FindManyAsync(holdings.Values.Select(holding => Fields.Of(holding.Owner)), cancel);
        foreach (var one in items.Where(one => holdings.ContainsKey(one.Reference)))
        {
            var holder = holdings[one.Reference];
            one.Holder = holder;
            if (holders.GetValueOrDefault(Fields.Of(holder.Owner)) is not { } record)
                continue;
            if (ProofMapping.IsRegistered(record))
                one.Outcome = new ProofOutcome.Exists(ProofMapping.Read(record));
            else
                one.IsToBeTriedAgain = record.InstantOrNull(ProofMapping.ReservedAt) > LeftBehindUntil;
        }
    }

    private async Task RefuseReplacingAsync(IReadOnlyList<ArrivingProof> items, CancellationToken cancel)
    {
        var replaced = await _records.FindManyAsync(items.Select(one => Fields.Of(one.Proof.Replaces!.Value)), cancel);
        foreach (var one in items)
        {
            if (replaced.GetValueOrDefault(Fields.Of(one.Proof.Replaces!.Value)) is not { } old || !CanBeReplaced(old, one.LearnerId))
                one.Outcome = new ProofOutcome.CannotReplace();
        }
    }

    private async Task WriteReservedAsync(List<ArrivingProof> items, CancellationToken cancel)
    {
        var there = await _records.AddManyAsync([.. items.Select(one => ProofMapping.Write(one.Proof, one.Attempt, _time.GetUtcNow()))], cancel);
        foreach (var one in there.Select(index => items[index]))
        {
            // The same proof, from another call: that call's, unless it is over.
            await RemoveLeftAsync(one.Proof.Id, cancel);
            one.IsToBeTriedAgain = true;
        }
    }

    /// <summary>
    /// Takes the references after the records are written. Whoever takes one away from a record has found it so, then found the record gone, and then takes
    /// what was found, not what was taken anew since; and the record of an attempt never comes back. So whatever is lost is found lost by <see cref="Register"/>.
    /// </summary>
    private async Task TakeReferencesAsync(IReadOnlyList<ArrivingProof> items, CancellationToken cancel)
    {
        var free = items.Where(one => one.Holder is null).ToList();
        var held = await _unique.TakeAnewAsync([.. free.Select(one => (one.Reference, one.Proof.Id))], cancel);
        foreach (var (one, holding) in free.Zip(held))
            one.Held = holding;
        foreach (var one in items.Where(one => one.Holder is not null))
        {
            // Of one's own earlier attempt nothing was there any more when this one was written.
            var holder = one.Holder!.Value;
            if (holder.Owner == one.Proof.Id || await RemoveLeftAsync(holder.Owner, cancel) is null)
                one.Held = await _unique.PassOnAsync(one.Reference, holder, one.Proof.Id, cancel);
        }
        foreach (var one in items)
            one.IsToBeTriedAgain = one.Held is null;
    }

    /// <summary>The change that counts. One that is gone by now was in somebody's way, or its learner is being erased.</summary>
    private async Task RegisterWrittenAsync(IReadOnlyList<ArrivingProof> items, CancellationToken cancel)
    {
        var asked = items.ToDictionary(one => (BsonValue)Fields.Of(one.Proof.Id));
        var done = await _records.ChangeManyAsync(asked.Keys, record => Register(record, asked[record["_id"]]), cancel);
        foreach (var (id, one) in asked)
        {
            if (done.TryGetValue(id, out var registered) && ProofMapping.IsRegistered(registered.Document))
                one.Outcome = new ProofOutcome.Registered();
            else
                one.IsToBeTriedAgain = true;
        }
        await _dues.SettleAsync(_records, done.Values.Select(one => one.Document));
    }

    private bool Register(BsonDocument stored, ArrivingProof one)
    {
        if (AwardMapping.StateOf(stored) != AwardState.Reserved || stored.IdOrNull(ProofMapping.Attempt) != one.Attempt)
            return false;
        var proof = one.Proof;
        var (record, number) = (proof.Record, _order.Next());
        stored.With(ProofMapping.Attempt, default(Guid?)).With(ProofMapping.ReservedAt, default(DateTimeOffset?));
        stored.With("state", (int?)AwardState.Issued)
            .With("status", (int?)record.Status)
            .With("changedAt", record.ChangedAt)
            .With("number", number)
            .With("facts", RecordMapping.Write(record.Facts));
        EventMapping.Add(stored, number, RecordEventType.Registered, record.RecordedAt, proof.SealedContent);
        if (record.Status == RecordStatus.Cancelled)
            EventMapping.Add(stored, _order.Next(), RecordEventType.Cancelled, record.ChangedAt ?? record.RecordedAt, proof.SealedJournal);
        if (proof.Replaces is { } old)
            OweLink(stored, old, ProofMapping.ReplacedBy);
        return true;
    }

    /// <summary>Removes what these attempts have written, where their proofs are not registered.</summary>
    private async Task TakeBackAsync(IReadOnlyList<ArrivingProof> items, CancellationToken cancel)
    {
        foreach (var one in items)
        {
            var id = Fields.Of(one.Proof.Id);
            await _records.RemoveAsync(IsReserved(id) & Documents.Where.Eq(ProofMapping.Attempt, Fields.Of(one.Attempt)), cancel);
            if (one.Held is { } held && (await _records.FindAsync(id, cancel) is not { } other || !ProofMapping.IsRegistered(other)))
                await _unique.FreeAsync(one.Reference, held, cancel);
        }
    }

    private DateTimeOffset LeftBehindUntil => _time.GetUtcNow() - AwardReservation.LeftBehind;

    /// <summary>Removes a record that is only reserved and was left behind, for good, so that whoever made it cannot complete it.</summary>
    /// <returns>The record where it is more than reserved, or somebody is at it; null where there is none.</returns>
    private async Task<BsonDocument?> RemoveLeftAsync(Guid record, CancellationToken cancel)
    {
        var id = Fields.Of(record);
        await _records.RemoveAsync(
            IsReserved(id) & (Documents.Where.Lte(ProofMapping.ReservedAt, Fields.Of(LeftBehindUntil)) | Documents.Where.Exists(ProofMapping.ReservedAt, false)), cancel);
        return await _records.FindAsync(id, cancel);
    }

    private static MongoDB.Driver.FilterDefinition<BsonDocument> IsReserved(BsonValue id) =>
        Documents.Where.Eq("_id", id) & Documents.Where.Eq("state", (int)AwardState.Reserved);
}
