using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>Possible doubles, and the journal of look-ups.</content>
public sealed partial class MongoEvidenceStorage
{
    /// <summary>The order of ids is the order of time.</summary>
    public async Task<Page<DoubleDocument>> ListOpenDoublesAsync(string? centre, string? cursor, int limit, CancellationToken cancel = default)
    {
        var filter = Documents.Where.Eq("open", true);
        if (centre is not null)
            filter &= Documents.Where.Eq("centre", centre);
        if (cursor is not null)
        {
            if (!Guid.TryParseExact(cursor, "N", out var after) || await FindPairAsync(after, cancel) is null)
                return Pages.UnknownCursor<DoubleDocument>();
            filter &= Documents.Where.Gt("id", Fields.Of(after));
        }
        var found = await _doubles.ListAsync(filter, cancel, Documents.By.Ascending("id"), limit + 1);
        return Pages.Of(found, limit, DoubleMapping.Read, last => last.Id("id").ToString("N"));
    }

    public async Task<DoubleDocument?> FindDoubleAsync(Guid id, CancellationToken cancel = default) =>
        await FindPairAsync(id, cancel) is { } pair ? DoubleMapping.Read(pair) : null;

    public async Task<bool> DecideDoubleAsync(
        Guid id, DoubleDecision from, DoubleDecision decision, DateTimeOffset at, string by, CancellationToken cancel = default)
    {
        if (await FindPairAsync(id, cancel) is not { } pair)
            return false;
        return (await _doubles.ChangeAsync(
            pair["_id"], stored =>
            {
                if (stored.Id("id") != id || stored.Int32("decision") != (int)from)
                    return false;
                stored.With("decision", (int?)decision)
                    .With("open", decision == DoubleDecision.Open ? true : default(bool?))
                    .With("decidedAt", at)
                    .With("decidedBy", by);
                return true;
            }, cancel)).IsChanged;
    }

    public async Task AddLookupAsync(LookupDocument document, CancellationToken cancel = default)
    {
        if (!await _lookups.AddAsync(LookupMapping.Write(document), cancel))
            throw new StorageException($"There is a look-up {document.Id} already.");
    }

    /// <summary>Ids of version 7 sort by time.</summary>
    public async Task<Page<LookupDocument>> ListLookupsAsync(
        IReadOnlyList<Guid>? learners, string? cursor, int limit, CancellationToken cancel = default)
    {
        var filter = learners is null ? Documents.Where.Empty : Documents.Where.In("learner", learners.Select(Fields.Of));
        if (cursor is not null)
        {
            if (!Guid.TryParseExact(cursor, "N", out var before) || await _lookups.FindAsync(Fields.Of(before), cancel) is not { } last
                || (learners is not null && !(last.IdOrNull("learner") is { } learner && learners.Contains(learner))))
                return Pages.UnknownCursor<LookupDocument>();
            filter &= Documents.Where.Lt("_id", Fields.Of(before));
        }
        var found = await _lookups.ListAsync(filter, cancel, Documents.By.Descending("_id"), limit + 1);
        return Pages.Of(found, limit, LookupMapping.Read);
    }

    private Task<BsonDocument?> FindPairAsync(Guid id, CancellationToken cancel) => _doubles.FindOneAsync(Documents.Where.Eq("id", Fields.Of(id)), cancel);

    private Task<long> RemoveDoublesAsync(BsonValue learner, CancellationToken cancel) =>
        _doubles.RemoveAsync(Documents.Where.Eq("one", learner) | Documents.Where.Eq("other", learner), cancel);
}
