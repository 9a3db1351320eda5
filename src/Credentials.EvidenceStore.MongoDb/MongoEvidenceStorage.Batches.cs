using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>
/// Class lists. Their rows are a document of their own, because they are large and progress is written often: the batch names the one that counts, so that
/// other rows take its place with the batch's own change.
/// </content>
public sealed partial class MongoEvidenceStorage
{
    private const string DropInput = "drop-input";
    private const string DropBatch = "drop-batch";

    /// <summary>Bytes of rows, so far below the 16 MiB of a document that everything beside them fits.</summary>
    private const int MostInput = 15 * 1024 * 1024;

    /// <summary>By then whoever added rows has named them in their batch, or never will.</summary>
    private static readonly TimeSpan LongestAdding = TimeSpan.FromHours(1);

    public async Task AddBatchAsync(BatchDocument document, ReadOnlyMemory<byte> sealedInput, CancellationToken cancel = default)
    {
        await RequireSealedUnderCurrentAsync([document.SealedErrors, sealedInput], cancel);
        var batch = BatchMapping.Put(new BsonDocument("_id", Fields.Of(document.Id)), document);
        if (BatchStates.KeepsInput(document.State))
            batch.With("input", await AddInputAsync(document.Id, sealedInput, cancel));
        if (!await _batches.AddAsync(batch, cancel))
            throw new StorageException($"There is a batch {document.Id} already.");
        await TakeBackWhereReplacedAsync(
            [document.SealedErrors, sealedInput], () => _batches.ChangeAsync(Fields.Of(document.Id), OweDropping, CancellationToken.None), cancel);
    }

    public async Task<BatchDocument?> FindBatchAsync(Guid id, CancellationToken cancel = default) =>
        await _batches.FindAsync(Fields.Of(id), cancel) is { } batch && !BatchMapping.IsDropped(batch) ? BatchMapping.Read(batch) : null;

    public async Task<ReadOnlyMemory<byte>?> ReadBatchInputAsync(Guid id, CancellationToken cancel = default)
    {
        while (await _batches.FindAsync(Fields.Of(id), cancel) is { } batch && batch.IdOrNull("input") is { } input)
        {
            if (await _batchInputs.FindAsync(Fields.Of(input), cancel) is { } found)
                return found.Blob("input");
            // Other rows took its place between the two reads; the same ones again are lost.
            if ((await _batches.FindAsync(Fields.Of(id), cancel))?.IdOrNull("input") == input)
                throw new StorageException($"The rows of batch {id} are gone.");
        }
        return null;
    }

    public Task<bool> ReplaceBatchAsync(BatchDocument document, CancellationToken cancel = default) => ReplaceAsync(document, null, default, cancel);

    public async Task<bool> ReplaceBatchInputAsync(BatchDocument document, ReadOnlyMemory<byte> sealedInput, CancellationToken cancel = default)
    {
        await RequireSealedUnderCurrentAsync([document.SealedErrors, sealedInput], cancel);
        var input = await AddInputAsync(document.Id, sealedInput, cancel);
        // Left where it is when the answer was lost: the batch may name it.
        Task RemoveAsync() => _batchInputs.RemoveAsync(Documents.Where.Eq("_id", Fields.Of(input)), CancellationToken.None);
        try
        {
            if (await ReplaceAsync(document, input, sealedInput, cancel))
                return true;
        }
        catch (MasterKeyReplacedException)
        {
            await RemoveAsync();
            throw;
        }
        // Nobody's, unless the answer to the change was lost for longer than anybody looks.
        if ((await _batches.FindAsync(Fields.Of(document.Id), cancel))?.IdOrNull("input") == input)
            return true;
        await RemoveAsync();
        return false;
    }

    public Task<bool> DeleteBatchAsync(Guid id, long version, CancellationToken cancel = default) =>
        ChangeOwingAsync(_batches, id, stored => stored.Int64("version") == version && OweDropping(stored), cancel);

    public Task<IReadOnlyList<BatchDocument>> ListRunningBatchesAsync(CancellationToken cancel = default) =>
        ListBatchesAsync(Documents.Where.Eq("state", BatchStates.Running), cancel);

    public Task<IReadOnlyList<BatchDocument>> ListWaitingBatchesAsync(CancellationToken cancel = default) =>
        ListBatchesAsync(Documents.Where.In("state", new[] { BatchStates.Draft, BatchStates.Paused }), cancel);

    public Task<IReadOnlyList<BatchDocument>> ListBatchesAsync(string centre, CancellationToken cancel = default) => ListBatchesAsync(
        Documents.Where.Eq("centre", centre)
        & (Documents.Where.In("state", new[] { BatchStates.Running, BatchStates.Draft, BatchStates.Paused }) | Documents.Where.Exists("errors")), cancel);

    public async Task<Page<BatchDocument>> ListBatchesOfCentreAsync(string centre, string? cursor, int limit, CancellationToken cancel = default)
    {
        var filter = Documents.Where.Eq("centre", centre) & Documents.Where.Exists("isDropped", false);
        if (cursor is not null)
        {
            if (!Guid.TryParseExact(cursor, "N", out var last) || await FindBatchAsync(last, cancel) is not { } known || known.Centre != centre)
                return Pages.UnknownCursor<BatchDocument>();
            filter &= Documents.Where.Lt("_id", Fields.Of(last));
        }
        var found = await _batches.ListAsync(filter, cancel, Documents.By.Descending("_id"), limit + 1);
        return Pages.Of(found, limit, BatchMapping.Read);
    }

    private async Task<IReadOnlyList<BatchDocument>> ListBatchesAsync(MongoDB.Driver.FilterDefinition<BsonDocument> filter, CancellationToken cancel)
    {
        var found = await _batches.ListAsync(filter & Documents.Where.Exists("isDropped", false), cancel, Documents.By.Ascending("createdAt"));
        return [.. found.Select(BatchMapping.Read)];
    }

    private async Task<bool> ReplaceAsync(BatchDocument document, Guid? input, ReadOnlyMemory<byte> sealedInput, CancellationToken cancel)
    {
        var (batch, isChanged) = await ChangeSealedAsync(
            _batches, Fields.Of(document.Id), [document.SealedErrors, sealedInput], stored =>
            {
                if (stored.Int64("version") != document.Version - 1 || BatchMapping.IsDropped(stored))
                    return false;
                BatchMapping.Put(stored, document);
                var keeps = BatchStates.KeepsInput(document.State);
                if (stored.IdOrNull("input") is { } old && (!keeps || input is not null))
                    _dues.Owe(stored, DropInput, keeps ? new BsonDocument().With("input", old) : new BsonDocument().With("batch", document.Id));
                stored.With("input", keeps ? input ?? stored.IdOrNull("input") : null);
                return true;
            }, cancel);
        if (isChanged)
            await _dues.SettleAsync(_batches, [batch!]);
        return isChanged;
    }

    private async Task<Guid> AddInputAsync(Guid batch, ReadOnlyMemory<byte> sealedInput, CancellationToken cancel)
    {
        if (sealedInput.Length > MostInput)
        {
            throw new StorageException(
                $"A class list of {sealedInput.Length / 1024 / 1024} MiB is more than a document of MongoDB can hold: set IssuerService:ClassListBytes to {MostInput} at most, and split it.");
        }
        var id = Guid.NewGuid();
        await _batchInputs.AddAsync(
            new BsonDocument("_id", Fields.Of(id)).With("batch", batch).With("addedAt", _time.GetUtcNow()).WithSealed("input", sealedInput), cancel);
        return id;
    }

    /// <summary>Removes rows that no batch came to name, because the process that was to say so died: personal, and nobody would ask for them again.</summary>
    private async Task SweepInputsAsync(CancellationToken cancel)
    {
        var old = await _batchInputs.ListAsync(
            Documents.Where.Lt("addedAt", Fields.Of(_time.GetUtcNow() - LongestAdding)), cancel, only: "{batch: 1}");
        var batches = await _batches.FindManyAsync(old.Select(input => input["batch"]), cancel);
        foreach (var input in old)
        {
            if (!batches.TryGetValue(input["batch"], out var batch) || batch.IdOrNull("input") != input.Id())
                await _batchInputs.RemoveAsync(Documents.Where.Eq("_id", input["_id"]), cancel);
        }
    }

    private bool OweDropping(BsonDocument batch)
    {
        if (BatchMapping.IsDropped(batch))
            return false;
        _dues.Owe(batch.With("isDropped", (bool?)true), DropBatch, new BsonDocument().With("batch", batch.Id()));
        return true;
    }

    /// <summary>Rows that others took the place of; or all of a batch, with what a process left that died before its batch named it.</summary>
    private Task DropInputAsync(BsonDocument due, CancellationToken cancel) => _batchInputs.RemoveAsync(
        due.Contains("input") ? Documents.Where.Eq("_id", due["input"]) : Documents.Where.Eq("batch", due["batch"]), cancel);

    private async Task DropBatchAsync(BsonDocument due, CancellationToken cancel)
    {
        await _batchInputs.RemoveAsync(Documents.Where.Eq("batch", due["batch"]), cancel);
        await _batches.RemoveAsync(Documents.Where.Eq("_id", due["batch"]) & Documents.Where.Eq("isDropped", true), cancel);
    }
}
