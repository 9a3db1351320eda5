namespace Credentials.EvidenceStore.Storage;

public partial interface IEvidenceStorage
{
    /// <summary>Durable. Adds a file to a record that is not erased.</summary>
    Task<EvidenceFileOutcome> AddEvidenceFileAsync(EvidenceFileDocument document, CancellationToken cancel = default);

    /// <summary>A record's files in the order in which they came, those that were erased included.</summary>
    Task<IReadOnlyList<EvidenceFileDocument>> ListEvidenceFilesAsync(Guid record, CancellationToken cancel = default);

    /// <summary>
    /// Durable. A file that is erased now: its facts are replaced and its key is overwritten where it lies. False when it was erased before or is not there.
    /// </summary>
    Task<bool> EraseEvidenceFileAsync(EvidenceFileDocument document, CancellationToken cancel = default);

    /// <summary>The state of each, in the order asked. Files of erased records are erased.</summary>
    Task<IReadOnlyList<EvidenceFileState>> FindEvidenceFileStatesAsync(IReadOnlyList<Guid> ids, CancellationToken cancel = default);
}
