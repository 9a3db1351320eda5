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
    /// <summary>How often somebody else who is registering the same reference is waited for before that counts as left behind.</summary>
    private const int PatientTries = 5;

    public async Task<IReadOnlyList<ProofOutcome>> RegisterProofsAsync(IReadOnlyList<ProofRegistration> items, CancellationToken cancel = default)
    {
        var all = items.Select(item => new ArrivingProof(item)).ToList();
        for (var attempt = 0; all.Any(one => one.Outcome is null); attempt++)
        {
            if (attempt == MostTries)
                throw new StorageException("A proof's reference was changed by others all the time.");
            if (attempt > 1)
                await Task.Delay(Random.Shared.Next(1, 20), cancel);
            await RegisterAsync([.. all.Where(one => one.Outcome is null)], isPatient: attempt < PatientTries, cancel);
        }
        return [.. all.Select(one => one.Outcome!)];
    }

    private async Task RegisterAsync(IReadOnlyList<ArrivingProof> items, bool isPatient, CancellationToken cancel)
    {
        foreach (var one in items)
            (one.IsToBeTriedAgain, one.Holder, one.EarlierLearner) = (false, null, null);
        IEnumerable<ArrivingProof> Going() => items.Where(one => one.IsGoingOn);

        await FindRegisteredAsync(items, isPatient, cancel);
        await RefuseReplacingAsync([.. Going().Where(one => one.Proof.Replaces is not null)], cancel);
        await AddLearnersAsync([.. Going()], cancel);
        var written = Going().ToList();
        await _records.AddManyAsync([.. written.Select(one => ProofMapping.Write(one.Proof))], cancel);
        await TakeReferencesAsync(written, cancel);
        foreach (var one in Going().Where(one => one.Proof.Replaces is not null).ToList())
        {
            if (!await ClaimReplacedAsync(one.Proof.Replaces!.Value, one.Proof, cancel))
                one.Outcome = new ProofOutcome.CannotReplace();
        }
        await RefuseOfErasedAsync([.. Going()], cancel);
        await RegisterWrittenAsync([.. Going()], cancel);
        await TakeBackAsync([.. written.Where(one => one.Outcome is not ProofOutcome.Registered)], cancel);
    }

    private async Task FindRegisteredAsync(IReadOnlyList<ArrivingProof> items, bool isPatient, CancellationToken cancel)
    {
        var owners = await _unique.FindOwnersAsync(items.Select(one => one.Reference), cancel);
        var holders = await _records.FindManyAsync(owners.Values.Select(Fields.Of), cancel);
        foreach (var one in items.Where(one => owners.ContainsKey(one.Reference)))
        {
            one.Holder = owners[one.Reference];
            if (holders.GetValueOrDefault(Fields.Of(one.Holder.Value)) is not { } record)
                continue;
            if (ProofMapping.IsRegistered(record))
                one.Outcome = new ProofOutcome.Exists(ProofMapping.Read(record));
            else
                one.IsToBeTriedAgain = isPatient;
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

    private async Task TakeReferencesAsync(IReadOnlyList<ArrivingProof> items, CancellationToken cancel)
    {
        var free = items.Where(one => one.Holder is null).ToList();
        foreach (var index in (await _unique.TakeAsync([.. free.Select(one => (one.Reference, one.Proof.Id))], cancel)).Keys)
            free[index].IsToBeTriedAgain = true;
        foreach (var one in items.Where(one => one.Holder is not null && one.Holder != one.Proof.Id))
        {
            one.IsToBeTriedAgain = !await RemoveReservedAsync(one.Holder!.Value, cancel)
                || !await _unique.PassOnAsync(one.Reference, one.Holder.Value, one.Proof.Id, cancel);
        }
    }

    /// <summary>The change that counts. One that is gone by now was in somebody's way, or its learner is being erased.</summary>
    private async Task RegisterWrittenAsync(IReadOnlyList<ArrivingProof> items, CancellationToken cancel)
    {
        var asked = items.ToDictionary(one => (BsonValue)Fields.Of(one.Proof.Id));
        var done = await _records.ChangeManyAsync(asked.Keys, record => Register(record, asked[record["_id"]].Proof), cancel);
        foreach (var (id, one) in asked)
        {
            if (done.ContainsKey(id))
                one.Outcome = new ProofOutcome.Registered();
            else
                one.IsToBeTriedAgain = true;
        }
        await _dues.SettleAsync(_records, done.Values.Select(one => one.Document));
    }

    private bool Register(BsonDocument stored, ProofDocument proof)
    {
        if (AwardMapping.StateOf(stored) != AwardState.Reserved)
            return false;
        var (record, number) = (proof.Record, _order.Next());
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

    /// <summary>Removes what was written for proofs that are not registered.</summary>
    private async Task TakeBackAsync(IReadOnlyList<ArrivingProof> items, CancellationToken cancel)
    {
        foreach (var one in items)
        {
            if (await RemoveReservedAsync(one.Proof.Id, cancel))
                await _unique.FreeAsync([one.Reference], one.Proof.Id, cancel);
        }
    }

    /// <summary>Removes a record that is only reserved, for good, so that whoever made it cannot complete it. False where it is more than reserved.</summary>
    private async Task<bool> RemoveReservedAsync(Guid record, CancellationToken cancel)
    {
        await _records.RemoveAsync(Documents.Where.Eq("_id", Fields.Of(record)) & Documents.Where.Eq("state", (int)AwardState.Reserved), cancel);
        return await _records.FindAsync(Fields.Of(record), cancel) is null;
    }
}
