using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.MongoDb;

public sealed partial class MongoEvidenceStorage
{
    public Task<EvidenceFileOutcome> AddEvidenceFileAsync(EvidenceFileDocument document, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<IReadOnlyList<EvidenceFileDocument>> ListEvidenceFilesAsync(Guid record, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> EraseEvidenceFileAsync(EvidenceFileDocument document, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<IReadOnlyList<EvidenceFileState>> FindEvidenceFileStatesAsync(IReadOnlyList<Guid> ids, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> EraseRecordAsync( Guid record, IReadOnlyList<ReadOnlyMemory<byte>> freed, bool revokes, DateTimeOffset at, ReadOnlyMemory<byte> signatures = default, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<IReadOnlyList<ProofOutcome>> RegisterProofsAsync(IReadOnlyList<ProofRegistration> items, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<ProofDocument?> FindProofAsync(Guid id, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<ProofDocument?> FindProofByReferenceAsync(ReadOnlyMemory<byte> referenceKey, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> CancelProofAsync(ProofDocument document, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<RecordDocument?> FindRecordAsync(Guid id, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<Page<RecordDocument>> ListRecordsAsync(RecordQuery query, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<IReadOnlyList<PendingEvent>> ReadPendingEventsAsync(int limit, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<LogHeadDocument?> FindLogHeadAsync(CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<LogEpochs> FindLogEpochsAsync(CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<IReadOnlyList<EventToLog>> ReadEventsToLogAsync(int limit, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<bool> AppendLogAsync(LogAppend append, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<IReadOnlyList<LogTile>> ReadLogTilesAsync(IReadOnlyList<TilePlace> places, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<LogEntry?> FindLogEntryAsync(Guid record, int ordinal, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<IReadOnlyList<LoggedEntry>> ReadLoggedEntriesAsync(long from, int count, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<RecordWithEvents> ReadRecordWithEventsAsync(Guid id, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<LogTotals> CountLogAsync(CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<LogMisfit?> FindLogMisfitAsync(CancellationToken cancel = default) => throw new NotSupportedException();
    public Task<RecordCounts> CountRecordsAsync(RecordCountQuery query, CancellationToken cancel = default) => throw new NotSupportedException();
    public Task MakeReadyAfterRestoreAsync(string restoredMark, CancellationToken cancel = default) => throw new NotSupportedException();
}
