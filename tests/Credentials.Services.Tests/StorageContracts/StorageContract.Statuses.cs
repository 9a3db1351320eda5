using Credentials.EvidenceStore.Storage;
using Credentials.StatusLists;

namespace Credentials.Services.Tests.StorageContracts;

public abstract partial class StorageContract
{
    [ContractFact]
    public async Task Counters_are_leased_one_after_another_and_never_again()
    {
        var proposed = Documents.List();
        var first = await Storage.LeaseStatusCountersAsync("demo", 64, proposed);
        Assert.Equal((proposed.Id, 0, 64), (first.List.Id, first.FirstCounter, first.Count));
        var second = await Storage.LeaseStatusCountersAsync("demo", 10, Documents.List());
        Assert.Equal((proposed.Id, 64, 10), (second.List.Id, second.FirstCounter, second.Count));
        Assert.Equal(proposed.SealedPermutationKey.ToArray(), second.List.SealedPermutationKey.ToArray());
        await ReopenAsync();
        Assert.Equal(74, (await Storage.LeaseStatusCountersAsync("demo", 1, Documents.List())).FirstCounter);
    }

    [ContractFact]
    public async Task Each_centre_has_lists_of_its_own()
    {
        var demo = await Storage.LeaseStatusCountersAsync("demo", 1, Documents.List());
        var arts = await Storage.LeaseStatusCountersAsync("arts", 1, Documents.List());
        Assert.NotEqual(demo.List.Id, arts.List.Id);
        Assert.Equal("arts", (await Storage.FindStatusListAsync(arts.List.Id))!.Centre);
        Assert.Null(await Storage.FindStatusListAsync("none"));
    }

    [ContractFact]
    public async Task A_full_list_is_followed_by_a_new_one()
    {
        var first = await Storage.LeaseStatusCountersAsync("demo", BitstringStatusList.Entries - 5, Documents.List());
        var rest = await Storage.LeaseStatusCountersAsync("demo", 64, Documents.List());
        Assert.Equal((first.List.Id, BitstringStatusList.Entries - 5, 5), (rest.List.Id, rest.FirstCounter, rest.Count));
        var next = Documents.List();
        var lease = await Storage.LeaseStatusCountersAsync("demo", 64, next);
        Assert.Equal((next.Id, 0, 64), (lease.List.Id, lease.FirstCounter, lease.Count));
    }

    [ContractFact]
    public async Task Concurrent_leases_never_overlap()
    {
        var leases = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(_ => Task.Run(() => Storage.LeaseStatusCountersAsync("demo", 7, Documents.List()))));
        Assert.Single(leases.Select(lease => lease.List.Id).Distinct());
        Assert.Equal(Enumerable.Range(0, 1400), leases.SelectMany(lease => Enumerable.Range(lease.FirstCounter, lease.Count)).Order());
    }

    [ContractFact]
    public async Task A_change_of_status_shows_in_the_list_with_a_new_version_in_one_commit()
    {
        var list = (await Storage.LeaseStatusCountersAsync("demo", 64, Documents.List())).List.Id;
        var learner = Documents.Learner();
        var award = Documents.Award(learner.Id) with { StatusSlots = [new(list, 70_000), new(list, 3)] };
        var issued = await Documents.IssueAsync(Storage, Documents.Reservation(award, learner));
        var before = await Storage.ReadStatusListAsync(list);
        Assert.Empty(before!.NotActive);
        Assert.True(await Storage.ReplaceAwardAsync(issued with { Version = 3, Status = AwardStatus.Suspended }, Documents.Now));
        var suspended = await Storage.ReadStatusListAsync(list);
        Assert.Equal([(3, AwardStatus.Suspended), (70_000, AwardStatus.Suspended)], suspended!.NotActive);
        Assert.Equal(before.List.Version + 1, suspended.List.Version);
        Assert.True(await Storage.ReplaceAwardAsync(issued with { Version = 4, Status = AwardStatus.Suspended, ShareVersion = 2 }, Documents.Now));
        Assert.Equal(suspended.List.Version, (await Storage.FindStatusListAsync(list))!.Version);
        Assert.True(await Storage.ReplaceAwardAsync(issued with { Version = 5, Status = AwardStatus.Active }, Documents.Now));
        Assert.Empty((await Storage.ReadStatusListAsync(list))!.NotActive);
        Assert.True(await Storage.ReplaceAwardAsync(issued with { Version = 6, Status = AwardStatus.Revoked }, Documents.Now));
        await ReopenAsync();
        var revoked = await Storage.ReadStatusListAsync(list);
        Assert.Equal([(3, AwardStatus.Revoked), (70_000, AwardStatus.Revoked)], revoked!.NotActive);
        Assert.Equal(before.List.Version + 3, revoked.List.Version);
        Assert.Null(await Storage.ReadStatusListAsync("none"));
    }
}
