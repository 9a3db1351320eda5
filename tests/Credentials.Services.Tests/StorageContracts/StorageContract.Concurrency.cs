using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.StorageContracts;

public abstract partial class StorageContract
{
    [ContractFact]
    public async Task Of_many_callers_with_one_natural_key_one_is_served_and_the_others_see_its_award()
    {
        var key = Documents.Bytes(32);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () =>
            Assert.Single(await Storage.ReserveAwardsAsync([Documents.Reservation(naturalKey: key)])))));
        Assert.Single(outcomes.OfType<ReservationOutcome.Reserved>());
        Assert.Single(outcomes.OfType<ReservationOutcome.Exists>().Select(outcome => outcome.Award.Id).Distinct());
    }

    [ContractFact]
    public async Task Of_many_callers_who_change_one_version_one_succeeds()
    {
        var issued = await Documents.IssueAsync(Storage);
        var results = await Task.WhenAll(Enumerable.Range(2, 20).Select(share => Task.Run(
            () => Storage.ReplaceAwardAsync(issued with { Version = issued.Version + 1, ShareVersion = share }, Documents.Now))));
        Assert.Single(results, succeeded => succeeded);
    }

    [ContractFact]
    public async Task Concurrent_awards_are_all_stored_and_share_flushes()
    {
        var flushesBefore = Storage.Counters.Flushes;
        var issued = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(async () =>
        {
            var ids = new List<Guid>();
            for (var award = 0; award < 10; award++)
                ids.Add((await Documents.IssueAsync(Storage)).Id);
            return ids;
        })));
        await ReopenAsync();
        foreach (var id in issued.SelectMany(ids => ids))
            Assert.Equal(AwardState.Issued, (await Storage.FindAwardAsync(id))!.State);
        Assert.InRange(Storage.Counters.Flushes - flushesBefore, 0, 320);
    }

    [ContractFact]
    public async Task A_cancelled_call_writes_nothing()
    {
        var reservation = Documents.Reservation();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Storage.ReserveAwardsAsync([reservation], new CancellationToken(canceled: true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Storage.FindAwardAsync(reservation.Award.Id, new CancellationToken(canceled: true)));
        Assert.Null(await Storage.FindAwardAsync(reservation.Award.Id));
    }

    [ContractFact]
    public async Task Another_opener_of_the_same_storage_sees_and_adds()
    {
        await using var other = Open();
        var reservation = Documents.Reservation();
        await Storage.ReserveAwardsAsync([reservation]);
        Documents.AssertSame(reservation.Award, await other.FindAwardAsync(reservation.Award.Id));
        await other.CompleteAwardsAsync([new(reservation.Award.Id, Documents.Bytes(), 1, Documents.Facts())]);
        Assert.Equal(AwardState.Issued, (await Storage.FindAwardAsync(reservation.Award.Id))!.State);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Documents.IssueAsync(number % 2 == 0 ? Storage : other)));
        Assert.Equal(101, (await other.ListAwardsAsync(new("demo", 500))).Items.Count);
    }

    [ContractFact]
    public async Task Two_openers_that_want_the_same_make_it_once()
    {
        const int Wanted = 120;
        await using var other = Open();
        var wanted = Enumerable.Range(0, Wanted).Select(_ => (Natural: Documents.Bytes(32), Match: Documents.Bytes())).ToList();
        async Task<List<ReservationOutcome>> ReserveAllAsync(IEvidenceStorage storage, IEnumerable<(byte[] Natural, byte[] Match)> order)
        {
            var outcomes = await Task.WhenAll(order.Chunk(10).Select(chunk => Task.Run(async () =>
            {
                var asked = chunk.Select(one => Documents.Reservation(naturalKey: one.Natural, matchKey: one.Match)).ToList();
                var answered = (await storage.ReserveAwardsAsync(asked)).ToList();
                // An engine may tell that the learner came first before it can tell that the award did.
                for (var item = 0; item < asked.Count; item++)
                {
                    if (answered[item] is ReservationOutcome.LearnerExists { Learner: var learner })
                        answered[item] = (await storage.ReserveAwardsAsync([ForStored(asked[item], learner.Id)]))[0];
                }
                return answered;
            })));
            return [.. outcomes.SelectMany(outcome => outcome)];
        }

        static AwardReservation ForStored(AwardReservation asked, Guid learner) =>
            asked with { Award = asked.Award with { LearnerId = learner }, NewLearner = null };

        // In opposite orders, so that they meet in the middle and each waits for what the other has.
        var both = await Task.WhenAll(ReserveAllAsync(Storage, wanted), ReserveAllAsync(other, wanted.AsEnumerable().Reverse()));
        Assert.Equal(Wanted, both.SelectMany(outcomes => outcomes).OfType<ReservationOutcome.Reserved>().Count());
        Assert.Equal(Wanted, both.SelectMany(outcomes => outcomes).OfType<ReservationOutcome.Exists>().Select(outcome => outcome.Award.Id).Distinct().Count());
    }

    [ContractFact]
    public async Task Two_openers_lease_different_counters_of_one_list()
    {
        await using var other = Open();
        var leases = await Task.WhenAll(Enumerable.Range(0, 60).Select(
            number => Task.Run(() => (number % 2 == 0 ? Storage : other).LeaseStatusCountersAsync("demo", 7, Documents.List()))));
        Assert.Single(leases.Select(lease => lease.List.Id).Distinct());
        Assert.Equal(Enumerable.Range(0, 420), leases.SelectMany(lease => Enumerable.Range(lease.FirstCounter, lease.Count)).Order());
    }
}
