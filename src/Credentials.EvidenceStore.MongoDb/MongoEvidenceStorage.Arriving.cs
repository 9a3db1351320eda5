using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>Learners who come with an award or a proof.</content>
public sealed partial class MongoEvidenceStorage
{
    private async Task AddLearnersAsync(IReadOnlyList<Arriving> items, CancellationToken cancel)
    {
        var newcomers = items.Where(one => one.NewLearner is not null).ToList();
        var owners = await _unique.FindOwnersAsync(newcomers.Select(one => one.MatchKey), cancel);
        var known = await _learners.FindManyAsync(owners.Values.Concat(items.Select(one => one.LearnerId)).Select(id => Fields.Of(id)), cancel);
        var added = new List<Arriving>();
        foreach (var one in items)
        {
            var own = known.GetValueOrDefault(Fields.Of(one.LearnerId));
            if (one.NewLearner is not { } learner || (own is not null && owners.TryGetValue(one.MatchKey, out var itself) && itself == learner.Id))
            {
                if (own is not null && LearnerMapping.StateOf(own) != LearnerState.Present)
                    one.LearnerErased();
            }
            else if (owners.TryGetValue(one.MatchKey, out var owner) && owner != learner.Id && known.GetValueOrDefault(Fields.Of(owner)) is { } other
                && LearnerMapping.Read(other) is var found && (found.State == LearnerState.Present || (found.State == LearnerState.Erasing && one.MeansWhoIsErased)))
            {
                if (found.State == LearnerState.Present)
                    one.LearnerExists(found);
                else
                    one.LearnerErased();
            }
            else
            {
                one.EarlierLearner = owners.TryGetValue(one.MatchKey, out var earlier) ? earlier : null;
                added.Add(one);
            }
        }
        await AddLearnersAsync([.. added.Select(one => (one.NewLearner!, one.LearnerMatchKey, one.Words))], cancel);
        await TakeMatchKeysAsync(added, cancel);
    }

    private async Task TakeMatchKeysAsync(IReadOnlyList<Arriving> items, CancellationToken cancel)
    {
        var free = items.Where(one => one.EarlierLearner is null).ToList();
        var taken = await _unique.TakeAsync([.. free.Select(one => (one.MatchKey, one.LearnerId))], cancel);
        foreach (var index in taken.Keys)
            free[index].IsToBeTriedAgain = true;
        foreach (var one in items.Where(one => one.EarlierLearner is not null))
            one.IsToBeTriedAgain = !await _unique.PassOnAsync(one.MatchKey, one.EarlierLearner!.Value, one.LearnerId, cancel);
        var beaten = items.Where(one => one.IsToBeTriedAgain).Select(one => Fields.Of(one.LearnerId)).ToList();
        if (beaten.Count > 0)
            await _learners.RemoveAsync(Documents.Where.In("_id", beaten), cancel);
    }

    /// <summary>
    /// Refuses those whose learner is being erased or was. Looked at after everything is written: whoever begins an erasure looks at what is written after
    /// saying so.
    /// </summary>
    private async Task RefuseOfErasedAsync(IReadOnlyList<Arriving> items, CancellationToken cancel)
    {
        var learners = await _learners.FindManyAsync(items.Select(one => Fields.Of(one.LearnerId)), cancel);
        foreach (var one in items)
        {
            if (learners.TryGetValue(Fields.Of(one.LearnerId), out var learner) && LearnerMapping.StateOf(learner) != LearnerState.Present)
                one.LearnerErased();
        }
    }
}
