namespace Credentials.EvidenceStore.Storage;

/// <summary>Class lists that wait for somebody, and what came of lists.</summary>
public partial interface IEvidenceStorage
{
    /// <summary>Durable. As <see cref="ReplaceBatchAsync"/>, with another input. False when the stored version is not one less.</summary>
    Task<bool> ReplaceBatchInputAsync(BatchDocument document, ReadOnlyMemory<byte> sealedInput, CancellationToken cancel = default);

    /// <summary>Durable. Deletes the batch with its input; false when it is not there, or its version is another.</summary>
    Task<bool> DeleteBatchAsync(Guid id, long version, CancellationToken cancel = default);

    /// <summary>Drafts and paused batches of all centres, oldest first.</summary>
    Task<IReadOnlyList<BatchDocument>> ListWaitingBatchesAsync(CancellationToken cancel = default);

    /// <summary>A centre's batches in whatever state, newest first.</summary>
    Task<Page<BatchDocument>> ListBatchesOfCentreAsync(string centre, string? cursor, int limit, CancellationToken cancel = default);

    /// <summary>Issued awards of a batch, by their rows, from the row after <paramref name="afterRow"/> on.</summary>
    Task<IReadOnlyList<AwardDocument>> ListAwardsOfBatchAsync(Guid batch, int afterRow, int limit, CancellationToken cancel = default);

    /// <summary>How many issued awards still belong to a batch: those of erased learners do not.</summary>
    Task<int> CountAwardsOfBatchAsync(Guid batch, CancellationToken cancel = default);

    /// <summary>The award, issued or reserved, that holds each natural key; null where none does.</summary>
    Task<IReadOnlyList<AwardDocument?>> FindAwardsByKeyAsync(IReadOnlyList<ReadOnlyMemory<byte>> naturalKeys, CancellationToken cancel = default);
}
