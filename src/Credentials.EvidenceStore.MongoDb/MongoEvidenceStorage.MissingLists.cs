using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.MongoDb;

public sealed partial class MongoEvidenceStorage
{
    public Task<bool> ReplaceBatchInputAsync(BatchDocument document, ReadOnlyMemory<byte> sealedInput, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> DeleteBatchAsync(Guid id, long version, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<IReadOnlyList<BatchDocument>> ListWaitingBatchesAsync(CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<Page<BatchDocument>> ListBatchesOfCentreAsync(string centre, string? cursor, int limit, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<IReadOnlyList<BatchDocument>> ListBatchesAsync(string centre, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task AddBatchAsync(BatchDocument document, ReadOnlyMemory<byte> sealedInput, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<BatchDocument?> FindBatchAsync(Guid id, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<ReadOnlyMemory<byte>?> ReadBatchInputAsync(Guid id, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> ReplaceBatchAsync(BatchDocument document, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<IReadOnlyList<BatchDocument>> ListRunningBatchesAsync(CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<DictionaryDocument> GetOrAddDictionaryAsync(DictionaryDocument proposed, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<DictionaryDocument?> FindDictionaryAsync(long number, CancellationToken cancel = default) => throw new NotSupportedException();
}
