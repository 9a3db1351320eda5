using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>Values sealed under master keys: how they are written while a key may be replaced, what lies under others, and sealing it anew.</content>
public sealed partial class MongoEvidenceStorage
{
    private const string Announced = "sealing";
    private const int MostAnnouncements = 50;

    /// <summary>
    /// In the order of the keys' ids, and under each of the owners' ids: what is sealed anew leaves that order, and nothing else in it moves.
    /// </summary>
    public async Task<Page<MasterSealed>> ListSealedUnderOthersAsync(
        MasterSealedKind kind, string keyId, string? cursor, int limit, CancellationToken cancel = default)
    {
        if (cursor is null)
            await WithdrawOthersAsync(keyId, cancel);
        var (documents, field) = PlaceOf(kind);
        var under = Fields.UnderOf(field);
        var filter = Documents.Where.Lt(under, keyId) | Documents.Where.Gt(under, keyId);
        if (cursor is not null)
        {
            var (lastUnder, last) = (cursor[..cursor.IndexOf(':', StringComparison.Ordinal)], IdOf(kind, cursor[(cursor.IndexOf(':', StringComparison.Ordinal) + 1)..]));
            filter &= Documents.Where.Gt(under, lastUnder) | (Documents.Where.Eq(under, lastUnder) & Documents.Where.Gt("_id", last));
        }
        var found = await documents.ListAsync(
            filter, cancel, Documents.By.Combine(Documents.By.Ascending(under), Documents.By.Ascending("_id")), limit + 1,
            new BsonDocument { { field, 1 }, { under, 1 } });
        string OwnerOf(BsonDocument document) => kind == MasterSealedKind.PermutationKey ? document["_id"].AsString : document.Id().ToString("N");
        var items = found.Take(limit).Select(document => new MasterSealed(
            kind, OwnerOf(document), kind == MasterSealedKind.LearnerKey ? document.Text(under) : null, document.Blob(field))).ToList();
        return new(items, found.Count > limit ? $"{found[limit - 1].Text(under)}:{items[^1].Owner}" : null);
    }

    /// <summary>
    /// Asks for the key once, before: where another takes its place meanwhile, whoever does that seals what is listed anew too, of two who do only the
    /// first finds what it was, and a value that was put under this key is met again.
    /// </summary>
    public async Task<int> ResealAsync(string keyId, IReadOnlyList<Resealed> items, CancellationToken cancel = default)
    {
        if (items.Any(item => item.Was.Kind == MasterSealedKind.LearnerKey && item.Bytes.Length != item.Was.Bytes.Length))
            throw new ArgumentException("a learner's key never changes its length", nameof(items));
        await RequireMasterKeysAsync([keyId], cancel);
        var replaced = 0;
        foreach (var ofKind in items.GroupBy(item => item.Was.Kind))
        {
            var (documents, field) = PlaceOf(ofKind.Key);
            var byId = ofKind.GroupBy(item => IdOf(ofKind.Key, item.Was.Owner)).ToDictionary(same => same.Key, same => same.First());
            var done = await documents.ChangeManyAsync(byId.Keys, document => Reseal(document, field, keyId, byId[document["_id"]]), cancel);
            replaced += done.Values.Count(one => one.IsChanged);
        }
        return replaced;
    }

    /// <summary>
    /// Changes a document that gets values sealed under the master key. It is announced in the document first, then the key is asked for, and it is written
    /// if the announcement still stands. Whoever replaces the key withdraws announcements under others before looking for what lies under others: what was
    /// announced before that is written by then or never, and who announces later finds the key replaced. Nothing has to be taken back, and a process that
    /// dies leaves an announcement, which says nothing.
    /// </summary>
    /// <exception cref="MasterKeyReplacedException">Another key is the current one; the document is as it was.</exception>
    private async Task<(BsonDocument? Document, bool IsChanged)> ChangeSealedAsync(
        Documents documents, BsonValue id, IReadOnlyList<ReadOnlyMemory<byte>> values, Func<BsonDocument, bool> change, CancellationToken cancel)
    {
        var keyIds = values.Where(bytes => !bytes.IsEmpty).Select(bytes => MasterKeyNames.IdIn(bytes.Span)).Distinct().ToList();
        if (keyIds.Count == 0)
            return await documents.ChangeAsync(id, change, cancel);
        for (var attempt = 0; attempt < MostAnnouncements; attempt++)
        {
            var announcement = Fields.Of(Guid.NewGuid());
            var (announced, isAnnounced) = await documents.ChangeAsync(
                id, document =>
                {
                    if (!change((BsonDocument)document.DeepClone()))
                        return false;
                    document[Announced] = new BsonDocument { { "key", keyIds[0] }, { "by", announcement } };
                    return true;
                }, cancel);
            if (!isAnnounced)
                return (announced, false);
            try
            {
                await RequireMasterKeysAsync(keyIds, cancel);
            }
            catch (MasterKeyReplacedException)
            {
                await documents.UpdateAsync(
                    Documents.Where.Eq("_id", id) & Documents.Where.Eq($"{Announced}.by", announcement), Documents.Set.Unset(Announced), CancellationToken.None);
                throw;
            }
            var (stands, isDone) = (false, false);
            var (written, _) = await documents.ChangeAsync(
                id, document =>
                {
                    stands = document.PartOrNull(Announced) is { } standing && standing["by"] == announcement;
                    if (!stands)
                        return false;
                    document.Remove(Announced);
                    isDone = change(document);
                    return true;
                }, cancel);
            if (stands || written is null)
                return (written, isDone);
        }
        throw new StorageException($"A document of {documents.Name} was announced to change by others all the time.");
    }

    private async Task WithdrawOthersAsync(string keyId, CancellationToken cancel)
    {
        foreach (var documents in (Documents[])[_learners, _batches, _staffMembers])
        {
            await documents.UpdateAsync(
                Documents.Where.Lt($"{Announced}.key", keyId) | Documents.Where.Gt($"{Announced}.key", keyId), Documents.Set.Unset(Announced), cancel);
        }
    }

    private (Documents Documents, string Field) PlaceOf(MasterSealedKind kind) => kind switch
    {
        MasterSealedKind.LearnerKey => (_learners, "wrappedKey"),
        MasterSealedKind.Erasure => (_learners, "erasure"),
        MasterSealedKind.PermutationKey => (_statusLists, "permutationKey"),
        MasterSealedKind.BatchInput => (_batchInputs, "input"),
        MasterSealedKind.BatchErrors => (_batches, "errors"),
        MasterSealedKind.StaffPerson => (_staffMembers, "person"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static BsonValue IdOf(MasterSealedKind kind, string owner) =>
        kind == MasterSealedKind.PermutationKey ? new BsonString(owner) : Fields.Of(Guid.Parse(owner));

    private static bool Reseal(BsonDocument document, string field, string keyId, Resealed item)
    {
        if (!document.Blob(field).Span.SequenceEqual(item.Was.Bytes.Span))
            return false;
        switch (item.Was.Kind)
        {
            case MasterSealedKind.LearnerKey:
                document.With(field, item.Bytes).With(Fields.UnderOf(field), keyId);
                break;
            case MasterSealedKind.Erasure:
                document.WithSealed(field, item.Bytes).With("version", document.Int64("version") + 1);
                break;
            default:
                document.WithSealed(field, item.Bytes);
                break;
        }
        return true;
    }
}
