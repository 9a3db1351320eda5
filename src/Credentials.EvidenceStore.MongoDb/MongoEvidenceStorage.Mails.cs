using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>The outbox of mails: each is owed by its award's document with what it tells of, and goes from there to where mails wait.</content>
public sealed partial class MongoEvidenceStorage
{
    private static readonly int[] NotSent = [(int)MailState.Waiting, (int)MailState.Dead, (int)MailState.Refused];

    public async Task<bool> AddMailAsync(MailDocument document, CancellationToken cancel = default) =>
        await IsOfPresentLearnerAsync(document.AwardId, cancel) && await ChangePresentAsync(
            document.AwardId, record =>
            {
                OweMail(record, document);
                return true;
            }, cancel);

    public async Task<IReadOnlyList<MailDocument>> ClaimMailsAsync(MailClaim claim, CancellationToken cancel = default)
    {
        var claimed = new List<MailDocument>();
        while (claimed.Count < claim.Limit && await TakeMailAsync(claim, cancel) is { } mail)
            claimed.Add(MailMapping.Read(mail));
        return claimed;
    }

    public async Task<MailDocument?> FindMailAsync(Guid id, CancellationToken cancel = default) =>
        await _mails.FindAsync(Fields.Of(id), cancel) is { } mail ? MailMapping.Read(mail) : null;

    public async Task<bool> ReplaceMailAsync(MailDocument document, CancellationToken cancel = default) =>
        (await _mails.ChangeAsync(
            Fields.Of(document.Id), stored =>
            {
                if (stored.Int64("version") != document.Version - 1)
                    return false;
                MailMapping.Put(stored, document);
                return true;
            }, cancel)).IsChanged;

    public async Task<Page<MailDocument>> ListMailsAsync(MailQuery query, CancellationToken cancel = default)
    {
        var filter = Documents.Where.Empty;
        if (query.State is { } state)
            filter &= Documents.Where.Eq("state", (int)state);
        if (query.Centre is not null)
            filter &= Documents.Where.Eq("centre", query.Centre);
        if (query.Cursor is not null)
        {
            if (!Guid.TryParseExact(query.Cursor, "N", out var last) || await FindMailAsync(last, cancel) is null)
                return Pages.UnknownCursor<MailDocument>();
            filter &= Documents.Where.Lt("_id", Fields.Of(last));
        }
        var found = await _mails.ListAsync(filter, cancel, Documents.By.Descending("_id"), query.Limit + 1);
        return Pages.Of(found, query.Limit, MailMapping.Read);
    }

    public async Task<IReadOnlyList<MailDocument>> ListMailsOfAwardAsync(Guid award, CancellationToken cancel = default) =>
        [.. (await _mails.ListAsync(Documents.Where.Eq("award", Fields.Of(award)), cancel, Documents.By.Ascending("_id"))).Select(MailMapping.Read)];

    private Task<BsonDocument?> TakeMailAsync(MailClaim claim, CancellationToken cancel) => _mails.TakeFirstAsync(
        Documents.Where.Eq("state", (int)MailState.Waiting) & Documents.Where.Lte("nextAt", Fields.Of(claim.Now)),
        Documents.Set.Inc("attempts", 1).Inc("version", 1L).Set("nextAt", Fields.Of(claim.Until)), Documents.By.Ascending("nextAt"), cancel);

    /// <summary>
    /// Puts what is owed where mails wait. One whose id is taken was put there before. An erasure first empties the award and then ends the mails that it
    /// finds: of one that it could not find yet, the award is seen to be empty afterwards.
    /// </summary>
    private async Task PutMailsAsync(IReadOnlyList<BsonDocument> dues, CancellationToken cancel)
    {
        await _mails.AddManyAsync([.. dues.Select(due => due.Part("mail").DeepClone().AsBsonDocument)], cancel);
        var awards = dues.Select(due => due.Part("mail")["award"]).Distinct().ToList();
        var present = await _records.ListAsync(
            Documents.Where.In("_id", awards) & Documents.Where.Exists("award.request"), cancel, only: "{_id: 1}");
        var emptied = awards.Except(present.Select(record => record["_id"])).ToList();
        if (emptied.Count > 0)
            await EndMailsAsync(emptied, cancel);
    }

    /// <summary>Ends those mails about erased awards that are not sent.</summary>
    private async Task EndMailsAsync(IEnumerable<BsonValue> awards, CancellationToken cancel) => await _mails.UpdateAsync(
        Documents.Where.In("award", awards) & Documents.Where.In("state", NotSent),
        Documents.Set.Set("state", (int)MailState.Ended).Unset("nextAt").Set("fault", "erased").Inc("version", 1L), cancel);

    /// <summary>
    /// Whether something can still be added to an award: it is issued, was not erased, and neither is its learner being. An erasure that begins after this
    /// look comes to the award later, and takes what was added out of it or finds it emptied already (<see cref="ChangePresentAsync"/>).
    /// </summary>
    private async Task<bool> IsOfPresentLearnerAsync(Guid award, CancellationToken cancel) =>
        await _records.FindAsync(Fields.Of(award), cancel) is { } record && AwardMapping.IsPresent(record)
        && await _learners.FindAsync(record["learner"], cancel) is { } learner && LearnerMapping.StateOf(learner) == LearnerState.Present;

    /// <summary>Changes an award that is issued and was not erased; then does what it owes.</summary>
    private Task<bool> ChangePresentAsync(Guid award, Func<BsonDocument, bool> change, CancellationToken cancel) =>
        ChangeOwingAsync(_records, award, stored => AwardMapping.IsPresent(stored) && change(stored), cancel);
}
