using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Recording;

/// <summary>A batch with its row errors opened.</summary>
/// <param name="ErrorsJson">As its owner wrote them; empty while there are none.</param>
public sealed record OpenedBatch(BatchDocument Document, ReadOnlyMemory<byte> ErrorsJson);

/// <summary>
/// Class lists on their way, each worked on by one process at a time: it holds a lease that every change renews. When it lapses another process takes the
/// list over; an owner that was only slow finds at its next change that it came second. A draft waits for somebody to award it, a paused list for
/// somebody to go on; neither waits for long. Their rows and row errors are personal data of people who may have no key yet: sealed under the master key, the rows
/// dropped as soon as the batch is done.
/// </summary>
public sealed partial class Batches
{
    public const string Running = BatchStates.Running;

    /// <summary>
    /// In the JSON of row errors (an object with the list <c>errors</c>, each with its <c>value</c>) the member that holds the <see cref="PersonMarks"/> of
    /// the row. An erasure empties the value and removes the member.
    /// </summary>
    public const string PersonMember = "person";

    /// <summary>Much longer than a change is apart from the next, so that only a process that is gone or cut off loses its lists.</summary>
    public static TimeSpan Lease { get; } = TimeSpan.FromSeconds(20);

    internal const string Input = "batch-input";
    internal const string Errors = "batch-errors";

    private readonly IEvidenceStorage _storage;
    private readonly MasterKeys _master;
    private readonly MatchKey _match;
    private readonly TimeProvider _time;

    internal Batches(IEvidenceStorage storage, StoreSecrets secrets, TimeProvider time) =>
        (_storage, _master, _match, _time) = (storage, secrets.Master, secrets.Match, time);

    /// <summary>Whom a row is about, to be kept with its errors: by that they are found again when the person is erased.</summary>
    public PersonMarks PersonOf(
        string centre, string? givenName, string? familyName, DateOnly? birthDate, string? email, Credentials.Issuing.NationalNumber? number) =>
        _match.PersonOf(centre, givenName, familyName, birthDate, email, number);

    /// <summary>Durable: what was accepted is worked off, whatever happens. This process owns it.</summary>
    public Task<OpenedBatch> AddAsync(string centre, string inputType, ReadOnlyMemory<byte> input, int total, CancellationToken cancel = default) =>
        AddAsync(Leased(New(centre, inputType, Running) with { Total = total }), input, cancel);

    private BatchDocument New(string centre, string inputType, string state)
    {
        var now = _time.GetUtcNow();
        return new() { Id = Guid.CreateVersion7(now), Centre = centre, State = state, Version = 1, InputType = inputType, CreatedAt = now };
    }

    private async Task<OpenedBatch> AddAsync(BatchDocument batch, ReadOnlyMemory<byte> input, CancellationToken cancel)
    {
        await _master.SealingAsync(
            async () =>
            {
                await _storage.AddBatchAsync(batch, _master.Seal(input.Span, Input, Name(batch.Id)), cancel);
                return true;
            }, cancel);
        return new(batch, default);
    }

    /// <param name="centre">Whose; null for the service itself. Another centre's batch is not found.</param>
    public async Task<Result<OpenedBatch>> FindAsync(string? centre, Guid id, CancellationToken cancel = default) =>
        await _storage.FindBatchAsync(id, cancel) is { } batch && (centre is null || batch.Centre == centre)
            ? Open(batch)
            : new Problem(ProblemCode.NotFound, "There is no such batch.");

    /// <summary>How far the batch has come, its row errors left sealed; null where it is not there, or another centre's.</summary>
    public async Task<BatchDocument?> FindProgressAsync(string centre, Guid id, CancellationToken cancel = default) =>
        await _storage.FindBatchAsync(id, cancel) is { } batch && batch.Centre == centre ? batch : null;

    /// <summary>The class list as it came in; null once the batch is done.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadInputAsync(Guid id, CancellationToken cancel = default) =>
        await _storage.ReadBatchInputAsync(id, cancel) is { } bytes ? _master.Open(bytes.Span, Input, Name(id)) : default(ReadOnlyMemory<byte>?);

    /// <summary>Durable. Takes the batch over for this process; null when it is done, another process holds it, or another came first.</summary>
    public async Task<OpenedBatch?> ClaimAsync(Guid id, CancellationToken cancel = default)
    {
        if (await _storage.FindBatchAsync(id, cancel) is not { State: Running } batch || !IsFree(batch))
            return null;
        var errors = Open(batch).ErrorsJson;
        return await StoreAsync(Leased(batch), errors, cancel) is { } claimed ? new(claimed, errors) : null;
    }

    /// <summary>Durable. Stores how far the batch has come, and holds on to it; null when another worker came first.</summary>
    /// <param name="changed">The stored document with new counts or state; its version is counted here.</param>
    /// <param name="errorsJson">All row errors so far.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public Task<BatchDocument?> SaveAsync(BatchDocument changed, ReadOnlyMemory<byte> errorsJson, CancellationToken cancel = default) =>
        StoreAsync(changed.State == Running ? Leased(changed) : Unowned(changed), errorsJson, cancel);

    /// <summary>As <see cref="SaveAsync"/>, and leaves the batch to whoever takes it next.</summary>
    public Task<BatchDocument?> LeaveAsync(BatchDocument changed, ReadOnlyMemory<byte> errorsJson, CancellationToken cancel = default) =>
        StoreAsync(Unowned(changed), errorsJson, cancel);

    /// <summary>What this process may go on with, oldest first: its own, and what no living process holds.</summary>
    public async Task<IReadOnlyList<Guid>> ListFreeAsync(CancellationToken cancel = default) =>
        [.. (await _storage.ListRunningBatchesAsync(cancel)).Where(IsFree).Select(batch => batch.Id)];

    private Task<BatchDocument?> StoreAsync(BatchDocument changed, ReadOnlyMemory<byte> errorsJson, CancellationToken cancel) =>
        _master.SealingAsync(() => SealAndStoreAsync(changed, errorsJson, cancel), cancel);

    private async Task<BatchDocument?> SealAndStoreAsync(BatchDocument changed, ReadOnlyMemory<byte> errorsJson, CancellationToken cancel)
    {
        var next = Next(changed, errorsJson);
        return await _storage.ReplaceBatchAsync(next, cancel) ? next : null;
    }

    private BatchDocument Next(BatchDocument changed, ReadOnlyMemory<byte> errorsJson) => changed with
    {
        Version = changed.Version + 1,
        FinishedAt = BatchStates.KeepsInput(changed.State) ? null : changed.FinishedAt ?? _time.GetUtcNow(),
        SealedErrors = errorsJson.IsEmpty ? default : _master.Seal(errorsJson.Span, Errors, Name(changed.Id)),
    };

    private bool IsFree(BatchDocument batch) =>
        batch.Owner is not { } owner || owner == WorkOwner.ThisProcess || batch.LeasedUntil <= _time.GetUtcNow() || WorkOwner.IsGone(owner);

    private BatchDocument Leased(BatchDocument batch) =>
        batch with { Owner = WorkOwner.ThisProcess, LeasedUntil = _time.GetUtcNow() + Lease };

    private static BatchDocument Unowned(BatchDocument batch) => batch with { Owner = null, LeasedUntil = null };

    private OpenedBatch Open(BatchDocument batch) =>
        new(batch, batch.SealedErrors.IsEmpty ? default(ReadOnlyMemory<byte>) : _master.Open(batch.SealedErrors.Span, Errors, Name(batch.Id)));

    private static string Name(Guid id) => id.ToString("N");
}
