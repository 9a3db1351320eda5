using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb.Driver;

/// <summary>Whose a value is, and which write made it so: no two writes are the same, even where they give it to one owner again.</summary>
internal readonly record struct Holding(Guid Owner, BsonValue Operation);

/// <summary>Values that only one may have, each the id of a document that names its owner: what a shard can keep unique wherever the owner lies.</summary>
internal sealed class UniqueValues(Documents values)
{
    public static BsonValue IdOf(ReadOnlyMemory<byte> value) => Fields.Of(value);

    public static BsonValue IdOf(StatusSlot slot) => new BsonString($"{slot.List}/{slot.Index}");

    /// <summary>The owners of those that have one.</summary>
    public async Task<Dictionary<BsonValue, Guid>> FindOwnersAsync(IEnumerable<BsonValue> ids, CancellationToken cancel) =>
        (await values.FindManyAsync(ids, cancel)).ToDictionary(found => found.Key, found => found.Value.Id("owner"));

    /// <summary>As <see cref="FindOwnersAsync"/>, for <see cref="PassOnAsync(BsonValue, Holding, Guid, CancellationToken)"/>.</summary>
    public async Task<Dictionary<BsonValue, Holding>> FindHoldingsAsync(IEnumerable<BsonValue> ids, CancellationToken cancel) =>
        (await values.FindManyAsync(ids, cancel)).ToDictionary(found => found.Key, found => new Holding(found.Value.Id("owner"), OperationOf(found.Value)));

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

    /// <summary>Takes each that nobody has, not even the owner by another write. Null for the others.</summary>
    public async Task<IReadOnlyList<Holding?>> TakeAnewAsync(IReadOnlyList<(BsonValue Id, Guid Owner)> wanted, CancellationToken cancel)
    {
        var written = wanted.Select(one => new BsonDocument("_id", one.Id).With("owner", one.Owner)).ToList();
        var taken = await values.AddManyAsync(written, cancel);
        return [.. wanted.Select((one, index) => taken.Contains(index) ? default(Holding?) : new(one.Owner, OperationOf(written[index])))];
    }

    /// <summary>
    /// Gives a value from one owner to another; false where it has another one by now. Only for owners that never come back: one that lost the value
    /// meanwhile and has it again is not told from one that kept it.
    /// </summary>
    public async Task<bool> PassOnAsync(BsonValue id, Guid from, Guid to, CancellationToken cancel) => await values.UpdateAsync(
        Documents.Where.Eq("_id", id) & Documents.Where.In("owner", new[] { Fields.Of(from), Fields.Of(to) }), PassTo(new(to, Fields.Of(Guid.NewGuid()))), cancel) == 1;

    /// <summary>Gives a value to another owner, or to the same once more, if nobody wrote it since it was found so. Null where somebody did.</summary>
    public async Task<Holding?> PassOnAsync(BsonValue id, Holding found, Guid to, CancellationToken cancel)
    {
        var passed = new Holding(to, Fields.Of(Guid.NewGuid()));
        // The second is what this very write leaves, for where its answer is lost and it is done again.
        return await values.UpdateAsync(Documents.Where.Eq("_id", id) & (Is(found) | Is(passed)), PassTo(passed), cancel) == 1 ? passed : null;
    }

    /// <summary>Frees it if nobody wrote it since it was found or made so.</summary>
    public Task FreeAsync(BsonValue id, Holding found, CancellationToken cancel) => values.RemoveAsync(Documents.Where.Eq("_id", id) & Is(found), cancel);

    /// <summary>Frees what is still the owner's.</summary>
    public Task FreeAsync(IEnumerable<BsonValue> ids, Guid owner, CancellationToken cancel) =>
        values.RemoveAsync(Documents.Where.In("_id", ids) & Documents.Where.Eq("owner", Fields.Of(owner)), cancel);

    private static BsonValue OperationOf(BsonDocument value) => value.GetValue("ops", new BsonArray()).AsBsonArray.LastOrDefault() ?? BsonNull.Value;

    private static FilterDefinition<BsonDocument> Is(Holding found) => Documents.Where.Eq("owner", Fields.Of(found.Owner)) & Documents.Where.Eq("ops", found.Operation);

    private static UpdateDefinition<BsonDocument> PassTo(Holding to) => Documents.Set.Set("owner", Fields.Of(to.Owner)).Set("ops", new BsonArray { to.Operation });
}
