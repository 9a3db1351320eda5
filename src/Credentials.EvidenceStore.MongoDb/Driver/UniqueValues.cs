using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Driver;

/// <summary>Values that only one may have, each the id of a document that names its owner: what a shard can keep unique wherever the owner lies.</summary>
internal sealed class UniqueValues(Documents values)
{
    public static BsonValue IdOf(ReadOnlyMemory<byte> value) => Fields.Of(value);

    public static BsonValue IdOf(StatusSlot slot) => new BsonString($"{slot.List}/{slot.Index}");

    /// <summary>The owners of those that have one.</summary>
    public async Task<Dictionary<BsonValue, Guid>> FindOwnersAsync(IEnumerable<BsonValue> ids, CancellationToken cancel) =>
        (await values.FindManyAsync(ids, cancel)).ToDictionary(found => found.Key, found => found.Value.Id("owner"));

    public async Task<Guid?> FindOwnerAsync(BsonValue id, CancellationToken cancel) => (await values.FindAsync(id, cancel))?.IdOrNull("owner");

    /// <summary>Takes each that nobody has. The owners of the others, by their places in the list; one's own is not among them.</summary>
    public async Task<Dictionary<int, Guid>> TakeAsync(IReadOnlyList<(BsonValue Id, Guid Owner)> wanted, CancellationToken cancel)
    {
        var taken = await values.AddManyAsync([.. wanted.Select(one => new BsonDocument("_id", one.Id).With("owner", one.Owner))], cancel);
        if (taken.Count == 0)
            return [];
        var owners = await FindOwnersAsync(taken.Select(index => wanted[index].Id), cancel);
        // One that was freed between the two is told as nobody's, and asked for again.
        return taken.Where(index => !owners.TryGetValue(wanted[index].Id, out var owner) || owner != wanted[index].Owner)
            .ToDictionary(index => index, index => owners.GetValueOrDefault(wanted[index].Id));
    }

    /// <summary>Gives a value from one owner to another; false where it has another one by now.</summary>
    public async Task<bool> PassOnAsync(BsonValue id, Guid from, Guid to, CancellationToken cancel) =>
        await values.UpdateAsync(Documents.Where.Eq("_id", id) & Documents.Where.In("owner", new[] { Fields.Of(from), Fields.Of(to) }), Documents.Set.Set("owner", Fields.Of(to)), cancel) == 1;

    /// <summary>Frees what is still the owner's.</summary>
    public Task FreeAsync(IEnumerable<BsonValue> ids, Guid owner, CancellationToken cancel) =>
        values.RemoveAsync(Documents.Where.In("_id", ids) & Documents.Where.Eq("owner", Fields.Of(owner)), cancel);
}
