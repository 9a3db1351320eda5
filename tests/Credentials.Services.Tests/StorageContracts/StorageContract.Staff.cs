using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.StorageContracts;

public abstract partial class StorageContract
{
    [ContractFact]
    public async Task A_member_of_staff_is_added_once_and_changes_by_compare_and_set()
    {
        var member = Member();
        Assert.True(await Storage.AddStaffMemberAsync(member, Act(member)));
        Assert.False(await Storage.AddStaffMemberAsync(member, Act(member)));
        var changed = member with { Role = 3, Version = 2, SealedPerson = Documents.Bytes(), Mark = Documents.Bytes(16) };
        Assert.True(await Storage.ReplaceStaffMemberAsync(changed, Act(member) with { What = "role-changed" }));
        Assert.False(await Storage.ReplaceStaffMemberAsync(changed, Act(member)));
        Assert.False(await Storage.ReplaceStaffMemberAsync(changed with { Version = 3, Centre = "other" }, Act(member)));
        Assert.False(await Storage.ReplaceStaffMemberAsync(Member() with { Version = 2 }, Act(member)));
        await ReopenAsync();
        var found = (await Storage.FindStaffMemberAsync(member.Id))!;
        Assert.Equal((member.Centre, 3, 2L, member.AddedAt, null), (found.Centre, found.Role, found.Version, found.AddedAt, found.RemovedAt));
        Assert.Equal(changed.SealedPerson.ToArray(), found.SealedPerson.ToArray());
        Assert.Equal(changed.Mark.ToArray(), found.Mark.ToArray());
        Assert.Null(await Storage.FindStaffMemberAsync(Guid.NewGuid()));
        // An action is there with the change that it tells of, and not where the change was refused.
        Assert.Equal(["role-changed", "member-added"], (await ActionsAsync(new(member.Centre, 10))).Select(action => action.What));
    }

    [ContractFact]
    public async Task Members_are_listed_by_centre_and_found_by_their_mark_in_every_centre()
    {
        var mark = Documents.Bytes(16);
        var (first, second, other) = (Member(), Member(), Member());
        second = second with { Centre = first.Centre, AddedAt = first.AddedAt.AddSeconds(1), Mark = mark };
        other = other with { AddedAt = first.AddedAt.AddSeconds(2), Mark = mark };
        foreach (var member in new[] { other, second, first })
            Assert.True(await Storage.AddStaffMemberAsync(member, null));
        Assert.Equal([first.Id, second.Id], (await Storage.ListStaffMembersAsync(first.Centre, withRemoved: false)).Select(member => member.Id));
        Assert.Equal([second.Id, other.Id], (await Storage.FindStaffMembersByMarkAsync(mark)).Select(member => member.Id));
        Assert.Empty(await Storage.FindStaffMembersByMarkAsync(ReadOnlyMemory<byte>.Empty));
        Assert.True(await Storage.ReplaceStaffMemberAsync(second with { Version = 2, Mark = default, RemovedAt = Documents.Now }, null));
        await ReopenAsync();
        Assert.Equal([first.Id], (await Storage.ListStaffMembersAsync(first.Centre, withRemoved: false)).Select(member => member.Id));
        Assert.Equal([null, Documents.Now], (await Storage.ListStaffMembersAsync(first.Centre, withRemoved: true)).Select(member => member.RemovedAt));
        Assert.Equal([other.Id], (await Storage.FindStaffMembersByMarkAsync(mark)).Select(member => member.Id));
    }

    [ContractFact]
    public async Task Nobody_is_added_under_a_master_key_that_was_replaced()
    {
        await Storage.GetOrAddSettingAsync(new(MasterKeyNames.Setting, New));
        var member = Member() with { SealedPerson = Under(Old) };
        await Assert.ThrowsAsync<MasterKeyReplacedException>(() => Storage.AddStaffMemberAsync(member, Act(member)));
        Assert.Empty(await ActionsAsync(new(member.Centre, 10)));
        Assert.True(await Storage.AddStaffMemberAsync(member with { SealedPerson = Under(New) }, null));
        await Assert.ThrowsAsync<MasterKeyReplacedException>(() => Storage.ReplaceStaffMemberAsync(member with { Version = 2 }, null));
    }

    [ContractFact]
    public async Task Actions_of_a_centre_are_listed_newest_first_by_who_what_on_what_and_when()
    {
        var (centre, other) = ($"centre-{Guid.NewGuid():N}", $"centre-{Guid.NewGuid():N}");
        for (var number = 0; number < 7; number++)
        {
            await Storage.AddStaffActionAsync(new(
                centre, Documents.Now.AddMinutes(number), number % 2 == 0 ? "staff:a" : "staff:b", number < 5 ? "signed-in" : "credential-revoked",
                number < 5 ? null : $"credential/{number}", number == 6 ? "more" : null));
        }
        await Storage.AddStaffActionAsync(new(other, Documents.Now, "staff:a", "signed-in", "credential/5", null));
        await ReopenAsync();

        var (all, cursor) = (new List<StaffActionDocument>(), (string?)null);
        do
        {
            var page = await Storage.ListStaffActionsAsync(new(centre, 3) { Cursor = cursor });
            Assert.InRange(page.Items.Count, 1, 3);
            all.AddRange(page.Items.Select(item => item.Action));
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(Enumerable.Range(0, 7).Reverse().Select(number => Documents.Now.AddMinutes(number)), all.Select(action => action.At));
        Assert.Equal(new(centre, Documents.Now.AddMinutes(6), "staff:a", "credential-revoked", "credential/6", "more"), all[0]);
        Assert.Equal(3, (await ActionsAsync(new(centre, 10) { Actor = "staff:b" })).Count);
        Assert.Equal(2, (await ActionsAsync(new(centre, 10) { What = "credential-revoked" })).Count);
        Assert.Equal("credential/5", Assert.Single(await ActionsAsync(new(centre, 10) { Subject = "credential/5" })).Subject);
        Assert.Equal(2, (await ActionsAsync(new(centre, 10) { From = Documents.Now.AddMinutes(2), Before = Documents.Now.AddMinutes(4) })).Count);
        Assert.Empty(await ActionsAsync(new(centre, 10) { Actor = "staff:b", What = "credential-revoked", Subject = "credential/6" }));

        // A place in another centre's journal is no place in this one.
        var foreign = (await Storage.ListStaffActionsAsync(new(other, 10))).Items[0].Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var unknown in new[] { foreign, "nonsense", "-1", "999999999999999999999" })
            Assert.True((await Storage.ListStaffActionsAsync(new(centre, 10) { Cursor = unknown })).IsCursorUnknown);
    }

    private static StaffMemberDocument Member() => new(
        Guid.NewGuid(), $"centre-{Guid.NewGuid():N}", 1, 1, Documents.Bytes(), ReadOnlyMemory<byte>.Empty, Documents.Now, RemovedAt: null);

    private static StaffActionDocument Act(StaffMemberDocument member) =>
        new(member.Centre, Documents.Now, "operator", "member-added", $"member/{member.Id}", null);

    private async Task<IReadOnlyList<StaffActionDocument>> ActionsAsync(StaffActionQuery query) =>
        [.. (await Storage.ListStaffActionsAsync(query)).Items.Select(item => item.Action)];
}
