using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>Files of evidence, which lie in their record's document: adding one and erasing the record come one after the other by themselves.</content>
public sealed partial class MongoEvidenceStorage
{
    public async Task<EvidenceFileOutcome> AddEvidenceFileAsync(EvidenceFileDocument document, CancellationToken cancel = default)
    {
        EvidenceFileOutcome outcome = new EvidenceFileOutcome.RecordErased();
        await _records.ChangeAsync(
            Fields.Of(document.RecordId), record =>
            {
                var existing = EvidenceFileMapping.ReadAll(record).ToList();
                outcome = !HasContent(record) ? new EvidenceFileOutcome.RecordErased()
                    : existing.FirstOrDefault(other => other.Mark.Span.SequenceEqual(document.Mark.Span)) is { } same ? new EvidenceFileOutcome.Exists(same)
                    : existing.Count >= EvidenceFileDocument.MostOfOneRecord ? new EvidenceFileOutcome.TooMany()
                    : new EvidenceFileOutcome.Added();
                if (outcome is not EvidenceFileOutcome.Added)
                {
                    // Added by an attempt whose answer was lost.
                    if (outcome is EvidenceFileOutcome.Exists { Document.Id: var id } && id == document.Id)
                        outcome = new EvidenceFileOutcome.Added();
                    return false;
                }
                EvidenceFileMapping.Add(record, document);
                return true;
            }, cancel);
        return outcome;
    }

    public async Task<IReadOnlyList<EvidenceFileDocument>> ListEvidenceFilesAsync(Guid record, CancellationToken cancel = default) =>
        await _records.FindAsync(Fields.Of(record), cancel) is { } found ? [.. EvidenceFileMapping.ReadAll(found)] : [];

    public async Task<bool> EraseEvidenceFileAsync(EvidenceFileDocument document, CancellationToken cancel = default) =>
        (await _records.ChangeAsync(Fields.Of(document.RecordId), record => EvidenceFileMapping.Erase(record, document), cancel)).IsChanged;

    public async Task<IReadOnlyList<EvidenceFileState>> FindEvidenceFileStatesAsync(IReadOnlyList<Guid> ids, CancellationToken cancel = default)
    {
        var found = await _records.ListAsync(Documents.Where.In("files.id", ids.Select(Fields.Of)), cancel, only: "{files: 1}");
        var states = found.SelectMany(EvidenceFileMapping.ReadStates).DistinctBy(file => file.Id).ToDictionary(file => file.Id, file => file.State);
        return [.. ids.Select(id => states.GetValueOrDefault(id, EvidenceFileState.Unknown))];
    }

    /// <summary>Whether it is an issued award or a registered proof from which nothing was erased.</summary>
    private static bool HasContent(BsonDocument record) => AwardMapping.StateOf(record) == AwardState.Issued
        && (record.PartOrNull("award")?.Contains("request") == true || record.PartOrNull("proof")?.Contains("content") == true);
}
