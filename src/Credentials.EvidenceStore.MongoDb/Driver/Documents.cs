using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb.Driver;

/// <summary>
/// A collection of documents that change by compare-and-set: <c>rev</c> grows with every change, and <c>op</c> names the change, so that whoever lost the
/// answer to a write can tell whether it was done. Failures of the server become <see cref="StorageException"/>.
/// </summary>
internal sealed class Documents(IMongoCollection<BsonDocument> collection, WriteCounter counter)
{
    private const int MostAttempts = 200;
    private const int MostLostAnswers = 3;

    public static FilterDefinitionBuilder<BsonDocument> Where => Builders<BsonDocument>.Filter;

    public static SortDefinitionBuilder<BsonDocument> By => Builders<BsonDocument>.Sort;

    public static UpdateDefinitionBuilder<BsonDocument> Set => Builders<BsonDocument>.Update;

    public string Name => collection.CollectionNamespace.CollectionName;

    /// <summary>The collection itself, for what only some need.</summary>
    public IMongoCollection<BsonDocument> Collection => collection;

    public async Task<BsonDocument?> FindAsync(BsonValue id, CancellationToken cancel) => await FindOneAsync(Where.Eq("_id", id), cancel);

    public Task<BsonDocument?> FindOneAsync(FilterDefinition<BsonDocument> filter, CancellationToken cancel, SortDefinition<BsonDocument>? sort = null) =>
        Guard(async () => (BsonDocument?)await collection.Find(filter).Sort(sort).Limit(1).FirstOrDefaultAsync(cancel), cancel);

    public Task<List<BsonDocument>> ListAsync(
        FilterDefinition<BsonDocument> filter, CancellationToken cancel, SortDefinition<BsonDocument>? sort = null, int? limit = null,
        ProjectionDefinition<BsonDocument>? only = null) =>
        Guard(
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
        Guard(() => collection.CountDocumentsAsync(filter, null, cancel), cancel);

    public Task<List<BsonDocument>> AggregateAsync(BsonDocument[] stages, CancellationToken cancel) =>
        Guard(() => collection.Aggregate<BsonDocument>(stages, new AggregateOptions { AllowDiskUse = true }, cancel).ToListAsync(cancel), cancel);

    /// <summary>As <see cref="AggregateAsync"/>, one by one as they come.</summary>
    public Task StreamAsync(BsonDocument[] stages, Action<BsonDocument> each, CancellationToken cancel) =>
        Guard(
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
            document.With("rev", 1L)["op"] = operation;
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
            catch (Exception failure) when (IsLost(failure) && lost < MostLostAnswers)
            {
                // What was written before the answer was lost is refused now, as one's own.
            }
            catch (Exception failure) when (IsFailure(failure))
            {
                throw Told(failure);
            }
        }
    }

    /// <summary>
    /// Changes a document: it is read, <paramref name="change"/> alters it or says no, and it is written if nobody else wrote it meanwhile; else all over.
    /// </summary>
    /// <returns>The document as it is now; whether it was changed. Null where it is not there.</returns>
    public async Task<(BsonDocument? Document, bool IsChanged)> ChangeAsync(BsonValue id, Func<BsonDocument, bool> change, CancellationToken cancel)
    {
        var lost = 0;
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            cancel.ThrowIfCancellationRequested();
            if (await FindAsync(id, cancel) is not { } document)
                return (null, false);
            var before = document["rev"];
            if (!change(document))
                return (document, false);
            var operation = Fields.Of(Guid.NewGuid());
            document.With("rev", before.ToInt64() + 1)["op"] = operation;
            try
            {
                counter.Count();
                var answer = await collection.ReplaceOneAsync(Where.Eq("_id", id) & Where.Eq("rev", before), document, default(ReplaceOptions), CancellationToken.None);
                if (answer.MatchedCount == 1)
                    return (document, true);
            }
            catch (Exception failure) when (IsLost(failure) && lost++ < MostLostAnswers)
            {
                if (await FindAsync(id, cancel) is { } stored && stored.GetValue("op", BsonNull.Value) == operation)
                    return (stored, true);
            }
            catch (Exception failure) when (IsFailure(failure))
            {
                throw Told(failure);
            }
            if (attempt > 2)
                await Task.Delay(Random.Shared.Next(1, 2 + Math.Min(attempt, 20)), cancel);
        }
        throw new StorageException($"A document of {Name} was changed by others all the time.");
    }

    /// <summary>
    /// As <see cref="ChangeAsync"/> for each of the ids, in one read and one unordered write; those that others changed meanwhile are done one by one.
    /// </summary>
    public async Task<Dictionary<BsonValue, (BsonDocument Document, bool IsChanged)>> ChangeManyAsync(
        IReadOnlyCollection<BsonValue> ids, Func<BsonDocument, bool> change, CancellationToken cancel)
    {
        var results = new Dictionary<BsonValue, (BsonDocument, bool)>();
        async Task OneByOneAsync(IEnumerable<BsonValue> some)
        {
            foreach (var id in some)
            {
                if (await ChangeAsync(id, change, cancel) is ({ } document, var isChanged))
                    results[id] = (document, isChanged);
            }
        }
        if (ids.Count < 2)
        {
            await OneByOneAsync(ids);
            return results;
        }
        var operation = Fields.Of(Guid.NewGuid());
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
            document.With("rev", before.ToInt64() + 1)["op"] = operation;
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
        catch (Exception failure) when (IsLost(failure))
        {
            // Each document says below whether it was written.
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            throw Told(failure);
        }
        var mine = isCertain
            ? [.. changed.Keys]
            : (await ListAsync(Where.In("_id", changed.Keys) & Where.Eq("op", operation), cancel, only: "{_id: 1}")).Select(document => document["_id"]).ToHashSet();
        foreach (var id in mine)
            results[id] = (changed[id], true);
        await OneByOneAsync(changed.Keys.Where(id => !mine.Contains(id)));
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

    /// <summary>Updates one document that meets the filter and answers it as it is now; null where none does. Not repeated when the answer is lost.</summary>
    public Task<BsonDocument?> TakeAsync(
        FilterDefinition<BsonDocument> filter, UpdateDefinition<BsonDocument> update, CancellationToken cancel, SortDefinition<BsonDocument>? sort = null,
        bool isBefore = false) =>
        Guard(
            async () =>
            {
                counter.Count();
                return (BsonDocument?)await collection.FindOneAndUpdateAsync(
                    filter, update.Inc("rev", 1L),
                    new() { Sort = sort, ReturnDocument = isBefore ? ReturnDocument.Before : ReturnDocument.After }, CancellationToken.None);
            },
            cancel);

    /// <summary>Removes what meets the filter; says how many did.</summary>
    public Task<long> RemoveAsync(FilterDefinition<BsonDocument> filter, CancellationToken cancel) =>
        WriteAsync(async () => (await collection.DeleteManyAsync(filter, CancellationToken.None)).DeletedCount, cancel);

    private static bool IsLost(Exception failure) =>
        failure is MongoConnectionException or MongoNotPrimaryException or MongoNodeIsRecoveringException or TimeoutException
        || (failure is MongoException known && known.HasErrorLabel("RetryableWriteError"));

    private static bool IsFailure(Exception failure) => failure is MongoException or TimeoutException;

    private static StorageException Told(Exception failure) => new($"MongoDB does not answer as it should: {failure.Message}", failure);

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
            catch (Exception failure) when (IsLost(failure) && lost < MostLostAnswers)
            {
                await Task.Delay(50, cancel);
            }
            catch (Exception failure) when (IsFailure(failure))
            {
                throw Told(failure);
            }
        }
    }

    private static async Task<T> Guard<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            return await work();
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            throw Told(failure);
        }
    }

    private async Task ForgiveOwnAsync(IReadOnlyList<BsonDocument> documents, HashSet<int> taken, BsonValue operation, CancellationToken cancel)
    {
        var stored = await FindManyAsync(taken.Select(index => documents[index]["_id"]), cancel);
        taken.RemoveWhere(index => stored.TryGetValue(documents[index]["_id"], out var document) && document.GetValue("op", BsonNull.Value) == operation);
    }
}
