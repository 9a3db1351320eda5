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
            if (document.ReplacedBy is { } other && !await ClaimReplacingAsync(document, other, cancel))
                return false;
            var (record, isChanged) = await _records.ChangeAsync(Fields.Of(document.Id), stored => Cancel(stored, document, at), cancel);
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

    private bool Cancel(BsonDocument stored, ProofDocument document, DateTimeOffset at)
    {
        var proof = ProofMapping.PartOf(stored);
        if (!CanBeCancelled(stored, document) || (document.ReplacedBy is not null && proof.IdOrNull(ProofMapping.Intended) != document.ReplacedBy))
            return false;
        proof.With("version", document.Version)
            .With("journal", document.SealedJournal)
            .With(ProofMapping.ReplacedBy, document.ReplacedBy)
            .With(ProofMapping.Intended, default(Guid?));
        stored.With("status", (int?)RecordStatus.Cancelled).With("changedAt", at);
        EventMapping.Add(stored, _order.Next(), RecordEventType.Cancelled, at, document.SealedJournal);
        if (document.ReplacedBy is { } other)
            OweLink(stored, other, ProofMapping.Replaces);
        return true;
    }

    /// <summary>Claims the cancelled proof that one which is only reserved is to replace. A rival's reservation is removed, unless it is registered.</summary>
    private Task<bool> ClaimReplacedAsync(Guid old, ProofDocument by, CancellationToken cancel) => ClaimAsync(
        old, ProofMapping.ReplacedBy, by.Id, stored => CanBeReplaced(stored, by.Record.LearnerId), rival => RemoveReservedAsync(rival, cancel), cancel);

    /// <summary>Claims the proof that one which is to be cancelled will name. A rival's intention is unset, unless it is cancelled by now.</summary>
    private async Task<bool> ClaimReplacingAsync(ProofDocument document, Guid other, CancellationToken cancel)
    {
        async Task<bool> IntendAsync(Guid id, Guid? from, Guid? to) => (await _records.ChangeAsync(
            Fields.Of(id), stored =>
            {
                if (!ProofMapping.IsRegistered(stored) || (to is null ? ProofMapping.PartOf(stored).IdOrNull(ProofMapping.Intended) != from : !CanBeCancelled(stored, document)))
                    return false;
                ProofMapping.PartOf(stored).With(ProofMapping.Intended, to);
                return true;
            }, cancel)).IsChanged;
        async Task<bool> MakeVoidAsync(Guid rival)
        {
            await IntendAsync(rival, other, null);
            return await FindProofAsync(rival, cancel) is not { ReplacedBy: { } replacing } || replacing != other;
        }
        if (!await IntendAsync(document.Id, null, other))
            return false;
        if (await ClaimAsync(other, ProofMapping.Replaces, document.Id, stored => CanReplace(stored, document), MakeVoidAsync, cancel))
            return true;
        await IntendAsync(document.Id, other, null);
        return false;
    }

    private async Task<bool> ClaimAsync(
        Guid id, string link, Guid by, Func<BsonDocument, bool> canBe, Func<Guid, Task<bool>> makeVoid, CancellationToken cancel)
    {
        var @void = by;
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            Guid? rival = null;
            var (_, isChanged) = await _records.ChangeAsync(
                Fields.Of(id), stored =>
                {
                    rival = null;
                    if (!canBe(stored))
                        return false;
                    var proof = ProofMapping.PartOf(stored);
                    if (proof.IdOrNull(ProofMapping.ClaimOf(link)) is { } claimed && claimed != by && claimed != @void)
                    {
                        rival = claimed;
                        return false;
                    }
                    proof.With(ProofMapping.ClaimOf(link), by);
                    return true;
                }, cancel);
            if (isChanged || rival is null)
                return isChanged;
            if (!await makeVoid(rival.Value))
                return false;
            @void = rival.Value;
        }
        throw new StorageException("A proof was claimed by others all the time.");
    }

    /// <summary>The other proof is to name this one.</summary>
    private void OweLink(BsonDocument record, Guid other, string link) =>
        _dues.Owe(record, NewLink, new BsonDocument().With("of", other).With("link", link).With("to", record.Id()));

    private Task LinkAsync(BsonDocument due, CancellationToken cancel) => _records.ChangeAsync(
        due["of"], stored =>
        {
            var (proof, link) = (ProofMapping.PartOf(stored), due.Text("link"));
            if (proof.Contains(link))
                return false;
            proof.With(link, due.Id("to")).With(ProofMapping.ClaimOf(link), default(Guid?)).With("version", proof.Int64("version") + 1);
            return true;
        }, cancel);
}
