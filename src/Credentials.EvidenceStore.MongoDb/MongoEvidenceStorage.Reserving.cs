using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>
/// Reserving. What leads to the award is written after what it leads to: the learner before the match key, the status indexes and the award before the
/// natural key. Whatever a process leaves behind by dying in between leads nowhere, and whoever comes next passes over it.
/// </content>
public sealed partial class MongoEvidenceStorage
{
    private const int MostTries = 50;

    public async Task<IReadOnlyList<ReservationOutcome>> ReserveAwardsAsync(IReadOnlyList<AwardReservation> items, CancellationToken cancel = default)
    {
        var all = items.Select(item => new Reserving(item)).ToList();
        for (var attempt = 0; all.Any(one => one.Outcome is null); attempt++)
        {
            if (attempt == MostTries)
                throw new StorageException("An award's natural key was changed by others all the time.");
            if (attempt > 1)
                await Task.Delay(Random.Shared.Next(1, 20), cancel);
            await ReserveAsync([.. all.Where(one => one.Outcome is null)], cancel);
        }
        return [.. all.Select(one => one.Outcome!)];
    }

    private async Task ReserveAsync(IReadOnlyList<Reserving> items, CancellationToken cancel)
    {
        foreach (var one in items)
            (one.IsToBeTriedAgain, one.Holder, one.EarlierLearner) = (false, null, null);
        IEnumerable<Reserving> Going() => items.Where(one => one.IsGoingOn);

        await FindHoldersAsync(items, cancel);
        var begun = Going().ToList();
        await OccupyAsync([.. begun.SelectMany(one => one.Award.StatusSlots.Select(slot => (slot, one.Award.Id)))], () => TakeBackAsync(begun, cancel), cancel);
        try
        {
            await AddLearnersAsync(begun, cancel);
        }
        catch (MasterKeyReplacedException)
        {
            await TakeBackAsync(begun, CancellationToken.None);
            throw;
        }
        await MarkLearnersAsync([.. Going().Select(one => (one.Award.LearnerId, one.Award.Centre, one.Item.Marks, one.Award.RecordedAt))], cancel);
        var written = Going().ToList();
        await _records.AddManyAsync([.. written.Select(one => AwardMapping.Write(one.Item))], cancel);
        foreach (var version in written.Select(one => (one.Award.Centre, one.Award.AchievementId, one.Award.AchievementVersion)).Distinct())
            await MarkAwardedAsync(version.Centre, version.AchievementId, version.AchievementVersion, cancel);
        await TakeNaturalKeysAsync(written, cancel);

        await RefuseOfErasedAsync([.. Going()], cancel);
        await TakeBackAsync([.. begun.Where(one => !one.IsGoingOn)], cancel);
        foreach (var one in Going())
            one.Outcome = new ReservationOutcome.Reserved();
    }

    /// <summary>Decides for those whose natural key an award holds that does not give way.</summary>
    private async Task FindHoldersAsync(IReadOnlyList<Reserving> items, CancellationToken cancel)
    {
        var owners = await _unique.FindOwnersAsync(items.Select(one => one.NaturalKey), cancel);
        var holders = await _records.FindManyAsync(owners.Values.Select(Fields.Of), cancel);
        foreach (var one in items.Where(one => owners.ContainsKey(one.NaturalKey)))
        {
            one.Holder = owners[one.NaturalKey];
            if (!holders.TryGetValue(Fields.Of(one.Holder.Value), out var record) || !Holds(record, one.NaturalKey)
                || AwardMapping.Read(record) is var award && one.Item.Supersedes(award))
                continue;
            // Whoever left it behind may have died before seeing that the learner was being erased: nobody completes it, and it holds nobody up.
            if (award.State == AwardState.Reserved && await FindLearnerAsync(award.LearnerId, cancel) is { State: not LearnerState.Present })
            {
                await DropReservationsAsync(award.LearnerId, cancel);
                continue;
            }
            one.Outcome = new ReservationOutcome.Exists(award);
            // The caller may complete it with the version that it was asked for by now, which must not change from here on.
            if (award.State == AwardState.Reserved && one.Item.IsSameAs(award))
                await MarkAwardedAsync(one.Award.Centre, one.Award.AchievementId, one.Award.AchievementVersion, cancel);
        }
    }

    /// <summary>Takes the status indexes. One that another award has was leased twice, which must never be.</summary>
    private async Task OccupyAsync(IReadOnlyList<(StatusSlot Slot, Guid Owner)> slots, Func<Task> takeBack, CancellationToken cancel)
    {
        var taken = await _unique.TakeAsync([.. slots.Select(one => (UniqueValues.IdOf(one.Slot), one.Owner))], cancel);
        if (taken.Count == 0)
            return;
        await takeBack();
        var (slot, _) = slots[taken.Keys.First()];
        throw new InvalidOperationException($"index {slot.Index} of status list {slot.List} is taken");
    }

    private async Task TakeNaturalKeysAsync(IReadOnlyList<Reserving> items, CancellationToken cancel)
    {
        var free = items.Where(one => one.Holder is null).ToList();
        foreach (var index in (await _unique.TakeAsync([.. free.Select(one => (one.NaturalKey, one.Award.Id))], cancel)).Keys)
            free[index].IsToBeTriedAgain = true;
        foreach (var one in items.Where(one => one.Holder is not null && one.Holder != one.Award.Id))
        {
            // Gone for good, so that whoever made it cannot complete it beside this one.
            var holder = Fields.Of(one.Holder!.Value);
            await _records.RemoveAsync(Documents.Where.Eq("_id", holder) & Documents.Where.Eq("state", (int)AwardState.Reserved), cancel);
            one.IsToBeTriedAgain = await _records.FindAsync(holder, cancel) is { } left && Holds(left, one.NaturalKey);
            if (one.IsGoingOn)
                one.IsToBeTriedAgain = !await _unique.PassOnAsync(one.NaturalKey, one.Holder.Value, one.Award.Id, cancel);
        }
    }

    /// <summary>
    /// Removes what was written for reservations that are not made. The award goes first: of one that somebody else has completed meanwhile nothing is freed.
    /// </summary>
    private async Task TakeBackAsync(List<Reserving> items, CancellationToken cancel)
    {
        if (items.Count == 0)
            return;
        var ids = Documents.Where.In("_id", items.Select(one => Fields.Of(one.Award.Id)));
        await _records.RemoveAsync(ids & Documents.Where.Eq("state", (int)AwardState.Reserved), cancel);
        var completed = (await _records.ListAsync(ids, cancel, only: "{_id: 1}")).Select(record => record.Id()).ToHashSet();
        foreach (var one in items.Where(one => !completed.Contains(one.Award.Id)))
            await _unique.FreeAsync([one.NaturalKey, .. one.Award.StatusSlots.Select(UniqueValues.IdOf)], one.Award.Id, cancel);
    }
}
