using System.Globalization;
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

    /// <summary>Whose the rows of a class list are, which have ids of their own.</summary>
    private const string Batch = "batch";

    /// <summary>
    /// In the order of the keys' ids, and under each of learners as they came, or of the documents' ids: what is sealed anew leaves that order, and nothing
    /// else in it moves.
    /// </summary>
    public async Task<Page<MasterSealed>> ListSealedUnderOthersAsync(
        MasterSealedKind kind, string keyId, string? cursor, int limit, CancellationToken cancel = default)
    {
        if (cursor is null)
            await WithdrawOthersAsync(keyId, cancel);
        var (documents, field) = PlaceOf(kind);
        var under = Fields.UnderOf(field);
        var filter = Documents.Where.Lt(under, keyId) | Documents.Where.Gt(under, keyId);
        var order = documents == _learners ? "number" : "_id";
        if (cursor?.Split(':', 3) is [var lastUnder, var lastNumber, var lastId])
        {
            var after = Documents.Where.Gt("_id", IdOf(kind, lastId));
            if (documents == _learners)
            {
                var number = long.Parse(lastNumber, CultureInfo.InvariantCulture);
                after = Documents.Where.Gt(order, number) | (Documents.Where.Eq(order, number) & after);
            }
            filter &= Documents.Where.Gt(under, lastUnder) | (Documents.Where.Eq(under, lastUnder) & after);
        }
        var sort = Documents.By.Combine(new[] { under, order, "_id" }.Distinct().Select(name => Documents.By.Ascending(name)));
        var found = await documents.ListAsync(filter, cancel, sort, limit + 1, new BsonDocument { { field, 1 }, { under, 1 }, { Batch, 1 }, { "number", 1 } });
        var items = found.Take(limit).Select(document => new MasterSealed(
            kind, OwnerOf(document, kind == MasterSealedKind.BatchInput ? Batch : "_id"), kind == MasterSealedKind.LearnerKey ? document.Text(under) : null,
            document.Blob(field)));
        return new([.. items], found.Count > limit ? CursorOf(found[limit - 1]) : null);

        string CursorOf(BsonDocument last) => $"{last.Text(under)}:{last.GetValue("number", 0L)}:{OwnerOf(last, "_id")}";
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
            var byOwner = ofKind.ToLookup(item => IdOf(ofKind.Key, item.Was.Owner));
            var owner = ofKind.Key == MasterSealedKind.BatchInput ? Batch : "_id";
            var ids = owner == Batch
                ? (await documents.ListAsync(Documents.Where.In(owner, byOwner.Select(one => one.Key)), cancel, only: "{_id: 1}")).Select(document => document["_id"])
                : byOwner.Select(one => one.Key);
            var done = await documents.ChangeManyAsync([.. ids], document => Reseal(document, field, keyId, byOwner[document[owner]]), cancel);
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

    private static string OwnerOf(BsonDocument document, string field) => document[field] is BsonString text ? text.AsString : document.Id(field).ToString("N");

    private static bool Reseal(BsonDocument document, string field, string keyId, IEnumerable<Resealed> items)
    {
        if (items.FirstOrDefault(item => item.Was.Bytes.Span.SequenceEqual(document.Blob(field).Span)) is not { } item)
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
