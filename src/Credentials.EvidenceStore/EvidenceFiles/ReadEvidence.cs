using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Microsoft.Extensions.Logging;

namespace Credentials.EvidenceStore.EvidenceFiles;

/// <summary>Reads the documents of a record. What a caller may not see looks like what is not there.</summary>
public sealed partial class ReadEvidence
{
    private readonly IEvidenceStorage _storage;
    private readonly StoreSecrets _secrets;
    private readonly EvidenceFolder _folder;
    private readonly ILogger<ReadEvidence> _log;

    internal ReadEvidence(IEvidenceStorage storage, StoreSecrets secrets, EvidenceFolder folder, ILogger<ReadEvidence> log) =>
        (_storage, _secrets, _folder, _log) = (storage, secrets, folder, log);

    internal static Problem NoDocument { get; } = new(ProblemCode.NotFound, "The record has no such document.");

    internal static Problem DocumentErased { get; } = new(ProblemCode.DocumentErased, "The document was erased. The record and the document's digest stay.");

    internal static Problem NoSha256 { get; } = new(ProblemCode.InvalidInput, "The address has faults.")
    {
        Errors = [new("digest", Inputs.InputReasons.BadDigest, "This must be a SHA-256: 64 hexadecimal digits in lower case, or sha256- with base64, or a multibase multihash.")],
    };

    private static Problem RecordErased { get; } = new(ProblemCode.NotFound, "The learner of this record was erased.");

    private static Problem Missing { get; } = new(
        ProblemCode.DocumentErased, "The document's file is not there: it was erased after the back-up that was restored here, or is lost.");

    /// <summary>In the order in which they came, erased ones included.</summary>
    public async Task<Result<IReadOnlyList<EvidenceFile>>> ListAsync(Guid record, RecordSight sight, CancellationToken cancel = default)
    {
        if (!(await FindRecordAsync(record, sight, cancel)).TryGet(out var found, out var problem))
            return problem;
        return (await ListAsync(record, found.Key, cancel)).ToArray();
    }

    /// <summary>A document by its digest; <see cref="ProblemCode.DocumentErased"/> where it is no more.</summary>
    /// <param name="record">Whose.</param>
    /// <param name="sight">What the caller may see.</param>
    /// <param name="digest">In one of the forms that <see cref="FileDigest"/> reads.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="StorageException">The file is there, and is not as it was written.</exception>
    public async Task<Result<OpenedEvidence>> FindAsync(Guid record, RecordSight sight, string digest, CancellationToken cancel = default)
    {
        if (!(await FindRecordAsync(record, sight, cancel)).TryGet(out var found, out var problem))
            return problem;
        if (FileDigest.Parse(digest) is not { } sha256)
            return NoSha256;
        return await OpenAsync(record, found.Key, sha256, cancel);
    }

    /// <summary>The record, and the key of its learner, who must not be erased.</summary>
    internal async Task<Result<(RecordDocument Record, LearnerKey Key)>> FindRecordAsync(Guid id, RecordSight sight, CancellationToken cancel)
    {
        if (await _storage.FindRecordAsync(id, cancel) is not { } record || !sight.Covers(record.Facts))
            return ConsultRecords.NotThere;
        return await _storage.FindLearnerAsync(record.LearnerId, cancel) is { State: LearnerState.Present } learner
            ? (record, _secrets.Master.Unwrap(learner))
            : RecordErased;
    }

    internal async Task<IReadOnlyList<EvidenceFile>> ListAsync(Guid record, LearnerKey key, CancellationToken cancel) =>
        [.. (await _storage.ListEvidenceFilesAsync(record, cancel)).Select((document, index) => Read(document, key, index))];

    /// <param name="record">Whose.</param>
    /// <param name="key">Of its learner.</param>
    /// <param name="digest">64 hexadecimal digits.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task<Result<OpenedEvidence>> OpenAsync(Guid record, LearnerKey key, string digest, CancellationToken cancel)
    {
        if (await FindAsync(record, digest, cancel) is not { } found)
            return NoDocument;
        var file = Read(found.Document, key, found.Index);
        if (file.State == EvidenceFileAvailability.Erased)
            return DocumentErased;
        if (_folder.TryOpen(file.Id) is not { } source)
        {
            // Somebody may have erased it just now.
            if (await FindAsync(record, digest, cancel) is { Document.ErasedAt: null })
                FileMissing(_log, file.Id, record);
            return Missing;
        }
        try
        {
            return new OpenedEvidence(file, new SealedFileStream(
                source, key.OpenFileKey(file.Id, found.Document.WrappedKey.Span), SealedFile.PlaceOf(key.Learner, file.Id), file.Size));
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    internal async Task<(EvidenceFileDocument Document, int Index)?> FindAsync(Guid record, string digest, CancellationToken cancel)
    {
        var mark = _secrets.Match.EvidenceOf(record, digest);
        foreach (var (index, document) in (await _storage.ListEvidenceFilesAsync(record, cancel)).Index())
        {
            if (document.Mark.Span.SequenceEqual(mark))
                return (document, index);
        }
        return null;
    }

    internal static EvidenceFile Read(EvidenceFileDocument document, LearnerKey key, int index)
    {
        var facts = FileFacts.Read(key.OpenFileFacts(document.Id, document.SealedFacts.Span));
        var kind = FileKind.Find(facts.MediaType) ?? throw new StorageException($"A document of type {facts.MediaType} was written by a newer release.");
        return new(
            document.Id, facts.Digest, kind, facts.Size, FileName.Of(facts.Name, kind, index + 1),
            document.ErasedAt is null ? EvidenceFileAvailability.Kept : EvidenceFileAvailability.Erased, document.AddedAt, facts.AddedBy)
        {
            ErasedAt = document.ErasedAt,
            ErasedBy = facts.ErasedBy,
        };
    }

    [LoggerMessage(LogLevel.Error, "The file {File} of a document of record {Record} is missing.")]
    private static partial void FileMissing(ILogger logger, Guid file, Guid record);
}
