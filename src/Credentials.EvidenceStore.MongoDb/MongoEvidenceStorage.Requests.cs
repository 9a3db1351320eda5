using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>What learners ask for about an award, in the document of the award.</content>
public sealed partial class MongoEvidenceStorage
{
    /// <summary>What is there is counted in the document that is changed, so that no two count the same.</summary>
    public async Task<AddedToAward> AddLearnerRequestAsync(
        LearnerRequestDocument document, LearnerRequestLimits? limits = null, CancellationToken cancel = default)
    {
        var outcome = AddedToAward.NotThere;
        if (!await IsOfPresentLearnerAsync(document.AwardId, cancel))
            return outcome;
        var isAdded = await ChangePresentAsync(
            document.AwardId, record =>
            {
                var made = LearnerRequestMapping.ReadAll(record).ToList();
                // Added by an attempt whose answer was lost.
                var isThere = made.Any(request => request.Id == document.Id);
                outcome = isThere || limits is null || limits.Allow(made, document.Kind) ? AddedToAward.Added : AddedToAward.TooMany;
                if (isThere || outcome != AddedToAward.Added)
                    return false;
                LearnerRequestMapping.Add(record, document);
                return true;
            }, cancel);
        return isAdded ? AddedToAward.Added : outcome;
    }

    public async Task<LearnerRequestDocument?> FindLearnerRequestAsync(Guid id, CancellationToken cancel = default)
    {
        var found = await _records.ListAsync(Documents.Where.Eq("requests.id", Fields.Of(id)), cancel, limit: 1, only: "{requests: 1}");
        return found.SelectMany(LearnerRequestMapping.ReadAll).FirstOrDefault(request => request.Id == id);
    }

    public async Task<bool> ReplaceLearnerRequestAsync(LearnerRequestDocument document, MailDocument? mail, CancellationToken cancel = default)
    {
        var isTold = mail is not null && await IsOfPresentLearnerAsync(mail.AwardId, cancel);
        return await ChangeOwingAsync(
            _records, document.AwardId, stored =>
            {
                if (!LearnerRequestMapping.Replace(stored, document))
                    return false;
                if (isTold && AwardMapping.IsPresent(stored))
                    OweMail(stored, mail!);
                return true;
            }, cancel);
    }

    /// <summary>Taken apart on the server: one award can have several, of which only some are asked for.</summary>
    public async Task<Page<LearnerRequestDocument>> ListLearnerRequestsAsync(LearnerRequestQuery query, CancellationToken cancel = default)
    {
        var asked = new BsonDocument();
        if (query.States.Count > 0)
            asked["state"] = new BsonDocument("$in", new BsonArray(query.States.Select(state => new BsonInt32((int)state))));
        asked.With("centre", query.Centre).With("kind", (int?)query.Kind);
        if (query.Cursor is not null)
        {
            if (!Guid.TryParseExact(query.Cursor, "N", out var last) || await FindLearnerRequestAsync(last, cancel) is not { } before
                || (query.Centre is not null && before.Centre != query.Centre))
                return Pages.UnknownCursor<LearnerRequestDocument>();
            asked["id"] = new BsonDocument("$lt", Fields.Of(last));
        }
        if (asked.ElementCount == 0)
            asked["id"] = new BsonDocument("$exists", true);
        var found = await _records.AggregateAsync(
            [
                new("$match", new BsonDocument("requests", new BsonDocument("$elemMatch", asked))),
                new("$project", new BsonDocument("requests", 1)),
                new("$unwind", "$requests"),
                new("$match", new BsonDocument(asked.Select(condition => new BsonElement($"requests.{condition.Name}", condition.Value)))),
                new("$sort", new BsonDocument("requests.id", -1)),
                new("$limit", query.Limit + 1),
            ], cancel);
        return Pages.Of(found, query.Limit, one => LearnerRequestMapping.Read(one.Part("requests"), one.Id()), one => one.Part("requests").Id("id").ToString("N"));
    }

    public async Task<IReadOnlyList<LearnerRequestDocument>> ListLearnerRequestsOfAwardAsync(Guid award, CancellationToken cancel = default) =>
        await FindPartAsync(award, "requests", cancel) is { } record ? [.. LearnerRequestMapping.ReadAll(record).OrderByDescending(request => request.Id)] : [];
}
