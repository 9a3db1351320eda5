using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>What is of no use after a moment, each a document under its kind and key. Ordered and durable are the same here.</content>
public sealed partial class MongoEvidenceStorage
{
    public Task<bool> AddShortLivedAsync(ShortLivedDocument document, CancellationToken cancel = default) =>
        _shortLived.AddAsync(Put(new BsonDocument("_id", IdOfShortLived(document.Kind, document.Key)), document), cancel);

    public Task<bool> AddShortLivedInOrderAsync(ShortLivedDocument document, CancellationToken cancel = default) => AddShortLivedAsync(document, cancel);

    public async Task<ShortLivedDocument?> FindShortLivedAsync(string kind, ReadOnlyMemory<byte> key, CancellationToken cancel = default) =>
        await _shortLived.FindAsync(IdOfShortLived(kind, key), cancel) is { } stored
            ? new(kind, key, stored.Int64("version"), stored.Instant("expires"), stored.Blob("content"))
            : null;

    public async Task<bool> ReplaceShortLivedAsync(ShortLivedDocument document, CancellationToken cancel = default) =>
        (await _shortLived.ChangeAsync(
            IdOfShortLived(document.Kind, document.Key), stored =>
            {
                if (stored.Int64("version") != document.Version - 1)
                    return false;
                Put(stored, document);
                return true;
            }, cancel)).IsChanged;

    public Task<bool> ReplaceShortLivedInOrderAsync(ShortLivedDocument document, CancellationToken cancel = default) =>
        ReplaceShortLivedAsync(document, cancel);

    /// <summary>Looked at once more when they are removed: one may have been given more time since it was found.</summary>
    public async Task<int> RemoveShortLivedAsync(DateTimeOffset expiredBefore, int limit, CancellationToken cancel = default)
    {
        var isExpired = Documents.Where.Lt("expires", Fields.Of(expiredBefore));
        var found = await _shortLived.ListAsync(isExpired, cancel, Documents.By.Ascending("expires"), limit, only: "{_id: 1}");
        return found.Count == 0 ? 0 : (int)await _shortLived.RemoveAsync(Documents.Where.In("_id", found.Select(one => one["_id"])) & isExpired, cancel);
    }

    private static BsonDocument IdOfShortLived(string kind, ReadOnlyMemory<byte> key) => new BsonDocument().With("kind", kind).With("key", key);

    private static BsonDocument Put(BsonDocument stored, ShortLivedDocument document) =>
        stored.With("version", document.Version).With("expires", document.Expires).With("content", document.Content);
}
