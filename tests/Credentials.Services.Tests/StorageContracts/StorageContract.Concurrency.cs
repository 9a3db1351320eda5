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
}
