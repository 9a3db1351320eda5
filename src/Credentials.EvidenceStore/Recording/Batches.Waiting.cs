using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Recording;

/// <summary>Class lists that wait for somebody: drafts, and what was paused.</summary>
public sealed partial class Batches
{
    /// <summary>How long a draft waits for whoever handed it in; then it is deleted.</summary>
    public static TimeSpan DraftLifetime { get; } = TimeSpan.FromHours(24);

    /// <summary>How long after it was handed in a list can stay paused; then it ends as it is, for its rows are personal data that nobody works on.</summary>
    public static TimeSpan PausedLifetime { get; } = TimeSpan.FromDays(7);

    /// <summary>Durable. Stores a list that nobody works on.</summary>
    /// <param name="centre">Whose.</param>
    /// <param name="inputType">The media type of the input.</param>
    /// <param name="input">The list.</param>
    /// <param name="rows">How many it has.</param>
    /// <param name="addedBy">Who handed it in, as journals name one.</param>
    /// <param name="cancel">Gives up waiting; it may be stored all the same.</param>
    public async Task<BatchDocument> AddDraftAsync(
        string centre, string inputType, ReadOnlyMemory<byte> input, int rows, string addedBy, CancellationToken cancel = default) =>
        (await AddAsync(New(centre, inputType, BatchStates.Draft) with { Total = rows, AddedBy = addedBy }, input, cancel)).Document;

    /// <summary>A centre's lists in whatever state, newest first, their row errors left sealed.</summary>
    public Task<Page<BatchDocument>> ListAsync(string centre, string? cursor, int limit, CancellationToken cancel = default) =>
        _storage.ListBatchesOfCentreAsync(centre, cursor, limit, cancel);

    /// <summary>Durable. Stores other rows; null where the draft is no longer what it was, or no draft any more.</summary>
    public async Task<BatchDocument?> ReplaceInputAsync(BatchDocument draft, ReadOnlyMemory<byte> input, int rows, CancellationToken cancel = default)
    {
        if (draft.State != BatchStates.Draft)
            return null;
        return await _master.SealingAsync(
            async () =>
            {
                var next = Next(draft with { Total = rows }, default);
                return await _storage.ReplaceBatchInputAsync(next, _master.Seal(input.Span, Input, Name(draft.Id)), cancel) ? next : null;
            }, cancel);
    }

    /// <summary>Durable. A draft is worked off from now on, by this process; null where it is not the draft of that version any more.</summary>
    public Task<BatchDocument?> StartAsync(string centre, Guid id, long version, CancellationToken cancel = default) => ChangeAsync(
        centre, id, batch => batch.State == BatchStates.Draft && batch.Version == version ? Leased(batch with { State = Running, Total = 0 }) : null, cancel);

    /// <summary>
    /// Durable. Nobody begins anything new of a running list until it goes on. Whoever works on it stays its owner until what is under way is stored. Null
    /// where it is not running.
    /// </summary>
    public Task<BatchDocument?> PauseAsync(string centre, Guid id, CancellationToken cancel = default) =>
        ChangeAsync(centre, id, batch => batch.State == Running ? batch with { State = BatchStates.Paused } : null, cancel);

    /// <summary>Durable. A paused list goes on, wherever there is time; null where it is not paused.</summary>
    public Task<BatchDocument?> ResumeAsync(string centre, Guid id, CancellationToken cancel = default) =>
        ChangeAsync(centre, id, batch => batch.State == BatchStates.Paused ? Unowned(batch with { State = Running }) : null, cancel);

    /// <summary>Durable. Deletes a draft with its rows; false where it is none.</summary>
    public async Task<bool> DiscardAsync(string centre, Guid id, CancellationToken cancel = default)
    {
        while (await FindProgressAsync(centre, id, cancel) is { State: BatchStates.Draft } draft)
        {
            if (await _storage.DeleteBatchAsync(id, draft.Version, cancel))
                return true;
        }
        return false;
    }

    /// <summary>Durable. Deletes old drafts and ends what was paused for too long; answers how many.</summary>
    public async Task<int> EndOldAsync(CancellationToken cancel = default)
    {
        var (now, ended) = (_time.GetUtcNow(), 0);
        foreach (var batch in await _storage.ListWaitingBatchesAsync(cancel))
        {
            if (batch.State == BatchStates.Draft)
                ended += now - batch.CreatedAt >= DraftLifetime && await _storage.DeleteBatchAsync(batch.Id, batch.Version, cancel) ? 1 : 0;
            else if (now - batch.CreatedAt >= PausedLifetime && await ChangeAsync(batch.Centre, batch.Id, Stopped, cancel) is not null)
                ended++;
        }
        return ended;
    }

    private static BatchDocument? Stopped(BatchDocument batch) =>
        batch.State == BatchStates.Paused ? Unowned(batch with { State = BatchStates.Stopped }) : null;

    /// <summary>Null where the change is none, or there is no such batch of the centre; again where another change came first.</summary>
    private async Task<BatchDocument?> ChangeAsync(string centre, Guid id, Func<BatchDocument, BatchDocument?> change, CancellationToken cancel)
    {
        while ((await FindAsync(centre, id, cancel)).TryGet(out var batch, out _) && change(batch.Document) is { } changed)
        {
            if (await StoreAsync(changed, batch.ErrorsJson, cancel) is { } stored)
                return stored;
        }
        return null;
    }
}
