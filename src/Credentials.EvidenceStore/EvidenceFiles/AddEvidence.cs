using System.Buffers;
using System.Security.Cryptography;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.EvidenceFiles;

/// <summary>
/// Adds a document to a record: one of those whose digests an award's credential names, or any to a proof from outside, which has no credential here.
/// </summary>
public sealed class AddEvidence
{
    /// <summary>Bytes.</summary>
    public const long LargestFile = 20 * 1024 * 1024;

    private readonly IEvidenceStorage _storage;
    private readonly StoreSecrets _secrets;
    private readonly ReadEvidence _read;
    private readonly EvidenceFolder _folder;
    private readonly TimeProvider _time;

    internal AddEvidence(IEvidenceStorage storage, StoreSecrets secrets, ReadEvidence read, EvidenceFolder folder, TimeProvider time) =>
        (_storage, _secrets, _read, _folder, _time) = (storage, secrets, read, folder, time);

    private static Problem TooMany { get; } = new(
        ProblemCode.WrongState, $"A record holds at most {EvidenceFileDocument.MostOfOneRecord} documents, erased ones included.");

    private static Problem TooLarge { get; } = new(ProblemCode.TooLarge, $"A document may be {LargestFile} bytes long.");

    private static Problem NotKept { get; } = new(
        ProblemCode.UnsupportedMediaType, "Documents are PDF, PNG or JPEG; by its content this is none of them, or not a whole one.");

    /// <summary>
    /// Durable. The same document again changes nothing. An erased one does not come back: <see cref="ProblemCode.DocumentErased"/>.
    /// </summary>
    /// <param name="record">An issued award or a proof.</param>
    /// <param name="sight">What the caller may see.</param>
    /// <param name="digest">What the bytes must digest to, in one of the forms that <see cref="FileDigest"/> reads.</param>
    /// <param name="name">Of the file; null for none.</param>
    /// <param name="content">The bytes, read to their end unless they are refused before.</param>
    /// <param name="by">Id of the API key.</param>
    /// <param name="cancel">Gives up; it may be there all the same.</param>
    public async Task<Result<AddedEvidence>> RunAsync(
        Guid record, RecordSight sight, string digest, string? name, Stream content, string by, CancellationToken cancel = default)
    {
        if (!(await _read.FindRecordAsync(record, sight, cancel)).TryGet(out var found, out var problem))
            return problem;
        if (FileDigest.Parse(digest) is not { } sha256)
            return ReadEvidence.NoSha256;
        if (!FileName.Clean(name).TryGet(out var clean, out var badName))
            return badName;
        if (found.Record.Source == RecordSource.Award && !await IsDeclaredAsync(record, found.Key, sha256, cancel))
            return Faulty(InputReasons.NotDeclared, "The award names no evidence of this digest, so that its credential does not vouch for the document.");
        var known = await _read.FindAsync(record, sha256, cancel);
        if (known is { Document.ErasedAt: not null })
            return ReadEvidence.DocumentErased;
        if (known is null && (await _storage.ListEvidenceFilesAsync(record, cancel)).Count >= EvidenceFileDocument.MostOfOneRecord)
            return TooMany;
        return await KeepAsync(found.Record, found.Key, sha256, clean, content, by, cancel);
    }

    private async Task<Result<AddedEvidence>> KeepAsync(
        RecordDocument record, LearnerKey key, string digest, string? name, Stream content, string by, CancellationToken cancel)
    {
        var (id, fileKey) = (Guid.NewGuid(), SealedFile.NewKey());
        var isAdded = false;
        try
        {
            FileFacts facts;
            await using (var file = _folder.Begin(id))
            {
                var written = await WriteAsync(content, file, fileKey, SealedFile.PlaceOf(key.Learner, id), digest, cancel);
                if (!written.TryGet(out var one, out var refused))
                    return refused;
                facts = new(digest, one.Kind.MediaType, one.Size, name, by);
                _folder.Finish(id, file);
            }
            // From here on the caller may leave: the file is there, and its row tells so or it is swept.
            var document = new EvidenceFileDocument(
                id, record.Id, _secrets.Match.EvidenceOf(record.Id, digest), key.SealFileKey(id, fileKey), key.SealFileFacts(id, facts.Write()), _time.GetUtcNow());
            var outcome = await _storage.AddEvidenceFileAsync(document, CancellationToken.None);
            isAdded = outcome is EvidenceFileOutcome.Added;
            return await AnswerAsync(outcome, record.Id, digest, key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(fileKey);
            if (!isAdded)
                await DropAsync(id);
        }
    }

    /// <summary>Unless the row was written all the same: a commit whose answer was lost may have been one.</summary>
    private async Task DropAsync(Guid id)
    {
        try
        {
            if ((await _storage.FindEvidenceFileStatesAsync([id], CancellationToken.None))[0] != EvidenceFileState.Kept)
                _folder.Delete(id);
        }
        catch (Exception failure) when (failure is StorageException or IOException)
        {
            // The sweep asks again.
        }
    }

    private async Task<Result<AddedEvidence>> AnswerAsync(EvidenceFileOutcome outcome, Guid record, string digest, LearnerKey key)
    {
        switch (outcome)
        {
            case EvidenceFileOutcome.TooMany:
                return TooMany;
            case EvidenceFileOutcome.RecordErased:
                return ConsultAwards.Erased;
            case EvidenceFileOutcome.Exists { Document.ErasedAt: not null }:
                return ReadEvidence.DocumentErased;
            default:
                var (document, index) = (await _read.FindAsync(record, digest, CancellationToken.None))!.Value;
                return new AddedEvidence(ReadEvidence.Read(document, key, index), outcome is EvidenceFileOutcome.Added);
        }
    }

    private static async Task<Result<(FileKind Kind, long Size)>> WriteAsync(
        Stream content, FileStream file, byte[] key, byte[] place, string digest, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var writer = new SealedFileWriter(file, key, place);
        var buffer = ArrayPool<byte>.Shared.Rent(SealedFile.ChunkLength);
        try
        {
            var (size, scan) = (0L, default(FileScan));
            // The first piece must be long enough to tell what it is, however it arrives.
            for (var count = await content.ReadAtLeastAsync(buffer, FileScan.HeadLength, throwOnEndOfStream: false, cancel); count > 0;
                count = await content.ReadAsync(buffer, cancel))
            {
                var piece = buffer.AsMemory(0, count);
                size += count;
                if (size > LargestFile)
                    return TooLarge;
                scan ??= FileScan.Begin(piece.Span);
                if (scan is null)
                    return NotKept;
                scan.Feed(piece.Span);
                hash.AppendData(piece.Span);
                await writer.WriteAsync(piece, cancel);
            }
            // A file that was cut off on its way has another digest: that says more than that it is not whole.
            if (scan is not null && Convert.ToHexStringLower(hash.GetHashAndReset()) != digest)
                return Faulty(InputReasons.DigestDiffers, "The bytes that were received have another SHA-256.");
            if (scan is not { IsWhole: true })
                return NotKept;
            await writer.FinishAsync(cancel);
            return (scan.Kind, size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private async Task<bool> IsDeclaredAsync(Guid id, LearnerKey key, string digest, CancellationToken cancel)
    {
        if (await ConsultAwards.FindIssuedAsync(_storage, null, id, cancel) is not { } award || AwardOpener.IsErased(award))
            return false;
        var request = StoredRequest.Read(AwardOpener.OpenRequest(award, key));
        return request.Evidence.Any(evidence => evidence.Digest is { } declared && EvidenceDigest.FindSha256(declared) == digest);
    }

    private static Problem Faulty(string reason, string detail) => new(ProblemCode.InvalidInput, "The document has faults.")
    {
        Errors = [new("digest", reason, detail)],
    };
}

/// <param name="IsNew">False when the record had it already.</param>
public sealed record AddedEvidence(EvidenceFile File, bool IsNew);
