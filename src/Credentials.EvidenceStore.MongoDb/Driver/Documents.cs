using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb.Driver;

/// <summary>
/// A collection of documents that change by compare-and-set: <c>rev</c> grows with every change, and <c>ops</c> names the last changes, so that whoever lost
/// the answer to a write can tell whether it was done. Failures of the server become <see cref="StorageException"/>.
/// </summary>
internal sealed class Documents(IMongoCollection<BsonDocument> collection, WriteCounter counter)
{
    private const int MostAttempts = 200;
    private const int MostLostAnswers = 3;

    /// <summary>How many of the last changes a document names: so many others may come before the one whose answer was lost looks for itself.</summary>
    private const int MostSigned = 8;

    private const int MostLooks = 10;

    public static FilterDefinitionBuilder<BsonDocument> Where => Builders<BsonDocument>.Filter;

    public static SortDefinitionBuilder<BsonDocument> By => Builders<BsonDocument>.Sort;

    public static UpdateDefinitionBuilder<BsonDocument> Set => Builders<BsonDocument>.Update;

    public string Name => collection.CollectionNamespace.CollectionName;

    public async Task<BsonDocument?> FindAsync(BsonValue id, CancellationToken cancel) => await FindOneAsync(Where.Eq("_id", id), cancel);

    public Task<BsonDocument?> FindOneAsync(FilterDefinition<BsonDocument> filter, CancellationToken cancel, SortDefinition<BsonDocument>? sort = null) =>
        Failures.GuardAsync(async () => (BsonDocument?)await collection.Find(filter).Sort(sort).Limit(1).FirstOrDefaultAsync(cancel), cancel);

    public Task<List<BsonDocument>> ListAsync(
        FilterDefinition<BsonDocument> filter, CancellationToken cancel, SortDefinition<BsonDocument>? sort = null, int? limit = null,
        ProjectionDefinition<BsonDocument>? only = null) =>
        Failures.GuardAsync(
            () =>
            {
                var found = collection.Find(filter).Sort(sort).Limit(limit);
                return (only is null ? found : found.Project<BsonDocument>(only)).ToListAsync(cancel);
            },
            cancel);

    public async Task<Dictionary<BsonValue, BsonDocument>> FindManyAsync(IEnumerable<BsonValue> ids, CancellationToken cancel)
    {
        var wanted = ids.Distinct().ToList();
        return wanted.Count == 0 ? [] : (await ListAsync(Where.In("_id", wanted), cancel)).ToDictionary(document => document["_id"]);
    }

    public Task<long> CountAsync(FilterDefinition<BsonDocument> filter, CancellationToken cancel) =>
        Failures.GuardAsync(() => collection.CountDocumentsAsync(filter, null, cancel), cancel);

    public Task<List<BsonDocument>> AggregateAsync(BsonDocument[] stages, CancellationToken cancel) =>
        Failures.GuardAsync(() => collection.Aggregate<BsonDocument>(stages, new AggregateOptions { AllowDiskUse = true }, cancel).ToListAsync(cancel), cancel);

    /// <summary>As <see cref="AggregateAsync"/>, one by one as they come.</summary>
    public Task StreamAsync(BsonDocument[] stages, Action<BsonDocument> each, CancellationToken cancel) =>
        Failures.GuardAsync(
            async () =>
            {
                using var found = await collection.AggregateAsync<BsonDocument>(stages, new AggregateOptions { AllowDiskUse = true }, cancel);
                await found.ForEachAsync(each, cancel);
                return true;
            },
            cancel);

    /// <summary>A filter as a document, for stages.</summary>
    public BsonDocument Render(FilterDefinition<BsonDocument> filter) =>
        filter.Render(new(collection.DocumentSerializer, collection.Settings.SerializerRegistry));

    /// <summary>False, changing nothing, where the id or another unique value is taken.</summary>
    public async Task<bool> AddAsync(BsonDocument document, CancellationToken cancel) => (await AddManyAsync([document], cancel)).Count == 0;

    /// <summary>Adds each on its own, in one unordered write. The ones that are not added because their id is taken, by their places in the list.</summary>
    public async Task<IReadOnlySet<int>> AddManyAsync(IReadOnlyList<BsonDocument> documents, CancellationToken cancel)
    {
        var taken = new HashSet<int>();
        if (documents.Count == 0)
            return taken;
        var operation = Fields.Of(Guid.NewGuid());
        foreach (var document in documents)
            Sign(document, operation, rev: 1);
        var writes = documents.Select(document => new InsertOneModel<BsonDocument>(document)).ToList();
        for (var lost = 0; ; lost++)
        {
            try
            {
                cancel.ThrowIfCancellationRequested();
                counter.Count();
                await collection.BulkWriteAsync(writes, new BulkWriteOptions { IsOrdered = false }, CancellationToken.None);
                return taken;
            }
            catch (MongoBulkWriteException<BsonDocument> refused) when (
                refused.WriteConcernError is null && refused.WriteErrors.All(error => error.Category == ServerErrorCategory.DuplicateKey))
            {
                taken.UnionWith(refused.WriteErrors.Select(error => error.Index));
                if (lost > 0)
                    await ForgiveOwnAsync(documents, taken, operation, cancel);
                return taken;
            }
            catch (Exception failure) when (Failures.IsLost(failure) && lost < MostLostAnswers)
            {
                // What was written before the answer was lost is refused now, as one's own.
            }
            catch (Exception failure) when (Failures.IsFailure(failure))
            {
                throw Failures.Told(failure);
            }
        }
    }

    /// <summary>
    /// Changes a document: it is read, <paramref name="change"/> alters it or says no, and it is written if nobody else wrote it meanwhile; else all over.
    /// </summary>
    /// <returns>The document as it is now; whether it was changed. Null where it is not there.</returns>
    public Task<(BsonDocument? Document, bool IsChanged)> ChangeAsync(BsonValue id, Func<BsonDocument, bool> change, CancellationToken cancel) =>
        ChangeAsync(id, change, Fields.Of(Guid.NewGuid()), mayBeDone: false, cancel);

    // One name for all attempts: whichever of them was done without an answer, a later look tells it.
    private async Task<(BsonDocument? Document, bool IsChanged)> ChangeAsync(
        BsonValue id, Func<BsonDocument, bool> change, BsonValue operation, bool mayBeDone, CancellationToken cancel)
    {
        var lost = mayBeDone ? 1 : 0;
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            cancel.ThrowIfCancellationRequested();
            if (await FindAsync(id, cancel) is not { } document)
                return (null, false);
            if (lost > 0 && IsSigned(document, operation))
                return (document, true);
            var before = document["rev"];
            if (!change(document))
            {
                // A write whose answer was lost may not be where it is read yet: what is said no to may be one's own work.
                if (lost == 0 || !await ComesToLightAsync(id, operation, cancel))
                    return (document, false);
                return (await FindAsync(id, cancel), true);
            }
            Sign(document, operation, before.ToInt64() + 1);
            try
            {
                counter.Count();
                var answer = await collection.ReplaceOneAsync(Where.Eq("_id", id) & Where.Eq("rev", before), document, default(ReplaceOptions), CancellationToken.None);
                if (answer.MatchedCount == 1)
                    return (document, true);
            }
            catch (Exception failure) when (Failures.IsLost(failure) && lost++ < MostLostAnswers)
            {
                // The next look tells whether it was written.
            }
            catch (Exception failure) when (Failures.IsFailure(failure))
            {
                throw Failures.Told(failure);
            }
            if (attempt > 2)
                await Task.Delay(Random.Shared.Next(1, 2 + Math.Min(attempt, 20)), cancel);
        }
        throw new StorageException($"A document of {Name} was changed by others all the time.");
    }

    /// <summary>
    /// As <see cref="ChangeAsync(BsonValue, Func{BsonDocument, bool}, CancellationToken)"/> for each of the ids, in one read and one unordered write; those that others changed meanwhile are done one by one.
    /// </summary>
    public async Task<Dictionary<BsonValue, (BsonDocument Document, bool IsChanged)>> ChangeManyAsync(
        IReadOnlyCollection<BsonValue> ids, Func<BsonDocument, bool> change, CancellationToken cancel)
    {
        var results = new Dictionary<BsonValue, (BsonDocument, bool)>();
        var operation = Fields.Of(Guid.NewGuid());
        async Task OneByOneAsync(IEnumerable<BsonValue> some, BsonValue operation, bool mayBeDone)
        {
            foreach (var id in some)
            {
                if (await ChangeAsync(id, change, operation, mayBeDone, cancel) is ({ } document, var isChanged))
                    results[id] = (document, isChanged);
            }
        }
        if (ids.Count < 2)
        {
            await OneByOneAsync(ids, operation, mayBeDone: false);
            return results;
        }
        var changed = new Dictionary<BsonValue, BsonDocument>();
        var writes = new List<WriteModel<BsonDocument>>();
        foreach (var (id, document) in await FindManyAsync(ids, cancel))
        {
            var before = document["rev"];
            if (!change(document))
            {
                results[id] = (document, false);
                continue;
            }
            Sign(document, operation, before.ToInt64() + 1);
            changed.Add(id, document);
            writes.Add(new ReplaceOneModel<BsonDocument>(Where.Eq("_id", id) & Where.Eq("rev", before), document));
        }
        if (writes.Count == 0)
            return results;
        var isCertain = false;
        try
        {
            counter.Count();
            var answer = await collection.BulkWriteAsync(writes, new BulkWriteOptions { IsOrdered = false }, CancellationToken.None);
            isCertain = answer.MatchedCount == writes.Count;
        }
        catch (Exception failure) when (Failures.IsLost(failure))
        {
            // Each document says below whether it was written.
        }
        catch (Exception failure) when (Failures.IsFailure(failure))
        {
            throw Failures.Told(failure);
        }
        var mine = isCertain
            ? [.. changed.Keys]
            : (await ListAsync(Where.In("_id", changed.Keys) & Where.Eq("ops", operation), cancel, only: "{_id: 1}")).Select(document => document["_id"]).ToHashSet();
        foreach (var id in mine)
            results[id] = (changed[id], true);
        await OneByOneAsync(changed.Keys.Where(id => !mine.Contains(id)), operation, mayBeDone: !isCertain);
        return results;
    }

    /// <summary>Updates in place what meets the filter; says how many did. For updates that may be done twice.</summary>
    public async Task<long> UpdateAsync(FilterDefinition<BsonDocument> filter, UpdateDefinition<BsonDocument> update, CancellationToken cancel, bool isUpsert = false) =>
        await WriteAsync(async () => (await collection.UpdateManyAsync(filter, update.Inc("rev", 1L), new() { IsUpsert = isUpsert }, CancellationToken.None)).MatchedCount, cancel);

    /// <summary>As <see cref="UpdateAsync"/>, each on its own, in one unordered write.</summary>
    public async Task UpdateEachAsync(IReadOnlyList<(FilterDefinition<BsonDocument> Filter, UpdateDefinition<BsonDocument> Update)> updates, CancellationToken cancel)
    {
        if (updates.Count == 0)
            return;
        var writes = updates.Select(one => new UpdateOneModel<BsonDocument>(one.Filter, one.Update.Inc("rev", 1L))).ToList();
        await WriteAsync(() => collection.BulkWriteAsync(writes, new BulkWriteOptions { IsOrdered = false }, CancellationToken.None), cancel);
    }

    /// <summary>
    /// Updates the document of an id that meets the filter and answers it as it is now, or as it was; null where it does not. Not repeated when the answer is
    /// lost.
    /// </summary>
    public Task<BsonDocument?> TakeAsync(
        FilterDefinition<BsonDocument> filter, UpdateDefinition<BsonDocument> update, CancellationToken cancel, bool isBefore = false) =>
        Failures.GuardAsync(
            async () =>
            {
                counter.Count();
                return (BsonDocument?)await collection.FindOneAndUpdateAsync(
                    filter, update.Inc("rev", 1L),
                    new() { ReturnDocument = isBefore ? ReturnDocument.Before : ReturnDocument.After }, CancellationToken.None);
            },
            cancel);

    /// <summary>
    /// As <see cref="TakeAsync"/>, of several documents that meet the filter the first in that order. It is found and then taken by its id, because a shard
    /// changes one document only where it is told which.
    /// </summary>
    public async Task<BsonDocument?> TakeFirstAsync(
        FilterDefinition<BsonDocument> filter, UpdateDefinition<BsonDocument> update, SortDefinition<BsonDocument> sort, CancellationToken cancel)
    {
        while ((await ListAsync(filter, cancel, sort, limit: 1, only: "{_id: 1}")).FirstOrDefault() is { } first)
        {
            if (await TakeAsync(Where.Eq("_id", first["_id"]) & filter, update, cancel) is { } taken)
                return taken;
        }
        return null;
    }

    /// <summary>Removes what meets the filter; says how many did.</summary>
    public Task<long> RemoveAsync(FilterDefinition<BsonDocument> filter, CancellationToken cancel) =>
        WriteAsync(async () => (await collection.DeleteManyAsync(filter, CancellationToken.None)).DeletedCount, cancel);

    /// <summary>A write that may be done twice with the same result: done again when its answer is lost.</summary>
    private async Task<T> WriteAsync<T>(Func<Task<T>> write, CancellationToken cancel)
    {
        for (var lost = 0; ; lost++)
        {
            try
            {
                cancel.ThrowIfCancellationRequested();
                counter.Count();
                return await write();
            }
            catch (Exception failure) when (Failures.IsLost(failure) && lost < MostLostAnswers)
            {
                await Task.Delay(50, cancel);
            }
            catch (Exception failure) when (Failures.IsFailure(failure))
            {
                throw Failures.Told(failure);
            }
        }
    }

    private async Task ForgiveOwnAsync(IReadOnlyList<BsonDocument> documents, HashSet<int> taken, BsonValue operation, CancellationToken cancel)
    {
        var stored = await FindManyAsync(taken.Select(index => documents[index]["_id"]), cancel);
        taken.RemoveWhere(index => stored.TryGetValue(documents[index]["_id"], out var document) && IsSigned(document, operation));
    }

    private static bool IsSigned(BsonDocument document, BsonValue operation) => document.TryGetValue("ops", out var ops) && ops.AsBsonArray.Contains(operation);

    private static void Sign(BsonDocument document, BsonValue operation, long rev)
    {
        var ops = document.GetValue("ops", new BsonArray()).AsBsonArray;
        document.With("rev", rev).With("ops", new BsonArray(ops.TakeLast(MostSigned - 1).Append(operation)));
    }

    /// <summary>Looks for a while, as long as a majority may need to have a write that was not answered.</summary>
    private async Task<bool> ComesToLightAsync(BsonValue id, BsonValue operation, CancellationToken cancel)
    {
        for (var look = 0; look < MostLooks; look++)
        {
            if (await FindAsync(id, cancel) is not { } document)
                return false;
            if (IsSigned(document, operation))
                return true;
            await Task.Delay(100, cancel);
        }
        return false;
    }
}
