using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>Learners: adding and finding them.</content>
public sealed partial class MongoEvidenceStorage
{
    public async Task<LearnerDocument?> FindLearnerAsync(Guid id, CancellationToken cancel = default) =>
        await _learners.FindAsync(Fields.Of(id), cancel) is { } learner ? LearnerMapping.Read(learner) : null;

    public async Task<IReadOnlyList<LearnerDocument?>> FindLearnersByMatchAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> matchKeys, CancellationToken cancel = default)
    {
        var owners = await _unique.FindOwnersAsync(matchKeys.Select(UniqueValues.IdOf), cancel);
        var learners = await _learners.FindManyAsync(owners.Values.Select(Fields.Of), cancel);
        return
        [
            .. matchKeys.Select(key => owners.TryGetValue(UniqueValues.IdOf(key), out var owner) && learners.TryGetValue(Fields.Of(owner), out var learner)
                && LearnerMapping.StateOf(learner) != LearnerState.Erased
                ? LearnerMapping.Read(learner)
                : null),
        ];
    }

    /// <summary>Adds new learners, to whom nothing leads yet; their match keys are to be taken next.</summary>
    /// <exception cref="MasterKeyReplacedException">Their keys are wrapped under a master key that is not the current one; none is added.</exception>
    private async Task AddLearnersAsync(
        IReadOnlyList<(LearnerDocument Learner, ReadOnlyMemory<byte> MatchKey, IReadOnlyList<long> Tokens)> newcomers, CancellationToken cancel)
    {
        if (newcomers.Count == 0)
            return;
        var keys = newcomers.Select(one => one.Learner.MasterKeyId);
        await RequireMasterKeysAsync(keys, cancel);
        await _learners.AddManyAsync([.. newcomers.Select(one => LearnerMapping.Write(one.Learner, _order.Next(), one.MatchKey, one.Tokens))], cancel);
        try
        {
            await RequireMasterKeysAsync(keys, cancel);
        }
        catch (MasterKeyReplacedException)
        {
            await _learners.RemoveAsync(Documents.Where.In("_id", newcomers.Select(one => Fields.Of(one.Learner.Id))), CancellationToken.None);
            throw;
        }
    }

    /// <summary>Enters marks of learners into the blind index, and notes who else in the centre is possibly the same person.</summary>
    private async Task MarkLearnersAsync(
        IReadOnlyList<(Guid Learner, string Centre, LearnerMarks Marks, DateTimeOffset Now)> marked, CancellationToken cancel)
    {
        var ofLearners = marked.GroupBy(one => one.Learner).ToDictionary(
            one => (BsonValue)Fields.Of(one.Key),
            one => one.SelectMany(each => each.Marks.Words.Concat(each.Marks.Identities.Select(LearnerMarks.TokenOf))).Distinct().ToList());
        foreach (var id in ofLearners.Where(one => one.Value.Count == 0).Select(one => one.Key).ToList())
            ofLearners.Remove(id);
        await _learners.ChangeManyAsync(
            ofLearners.Keys, learner =>
            {
                if (LearnerMapping.StateOf(learner) == LearnerState.Erased)
                    return false;
                var there = learner.GetValue("tokens", new BsonArray()).AsBsonArray.Select(token => token.AsInt64).ToHashSet();
                var added = ofLearners[learner["_id"]].Where(there.Add).ToList();
                learner.With("tokens", new BsonArray(there.Select(token => new BsonInt64(token))));
                return added.Count > 0;
            }, cancel);
        await NoteDoublesAsync([.. marked.Where(one => one.Marks.Identities.Count > 0)], cancel);
    }

    /// <summary>
    /// Looked for after the marks are entered: of two learners who come at the same moment one sees the other. Of somebody whose erasure ended meanwhile
    /// nothing stays: an erasure removes what is noted when it ends, and what is noted later is removed here.
    /// </summary>
    private async Task NoteDoublesAsync(
        IReadOnlyList<(Guid Learner, string Centre, LearnerMarks Marks, DateTimeOffset Now)> marked, CancellationToken cancel)
    {
        if (marked.Count == 0)
            return;
        var identities = marked.SelectMany(one => one.Marks.Identities).ToList();
        var owners = await _unique.FindOwnersAsync(identities.Select(UniqueValues.IdOf), cancel);
        var byToken = (await _learners.ListAsync(
                Documents.Where.In("tokens", identities.Select(LearnerMarks.TokenOf).Distinct()), cancel, only: "{_id: 1, tokens: 1}"))
            .SelectMany(learner => learner["tokens"].AsBsonArray.Select(token => (Token: token.AsInt64, Id: learner.Id())))
            .ToLookup(one => one.Token, one => one.Id);
        var pairs = new List<(Guid One, Guid Other, string Centre, DateTimeOffset Now)>();
        foreach (var (learner, centre, marks, now) in marked)
        {
            var others = marks.Identities.SelectMany(identity => byToken[LearnerMarks.TokenOf(identity)]
                .Concat(owners.TryGetValue(UniqueValues.IdOf(identity), out var owner) ? [owner] : []));
            foreach (var other in others.Distinct().Where(other => other != learner))
                pairs.Add(learner.CompareTo(other) < 0 ? (learner, other, centre, now) : (other, learner, centre, now));
        }
        if (pairs.Count == 0)
            return;
        var learners = await _learners.FindManyAsync(pairs.SelectMany(pair => (BsonValue[])[Fields.Of(pair.One), Fields.Of(pair.Other)]), cancel);
        bool IsAlias(Guid learner, Guid of) => learners.TryGetValue(Fields.Of(learner), out var found) && found.IdOrNull("aliasOf") == of;
        await _doubles.AddManyAsync(
            [
                .. pairs.DistinctBy(pair => (pair.One, pair.Other, pair.Centre))
                    .Where(pair => !IsAlias(pair.One, pair.Other) && !IsAlias(pair.Other, pair.One))
                    .Select(pair => DoubleMapping.Write(new(Guid.CreateVersion7(pair.Now), pair.Centre, pair.One, pair.Other, pair.Now))),
            ], cancel);
        var erased = await _learners.ListAsync(
            Documents.Where.In("_id", learners.Keys) & Documents.Where.Eq("state", (int)LearnerState.Erased), cancel, only: "{_id: 1}");
        foreach (var learner in erased)
            await RemoveDoublesAsync(learner["_id"], cancel);
    }
}
