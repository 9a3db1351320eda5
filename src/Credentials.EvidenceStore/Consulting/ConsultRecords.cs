using System.Text.Json;
using Credentials.EvidenceStore.EvidenceFiles;
using Credentials.EvidenceStore.Learners;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Consulting;

/// <summary>Reads records of both sources. What a caller may not see looks like what is not there.</summary>
public sealed class ConsultRecords
{
    private readonly IEvidenceStorage _storage;
    private readonly StoreSecrets _secrets;

    internal ConsultRecords(IEvidenceStorage storage, StoreSecrets secrets) => (_storage, _secrets) = (storage, secrets);

    internal static Problem NotThere { get; } = new(ProblemCode.NotFound, "There is no such record.");

    public Task<Page<RecordDocument>> ListAsync(RecordQuery query, RecordSight sight, CancellationToken cancel = default) =>
        _storage.ListRecordsAsync(query with { VisibleTo = sight.Own }, cancel);

    /// <summary>The records of a learner and of who is the same person; <see cref="ProblemCode.NotFound"/> where the caller may see none of them.</summary>
    public async Task<Result<Page<RecordDocument>>> ListOfLearnerAsync(Guid learner, RecordQuery query, RecordSight sight, CancellationToken cancel = default)
    {
        if (await LearnerGroup.FindAsync(_storage, learner, cancel) is not { } group)
            return JoinLearners.NoLearner;
        var all = new RecordQuery(1) { Learner = learner, Aliases = [.. group.Ids.Where(id => id != learner)] };
        var page = await ListAsync(query with { Learner = all.Learner, Aliases = all.Aliases }, sight, cancel);
        if (page.Items.Count > 0 || page.IsCursorUnknown || sight.Own is null || (await ListAsync(all, sight, cancel)).Items.Count > 0)
            return page;
        return JoinLearners.NoLearner;
    }

    public async Task<Result<RecordView>> FindAsync(Guid id, RecordSight sight, CancellationToken cancel = default)
    {
        if (await _storage.FindRecordAsync(id, cancel) is not { } record || !sight.Covers(record.Facts))
            return NotThere;
        var proof = record.Source == RecordSource.Proof ? await _storage.FindProofAsync(id, cancel) : null;
        if (proof is null || proof.SealedContent.IsEmpty || await FindKeyAsync(record.LearnerId, cancel) is not { } key)
            return new RecordView(record, proof, Content: null);
        using var content = JsonDocument.Parse(key.OpenContent(id, proof.SealedContent.Span));
        return new RecordView(proof.Record, proof, content.RootElement.Clone());
    }

    /// <summary>
    /// What happened to a record, oldest first. Who and why are personal, as is what the learner did: of an erased learner what the record itself says is
    /// left.
    /// </summary>
    public async Task<Result<IReadOnlyList<AwardEvent>>> HistoryAsync(Guid id, RecordSight sight, CancellationToken cancel = default)
    {
        if (await _storage.FindRecordAsync(id, cancel) is not { } record || !sight.Covers(record.Facts))
            return NotThere;
        var proof = record.Source == RecordSource.Proof ? await _storage.FindProofAsync(id, cancel) : null;
        var award = proof is null ? await _storage.FindAwardAsync(id, cancel) : null;
        var first = proof is not null ? new AwardEvent(record.RecordedAt, "registered", proof.RecordedBy, null) : new AwardEvent(record.RecordedAt, "issued", record.Facts.Centre!, null);
        var journal = proof?.SealedJournal ?? award?.SealedJournal ?? default;
        if (await FindKeyAsync(record.LearnerId, cancel) is { } key)
            return (AwardEvent[])[first, .. JournalOf(journal, id, key).Concat(await DocumentsAsync(id, key, cancel)).OrderBy(happened => happened.At)];
        return record.ChangedAt is { } at ? (AwardEvent[])[first, new(at, RecordWords.Of(record.Status), "", null)] : (AwardEvent[])[first];
    }

    internal static IReadOnlyList<AwardEvent> JournalOf(ReadOnlyMemory<byte> journal, Guid record, LearnerKey key) =>
        journal.IsEmpty ? [] : StoredJournal.Read(key.OpenJournal(record, journal.Span));

    /// <summary>What happened to the record's documents, named by their digests.</summary>
    private async Task<IEnumerable<AwardEvent>> DocumentsAsync(Guid record, LearnerKey key, CancellationToken cancel)
    {
        var files = (await _storage.ListEvidenceFilesAsync(record, cancel)).Select((file, index) => ReadEvidence.Read(file, key, index)).ToList();
        return files.Select(file => new AwardEvent(file.AddedAt, "document-added", file.AddedBy, $"SHA-256 {file.Digest}"))
            .Concat(files.Where(file => file.ErasedAt is not null)
                .Select(file => new AwardEvent(file.ErasedAt!.Value, "document-erased", file.ErasedBy ?? "", $"SHA-256 {file.Digest}")));
    }

    private async Task<LearnerKey?> FindKeyAsync(Guid learner, CancellationToken cancel) =>
        await _storage.FindLearnerAsync(learner, cancel) is { WrappedKey.IsEmpty: false } document ? _secrets.Master.Unwrap(document) : null;
}

/// <param name="Proof">Null for an award.</param>
/// <param name="Content">What the supplier said, with the members of <c>POST /api/records</c>; null for an award, and of an erased learner.</param>
public sealed record RecordView(RecordDocument Record, ProofDocument? Proof, JsonElement? Content);
