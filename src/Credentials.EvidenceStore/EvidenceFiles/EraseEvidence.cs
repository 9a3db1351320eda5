using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.EvidenceFiles;

/// <summary>Erases a document alone, for good: its key where it lies, its name and its file. The record, the digest and who erased it when stay.</summary>
public sealed class EraseEvidence
{
    private const int MostForgetting = 8;

    private readonly IEvidenceStorage _storage;
    private readonly ReadEvidence _read;
    private readonly EvidenceFolder _folder;
    private readonly TimeProvider _time;

    private volatile bool _mustForget;

    internal EraseEvidence(IEvidenceStorage storage, ReadEvidence read, EvidenceFolder folder, TimeProvider time) =>
        (_storage, _read, _folder, _time) = (storage, read, folder, time);

    /// <summary>Durable. Erased before is erased.</summary>
    /// <param name="record">Whose.</param>
    /// <param name="sight">What the caller may see.</param>
    /// <param name="digest">In one of the forms that <see cref="FileDigest"/> reads.</param>
    /// <param name="by">Id of the API key.</param>
    /// <param name="cancel">Gives up; it may be erased all the same.</param>
    public async Task<Result<bool>> RunAsync(Guid record, RecordSight sight, string digest, string by, CancellationToken cancel = default)
    {
        if (!(await _read.FindRecordAsync(record, sight, cancel)).TryGet(out var found, out var problem))
            return problem;
        if (FileDigest.Parse(digest) is not { } sha256)
            return ReadEvidence.NoSha256;
        if (await _read.FindAsync(record, sha256, cancel) is not { Document: var document })
            return ReadEvidence.NoDocument;
        if (document.ErasedAt is null)
        {
            var facts = FileFacts.Read(found.Key.OpenFileFacts(document.Id, document.SealedFacts.Span)) with { Name = null, ErasedBy = by };
            _mustForget = true;
            await _storage.EraseEvidenceFileAsync(
                document with { WrappedKey = default, SealedFacts = found.Key.SealFileFacts(document.Id, facts.Write()), ErasedAt = _time.GetUtcNow() }, cancel);
        }
        // The row first: what has no key any more is no document, whatever becomes of its file.
        _folder.Delete(document.Id);
        await ForgetAsync(CancellationToken.None);
        return true;
    }

    /// <summary>Takes what was overwritten out of the engine's other files, as far as that is still to be done.</summary>
    public async Task ForgetAsync(CancellationToken cancel = default)
    {
        for (var attempt = 0; _mustForget && attempt < MostForgetting; attempt++)
        {
            // Set anew by whoever erases meanwhile.
            _mustForget = false;
            if (!await _storage.ForgetAsync(cancel))
                _mustForget = true;
        }
    }
}
