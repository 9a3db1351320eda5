namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>Class lists that wait for somebody, and what came of lists.</summary>
public sealed partial class SqlEvidenceStorage
{
    public Task<bool> ReplaceBatchInputAsync(BatchDocument document, ReadOnlyMemory<byte> sealedInput, CancellationToken cancel) =>
        WriteDurably(connection => BatchRows.ReplaceInput(connection, document, sealedInput), cancel);

    public Task<bool> DeleteBatchAsync(Guid id, long version, CancellationToken cancel) =>
        WriteDurably(connection => BatchRows.Delete(connection, id, version), cancel);

    public Task<IReadOnlyList<BatchDocument>> ListWaitingBatchesAsync(CancellationToken cancel) => Read(BatchRows.ListWaiting, cancel);

    public Task<Page<BatchDocument>> ListBatchesOfCentreAsync(string centre, string? cursor, int limit, CancellationToken cancel) =>
        Read(connection => BatchRows.ListOfCentre(connection, centre, cursor, limit), cancel);

    public Task<IReadOnlyList<AwardDocument>> ListAwardsOfBatchAsync(Guid batch, int afterRow, int limit, CancellationToken cancel) =>
        Read(connection => AwardRows.ListOfBatch(connection, batch, afterRow, limit), cancel);

    public Task<int> CountAwardsOfBatchAsync(Guid batch, CancellationToken cancel) => Read(connection => AwardRows.CountOfBatch(connection, batch), cancel);

    public Task<IReadOnlyList<AwardDocument?>> FindAwardsByKeyAsync(IReadOnlyList<ReadOnlyMemory<byte>> naturalKeys, CancellationToken cancel) =>
        Read<IReadOnlyList<AwardDocument?>>(connection => [.. naturalKeys.Select(key => AwardRows.FindByKey(connection, key))], cancel);
}
