using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>Further shares of an award and how often its links were opened, both in the document of the award.</content>
public sealed partial class MongoEvidenceStorage
{
    /// <summary>
    /// What is open is counted in the document that is changed, so that no two count the same. There is no share without its award: false where the award
    /// is not issued or was erased, too.
    /// </summary>
    public async Task<bool> AddShareAsync(ShareDocument document, int? mostOpen = null, CancellationToken cancel = default)
    {
        var isThere = false;
        var isAdded = await ChangePresentAsync(
            document.AwardId, record =>
            {
                var shares = ShareMapping.ReadAll(record).ToList();
                // Added by an attempt whose answer was lost.
                isThere = shares.Any(share => share.Id == document.Id);
                if (isThere || (mostOpen is { } most && shares.Count(share => ShareMapping.IsOpen(share, document.CreatedAt)) >= most))
                    return false;
                ShareMapping.Add(record, document);
                return true;
            }, cancel);
        return isAdded || isThere;
    }

    public async Task<ShareDocument?> FindShareAsync(Guid id, CancellationToken cancel = default)
    {
        var found = await _records.ListAsync(Documents.Where.Eq("shares.id", Fields.Of(id)), cancel, limit: 1, only: "{shares: 1}");
        return found.SelectMany(ShareMapping.ReadAll).FirstOrDefault(share => share.Id == id);
    }

    public async Task<bool> ReplaceShareAsync(ShareDocument document, CancellationToken cancel = default) =>
        (await _records.ChangeAsync(Fields.Of(document.AwardId), record => ShareMapping.Replace(record, document), cancel)).IsChanged;

    public async Task<IReadOnlyList<ShareDocument>> ListSharesAsync(Guid award, DateTimeOffset now, int limit, CancellationToken cancel = default)
    {
        if (await FindPartAsync(award, "shares", cancel) is not { } record)
            return [];
        // What is open comes first: it must not disappear behind what has ended.
        var shares = ShareMapping.ReadAll(record).OrderByDescending(share => ShareMapping.IsOpen(share, now)).ThenByDescending(share => share.Id);
        return [.. shares.Take(limit)];
    }

    /// <summary>Awards whose learner is being erased are left out as <see cref="IsOfPresentLearnerAsync"/> does.</summary>
    public async Task AddShareOpeningsAsync(IReadOnlyList<ShareOpeningsDocument> openings, CancellationToken cancel = default)
    {
        var ofAwards = openings.ToLookup(one => (BsonValue)Fields.Of(one.AwardId));
        var records = await _records.ListAsync(Documents.Where.In("_id", ofAwards.Select(one => one.Key)), cancel, only: "{learner: 1}");
        var present = (await _learners.ListAsync(
                Documents.Where.In("_id", records.Select(record => record["learner"]).Distinct()) & Documents.Where.Eq("state", (int)LearnerState.Present),
                cancel, only: "{_id: 1}"))
            .Select(learner => learner["_id"]).ToHashSet();
        await _records.ChangeManyAsync(
            [.. records.Where(record => present.Contains(record["learner"])).Select(record => record["_id"])],
            record =>
            {
                var isChanged = false;
                foreach (var one in AwardMapping.IsPresent(record) ? ofAwards[record["_id"]] : [])
                    isChanged |= ShareOpeningsMapping.Add(record, one);
                return isChanged;
            }, cancel);
    }

    public async Task<IReadOnlyList<ShareOpeningsDocument>> ListShareOpeningsAsync(Guid award, CancellationToken cancel = default) =>
        await FindPartAsync(award, "openings", cancel) is { } record ? [.. ShareOpeningsMapping.ReadAll(record)] : [];
}
