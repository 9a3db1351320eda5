using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.StorageContracts;

public abstract partial class StorageContract
{
    [ContractFact]
    public async Task After_a_restore_old_lists_are_read_and_changed_but_never_leased_from()
    {
        var list = (await Storage.LeaseStatusCountersAsync("demo", 64, Documents.List())).List.Id;
        var learner = Documents.Learner();
        var award = Documents.Award(learner.Id) with { StatusSlots = [new(list, 7)] };
        var issued = await Documents.IssueAsync(Storage, Documents.Reservation(award, learner));

        await Storage.MakeReadyAfterRestoreAsync("first");
        await Storage.MakeReadyAfterRestoreAsync("second");

        Assert.Equal("second", (await Storage.FindSettingAsync("restored"))!.Value);
        var next = Documents.List();
        Assert.Equal((next.Id, 0), ((await Storage.LeaseStatusCountersAsync("demo", 64, next)).List.Id, 0));
        Assert.True(await Storage.ReplaceAwardAsync(issued with { Version = 3, Status = AwardStatus.Revoked }, Documents.Now));
        Assert.Equal([(7, AwardStatus.Revoked)], (await Storage.ReadStatusListAsync(list))!.NotActive);
    }

    [ContractFact]
    public async Task After_a_restore_what_was_only_reserved_is_free_again()
    {
        var left = Documents.Reservation();
        Assert.IsType<ReservationOutcome.Reserved>(Assert.Single(await Storage.ReserveAwardsAsync([left])));
        await Storage.MakeReadyAfterRestoreAsync("restored");
        Assert.Null(await Storage.FindAwardAsync(left.Award.Id));
        var again = left with { Award = left.Award with { Id = Guid.CreateVersion7(), StatusSlots = Documents.Reservation().Award.StatusSlots }, NewLearner = null };
        Assert.IsType<ReservationOutcome.Reserved>(Assert.Single(await Storage.ReserveAwardsAsync([again])));
    }
}
