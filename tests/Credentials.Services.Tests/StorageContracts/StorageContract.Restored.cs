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
    public async Task After_a_restore_no_session_of_staff_stands_for_a_version_that_the_original_reached()
    {
        var member = Member();
        await Storage.AddStaffMemberAsync(member, null);
        await Storage.MakeReadyAfterRestoreAsync("once");
        var restored = (await Storage.FindStaffMemberAsync(member.Id))!;
        Assert.True(restored.Version > member.Version + 1000);
        Assert.True(await Storage.ReplaceStaffMemberAsync(restored with { Version = restored.Version + 1, RemovedAt = Documents.Now }, null));
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

    [ContractFact]
    public async Task After_a_restore_what_LED_was_not_known_to_have_counts_as_perhaps_done()
    {
        var all = new Dictionary<LedEntryState, LedEntryDocument>();
        foreach (var state in Enum.GetValues<LedEntryState>())
            all.Add(state, await EntryAsync(entry => entry with { State = state }));
        await Storage.MakeReadyAfterRestoreAsync("once");
        await Storage.MakeReadyAfterRestoreAsync("twice");
        foreach (var (state, entry) in all)
        {
            var doubts = state is LedEntryState.Waiting or LedEntryState.Refused or LedEntryState.Dead ? 1 : 0;
            Assert.Equal((state, doubts), await Storage.FindLedEntryAsync(entry.RecordId) is { } stored ? (stored.State, stored.Doubts) : default);
        }
        var waiting = (await Storage.FindLedEntryAsync(all[LedEntryState.Waiting].RecordId))!;
        Assert.Equal(LedEntryState.ToCancel, waiting.AfterRevocation()!.State);
    }

    [ContractFact]
    public async Task After_a_restore_the_log_begins_an_epoch_with_the_next_commit_that_takes_place()
    {
        Assert.Equal(LogEpochs.First, await Storage.FindLogEpochsAsync());
        Assert.True(await Storage.AppendLogAsync(new(Head(1, 0), [], [])));
        await Storage.MakeReadyAfterRestoreAsync("once");
        await Storage.MakeReadyAfterRestoreAsync("twice");
        Assert.Equal(LogEpochs.First with { IsCut = true }, await Storage.FindLogEpochsAsync());
        var next = new LogEpochs("2-0123abcd", ["a note\n\n— with \"lines\"\n"], IsCut: false);
        Assert.False(await Storage.AppendLogAsync(new(Head(1, 0), [], []) { Begins = next }));
        Assert.True((await Storage.FindLogEpochsAsync()).IsCut);
        Assert.True(await Storage.AppendLogAsync(new(Head(2, 0), [], []) { Begins = next }));
        Assert.True(await Storage.AppendLogAsync(new(Head(3, 0), [], [])));
        await ReopenAsync();
        var stored = await Storage.FindLogEpochsAsync();
        Assert.Equal((next.Name, next.Ended.Single(), false), (stored.Name, stored.Ended.Single(), stored.IsCut));
    }
}
