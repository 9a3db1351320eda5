using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>
/// Proofs: finding and cancelling them, and the links between one that is cancelled and the one that replaces it. Each names the other, and so each is claimed
/// before the change that counts; that change owes the link in the other. A claim of somebody who died is void, and is made void before it is passed over.
/// </content>
public sealed partial class MongoEvidenceStorage
{
    private const string NewLink = "link";

    public async Task<ProofDocument?> FindProofAsync(Guid id, CancellationToken cancel = default) =>
        await _records.FindAsync(Fields.Of(id), cancel) is { } record && ProofMapping.IsRegistered(record) ? ProofMapping.Read(record) : null;

    public async Task<ProofDocument?> FindProofByReferenceAsync(ReadOnlyMemory<byte> referenceKey, CancellationToken cancel = default) =>
        await _unique.FindOwnerAsync(UniqueValues.IdOf(referenceKey), cancel) is { } id ? await FindProofAsync(id, cancel) : null;

    public async Task<bool> CancelProofAsync(ProofDocument document, CancellationToken cancel = default)
    {
        if (document.Record is not { Status: RecordStatus.Cancelled, ChangedAt: { } at })
            throw new ArgumentException("the proof is not cancelled", nameof(document));
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var claim = Guid.NewGuid();
            if (document.ReplacedBy is { } other && !await ClaimReplacingAsync(document, other, claim, cancel))
                return false;
            var (record, isChanged) = await _records.ChangeAsync(Fields.Of(document.Id), stored => Cancel(stored, document, claim, at), cancel);
            if (isChanged)
                await _dues.SettleAsync(_records, [record!]);
            if (isChanged || record is null || !CanBeCancelled(record, document))
                return isChanged;
            // Somebody else took this for dead and made its intention void.
        }
        throw new StorageException("A proof was claimed by others all the time.");
    }

    private static bool CanBeCancelled(BsonDocument stored, ProofDocument document) =>
        ProofMapping.IsRegistered(stored) && !ProofMapping.IsCancelled(stored) && ProofMapping.PartOf(stored).Int64("version") == document.Version - 1;

    private static bool CanBeReplaced(BsonDocument stored, Guid learner) => ProofMapping.IsRegistered(stored) && ProofMapping.IsCancelled(stored)
        && !ProofMapping.PartOf(stored).Contains(ProofMapping.ReplacedBy) && stored.Id("learner") == learner;

    private static bool CanReplace(BsonDocument stored, ProofDocument cancelled) => ProofMapping.IsRegistered(stored) && stored.Id() != cancelled.Id
        && !ProofMapping.PartOf(stored).Contains(ProofMapping.Replaces) && stored.Id("learner") == cancelled.Record.LearnerId;

    private bool Cancel(BsonDocument stored, ProofDocument document, Guid claim, DateTimeOffset at)
    {
        var proof = ProofMapping.PartOf(stored);
        if (!CanBeCancelled(stored, document) || (document.ReplacedBy is { } to && !IsIntended(stored, to, claim)))
            return false;
        proof.With("version", document.Version)
            .With("journal", document.SealedJournal)
            .With(ProofMapping.ReplacedBy, document.ReplacedBy)
            .With(ProofMapping.Intended, default(Guid?))
            .With(ProofMapping.AttemptOf(ProofMapping.Intended), default(Guid?));
        stored.With("status", (int?)RecordStatus.Cancelled).With("changedAt", at);
        EventMapping.Add(stored, _order.Next(), RecordEventType.Cancelled, at, document.SealedJournal);
        if (document.ReplacedBy is { } other)
            OweLink(stored, other, ProofMapping.Replaces);
        return true;
    }

    private static bool IsIntended(BsonDocument stored, Guid other, Guid? attempt) =>
        ProofMapping.PartOf(stored).IdOrNull(ProofMapping.Intended) == other
        && ProofMapping.PartOf(stored).IdOrNull(ProofMapping.AttemptOf(ProofMapping.Intended)) == attempt;

    /// <summary>
    /// Claims the cancelled proof that one which is only reserved is to replace. A rival's reservation is removed where it was left behind.
    /// </summary>
    /// <returns>False where it is replaced, or cannot be; null while a rival is at it.</returns>
    private Task<bool?> ClaimReplacedAsync(Guid old, ArrivingProof by, CancellationToken cancel) => ClaimAsync(
        old, ProofMapping.ReplacedBy, new(by.Proof.Id, by.Attempt), stored => CanBeReplaced(stored, by.LearnerId),
        async rival => await RemoveLeftAsync(rival.By, cancel) switch
        {
            null => true,
            var left when AwardMapping.StateOf(left) != AwardState.Reserved => false,
            // The attempt that claimed is no more, and no other has its name.
            var left when left.IdOrNull(ProofMapping.Attempt) != rival.Attempt => true,
            _ => default(bool?),
        }, cancel);

    /// <summary>Claims the proof that one which is to be cancelled will name. A rival's intention is unset, unless it is cancelled by now.</summary>
    private async Task<bool> ClaimReplacingAsync(ProofDocument document, Guid other, Guid attempt, CancellationToken cancel)
    {
        async Task<bool> IntendAsync() => (await _records.ChangeAsync(
            Fields.Of(document.Id), stored =>
            {
                if (!CanBeCancelled(stored, document))
                    return false;
                ProofMapping.PartOf(stored).With(ProofMapping.Intended, other).With(ProofMapping.AttemptOf(ProofMapping.Intended), attempt);
                return true;
            }, cancel)).IsChanged;
        async Task UnsetAsync(Claim intention) => await _records.ChangeAsync(
            Fields.Of(intention.By), stored =>
            {
                if (!ProofMapping.IsRegistered(stored) || !IsIntended(stored, other, intention.Attempt))
                    return false;
                ProofMapping.PartOf(stored).With(ProofMapping.Intended, default(Guid?)).With(ProofMapping.AttemptOf(ProofMapping.Intended), default(Guid?));
                return true;
            }, cancel);
        async Task<bool?> MakeVoidAsync(Claim rival)
        {
            await UnsetAsync(rival);
            return await FindProofAsync(rival.By, cancel) is not { ReplacedBy: { } replacing } || replacing != other;
        }
        if (!await IntendAsync())
            return false;
        var own = new Claim(document.Id, attempt);
        if (await ClaimAsync(other, ProofMapping.Replaces, own, stored => CanReplace(stored, document), MakeVoidAsync, cancel) == true)
            return true;
        await UnsetAsync(own);
        return false;
    }

    /// <summary>
    /// Claims a proof for one attempt at linking another with it. The change that counts asks for the attempt's name, in the document of the other; so a rival's
    /// claim that is made void, which takes the name away there, stays so, even if the rival is back at once, and claims anew. One's own earlier
    /// attempt has lost its name already.
    /// </summary>
    internal async Task<bool?> ClaimAsync(
        Guid id, string link, Claim own, Func<BsonDocument, bool> canBe, Func<Claim, Task<bool?>> makeVoid, CancellationToken cancel)
    {
        var (by, attempt) = (ProofMapping.ClaimOf(link), ProofMapping.AttemptOf(ProofMapping.ClaimOf(link)));
        var @void = own;
        for (var round = 0; round < MostTries; round++)
        {
            Claim? rival = null;
            var (_, isChanged) = await _records.ChangeAsync(
                Fields.Of(id), stored =>
                {
                    rival = null;
                    if (!canBe(stored))
                        return false;
                    var proof = ProofMapping.PartOf(stored);
                    if (proof.IdOrNull(by) is { } claimed && claimed != own.By && new Claim(claimed, proof.IdOrNull(attempt)) is var found && found != @void)
                    {
                        rival = found;
                        return false;
                    }
                    proof.With(by, own.By).With(attempt, own.Attempt);
                    return true;
                }, cancel);
            if (isChanged || rival is null)
                return isChanged;
            if (await makeVoid(rival) is not true and var held)
                return held;
            @void = rival;
        }
        throw new StorageException("A proof was claimed by others all the time.");
    }

    internal sealed record Claim(Guid By, Guid? Attempt);

    /// <summary>The other proof is to name this one.</summary>
    private void OweLink(BsonDocument record, Guid other, string link) =>
        _dues.Owe(record, NewLink, new BsonDocument().With("of", other).With("link", link).With("to", record.Id()));

    private Task LinkAsync(BsonDocument due, CancellationToken cancel) => _records.ChangeAsync(
        due["of"], stored =>
        {
            var (proof, link) = (ProofMapping.PartOf(stored), due.Text("link"));
            if (proof.Contains(link))
                return false;
            proof.With(link, due.Id("to")).With(ProofMapping.ClaimOf(link), default(Guid?))
                .With(ProofMapping.AttemptOf(ProofMapping.ClaimOf(link)), default(Guid?)).With("version", proof.Int64("version") + 1);
            return true;
        }, cancel);
}
