using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Registering;

/// <summary>Cancels a proof from outside. Final: what was right about it is registered anew.</summary>
public sealed class CancelProof
{
    private readonly IEvidenceStorage _storage;
    private readonly StoreSecrets _secrets;
    private readonly TimeProvider _time;

    internal CancelProof(IEvidenceStorage storage, StoreSecrets secrets, TimeProvider time) => (_storage, _secrets, _time) = (storage, secrets, time);

    /// <summary>
    /// Durable. <see cref="ProblemCode.NotFound"/>; <see cref="ProblemCode.StatusIsFinal"/> for one that is cancelled;
    /// <see cref="ProblemCode.InvalidInput"/> for an award, which is revoked, and where <paramref name="replacedBy"/> cannot replace it.
    /// </summary>
    /// <param name="id">The record.</param>
    /// <param name="view">What the caller may see.</param>
    /// <param name="happened">When, who and why.</param>
    /// <param name="replacedBy">A proof of the same learner that is registered already, or null.</param>
    /// <param name="cancel">Gives up waiting; it may be cancelled all the same.</param>
    public async Task<Result<ProofDocument>> RunAsync(Guid id, RecordSight view, AwardEvent happened, Guid? replacedBy, CancellationToken cancel = default)
    {
        while (true)
        {
            if (await _storage.FindRecordAsync(id, cancel) is not { } record || !view.Covers(record.Facts))
                return ConsultRecords.NotThere;
            if (record.Source == RecordSource.Award)
                return new Problem(ProblemCode.InvalidInput, "This is an award of a centre: it is revoked by POST /api/credentials/{id}/status, not cancelled.");
            if (await _storage.FindProofAsync(id, cancel) is not { } proof)
                return ConsultRecords.NotThere;
            if (proof.Record.Status == RecordStatus.Cancelled)
                return new Problem(ProblemCode.StatusIsFinal, "The proof is cancelled already, and that is final.");
            if (replacedBy is { } other
                && (await _storage.FindProofAsync(other, cancel) is not { Replaces: null } replacing || other == id
                    || replacing.Record.LearnerId != record.LearnerId || !view.Covers(replacing.Record.Facts)))
                return RegisterProofs.CannotReplace("/replacedBy");
            var changed = proof with
            {
                Record = proof.Record with { Status = RecordStatus.Cancelled, ChangedAt = happened.At },
                Version = proof.Version + 1,
                SealedJournal = await SealAsync(proof, happened, cancel),
                ReplacedBy = replacedBy,
            };
            if (await _storage.CancelProofAsync(changed, cancel))
                return changed;
        }
    }

    /// <summary>Durable. When a register elsewhere says that a proof of ours was cancelled: one that is cancelled already stays as it is.</summary>
    internal async Task<bool> FollowAsync(Guid id, AwardEvent happened, CancellationToken cancel) =>
        (await RunAsync(id, RecordSight.All, happened, null, cancel)).IsSuccess;

    internal AwardEvent Now(string by, string? reason) => new(_time.GetUtcNow(), "cancelled", by, reason);

    private async Task<ReadOnlyMemory<byte>> SealAsync(ProofDocument proof, AwardEvent happened, CancellationToken cancel)
    {
        // Of a learner who is erased nothing can be sealed any more: the event itself tells when, and the log keeps it.
        if (await _storage.FindLearnerAsync(proof.Record.LearnerId, cancel) is not { WrappedKey.IsEmpty: false } learner)
            return default;
        var key = _secrets.Master.Unwrap(learner);
        return key.SealJournal(proof.Id, StoredJournal.Write([.. ConsultRecords.JournalOf(proof.SealedJournal, proof.Id, key), happened]));
    }
}
