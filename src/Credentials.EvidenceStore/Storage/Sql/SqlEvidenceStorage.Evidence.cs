namespace Credentials.EvidenceStore.Storage.Sql;

public sealed partial class SqlEvidenceStorage
{
    public Task<EvidenceFileOutcome> AddEvidenceFileAsync(EvidenceFileDocument document, CancellationToken cancel) =>
        WriteDurably(connection => EvidenceFileRows.Add(connection, document), cancel);

    public Task<IReadOnlyList<EvidenceFileDocument>> ListEvidenceFilesAsync(Guid record, CancellationToken cancel) =>
        Read(connection => EvidenceFileRows.List(connection, record), cancel);

    public Task<bool> EraseEvidenceFileAsync(EvidenceFileDocument document, CancellationToken cancel) =>
        WriteDurably(connection => EvidenceFileRows.Erase(connection, document), cancel);

    public Task<IReadOnlyList<EvidenceFileState>> FindEvidenceFileStatesAsync(IReadOnlyList<Guid> ids, CancellationToken cancel) =>
        Read<IReadOnlyList<EvidenceFileState>>(connection => [.. ids.Select(id => EvidenceFileRows.FindState(connection, id))], cancel);
}
