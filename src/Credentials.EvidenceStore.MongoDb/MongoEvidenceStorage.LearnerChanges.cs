using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>Learners who change, become aliases of others or get further match hashes.</content>
public sealed partial class MongoEvidenceStorage
{
    private const string KeepAlias = "alias";
    private const string TakeMatch = "match";

    public async Task<bool> ReplaceLearnerAsync(LearnerDocument document, CancellationToken cancel = default)
    {
        // What lies in the document is known for its version, which the change itself asks for once more.
        if (await _learners.FindAsync(Fields.Of(document.Id), cancel) is not { } stored || stored.Int64("version") != document.Version - 1)
            return false;
        var isSealedAnew = !document.SealedErasure.Span.SequenceEqual(stored.Blob("erasure").Span);
        var other = document.AliasOf is { } named && named != stored.IdOrNull("aliasOf") ? named : default(Guid?);
        if (other is { } asked && !await IsPresentAsync(asked, cancel))
            return false;
        var (learner, isChanged) = await ChangeSealedAsync(
            _learners, Fields.Of(document.Id), isSealedAnew ? [document.SealedErasure] : [], learner => Replace(learner, document, other), cancel);
        if (!isChanged)
            return false;
        var stands = true;
        if (Dues.Of(learner!).FirstOrDefault(due => IsAliasOf(due, document.Version)) is { } alias)
        {
            // Decided here, and not looked at once more with the other dues.
            stands = await IsAliasKeptAsync(alias, CancellationToken.None);
            Dues.Forgive(learner!, due => due["id"] == alias["id"]);
        }
        await _dues.SettleAsync(_learners, [learner!]);
        return stands;
    }

    public async Task<Page<LearnerDocument>> ListLearnersByTokensAsync(
        IReadOnlyList<long> tokens, string? cursor, int limit, CancellationToken cancel = default)
    {
        BsonDocument? last = null;
        if (cursor is not null && !(Guid.TryParseExact(cursor, "N", out var id) && (last = await _learners.FindAsync(Fields.Of(id), cancel)) is not null))
            return Pages.UnknownCursor<LearnerDocument>();
        if (tokens.Count == 0)
            return new([], null);
        var filter = Documents.Where.All("tokens", tokens.Distinct());
        if (last is not null)
        {
            filter &= Documents.Where.Gt("number", last["number"])
                | (Documents.Where.Eq("number", last["number"]) & Documents.Where.Gt("_id", last["_id"]));
        }
        var found = await _learners.ListAsync(filter, cancel, InOrder, limit + 1);
        return Pages.Of(found, limit, LearnerMapping.Read);
    }

    public async Task<IReadOnlyList<LearnerDocument>> ListAliasesAsync(Guid learner, CancellationToken cancel = default) =>
        [.. (await _learners.ListAsync(Documents.Where.Eq("aliasOf", Fields.Of(learner)), cancel, InOrder)).Select(LearnerMapping.Read)];

    /// <summary>
    /// Written into the learner's document first, where an erasure finds it, and taken after that: it is the learner's when both have it.
    /// </summary>
    public async Task<bool> AddLearnerMatchAsync(Guid learner, ReadOnlyMemory<byte> matchKey, CancellationToken cancel = default)
    {
        var value = UniqueValues.IdOf(matchKey);
        if (await _unique.FindOwnerAsync(value, cancel) is not null)
            return false;
        var (stored, isChanged) = await _learners.ChangeAsync(
            Fields.Of(learner), document =>
            {
                if (LearnerMapping.StateOf(document) != LearnerState.Present)
                    return false;
                if (!HasMatch(document, value))
                    document.Append("matches", value);
                _dues.Owe(document, TakeMatch, new BsonDocument("value", value).With("learner", learner));
                return true;
            }, cancel);
        if (!isChanged)
            return false;
        await _dues.SettleAsync(_learners, [stored!]);
        return await _unique.FindOwnerAsync(value, cancel) is { } owner
            ? owner == learner
            : throw new StorageException("MongoDB does not answer: whether the learner gets a further match hash shows later.");
    }

    private static MongoDB.Driver.SortDefinition<BsonDocument> InOrder => Documents.By.Combine(Documents.By.Ascending("number"), Documents.By.Ascending("_id"));

    private static bool HasMatch(BsonDocument learner, BsonValue value) => learner.TryGetValue("matches", out var matches) && matches.AsBsonArray.Contains(value);

    private async Task<bool> IsPresentAsync(Guid learner, CancellationToken cancel) => await FindLearnerAsync(learner, cancel) is { State: LearnerState.Present };

    private bool Replace(BsonDocument learner, LearnerDocument document, Guid? other)
    {
        if (learner.Int64("version") != document.Version - 1)
            return false;
        var (state, alias) = (LearnerMapping.StateOf(learner), learner.IdOrNull("aliasOf"));
        LearnerMapping.Put(learner, document);
        if (document.State != state)
        {
            Dues.Forgive(learner, due => due.Text("kind") == Unreserve);
            if (document.State == LearnerState.Erasing)
                _dues.Owe(learner, Unreserve, new BsonDocument().With("learner", document.Id));
        }
        if (other is not null)
        {
            _dues.Owe(
                learner, KeepAlias,
                new BsonDocument().With("learner", document.Id).With("other", other).With("version", document.Version).With("before", alias));
        }
        return true;
    }

    private static bool IsAliasOf(BsonDocument due, long version) => due.Text("kind") == KeepAlias && due.Int64("version") == version;

    private Task KeepAliasAsync(BsonDocument due, CancellationToken cancel) => IsAliasKeptAsync(due, cancel);

    /// <summary>
    /// Looks at the other one after the alias is written: whoever began an erasure of that one before is seen here, and the alias is taken back, which would
    /// be left behind, alone; whoever begins one after finds the alias, and marks it too. A learner who was changed since is left as that change made it.
    /// What is decided goes into the learner together with the end of the due, so that it is decided once: an alias that stands is not taken back by whoever
    /// comes later, when an erasure may have begun that counts on it.
    /// </summary>
    /// <returns>False when it was taken back. The version grows by that, because somebody may have read the learner in between.</returns>
    internal async Task<bool> IsAliasKeptAsync(BsonDocument due, CancellationToken cancel)
    {
        var other = due.Id("other");
        var stands = await IsPresentAsync(other, cancel);
        var (learner, _) = await _learners.ChangeAsync(
            due["learner"], stored =>
            {
                if (!Dues.Of(stored).Any(one => one["id"] == due["id"]))
                    return false;
                Dues.Forgive(stored, one => one["id"] == due["id"]);
                if (!stands && stored.Int64("version") == due.Int64("version") && stored.IdOrNull("aliasOf") == other)
                    stored.With("aliasOf", due.IdOrNull("before")).With("version", due.Int64("version") + 1);
                return true;
            }, cancel);
        // Where somebody else has decided it, or changed the learner since, it stands as it does there.
        return learner?.IdOrNull("aliasOf") == other;
    }

    /// <summary>Where another learner has it, or the learner was erased meanwhile, it is not this one's, and nothing of it stays.</summary>
    private async Task TakeMatchAsync(BsonDocument due, CancellationToken cancel)
    {
        var (value, owner) = (due["value"], due.Id("learner"));
        var isAnothers = (await _unique.TakeAsync([(value, owner)], cancel)).Count > 0;
        var (learner, _) = await _learners.ChangeAsync(
            Fields.Of(owner), stored =>
            {
                if (!isAnothers || !HasMatch(stored, value))
                    return false;
                stored.With("matches", new BsonArray(stored["matches"].AsBsonArray.Where(one => one != value)));
                return true;
            }, cancel);
        if (learner is null || !HasMatch(learner, value))
            await _unique.FreeAsync([value], owner, cancel);
    }
}
