using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.StorageContracts;

public abstract partial class StorageContract
{
    [ContractFact]
    public async Task Every_copy_in_a_wallet_follows_the_awards_status_until_it_is_dropped()
    {
        var (award, list) = await IssuedInListAsync();
        var copies = Copies(award.Id, list, 3);
        Assert.True(await Storage.AddWalletCopiesAsync(copies));
        Assert.True(await Storage.DropWalletCopyAsync(award.Id, copies[0].Id));
        Assert.False(await Storage.DropWalletCopyAsync(award.Id, copies[0].Id));
        Assert.False(await Storage.DropWalletCopyAsync(award.Id, Guid.NewGuid()));
        Assert.Equal([(copies[0].Slot.Index, AwardStatus.Revoked)], await NotActiveAsync(list));
        var suspended = award with { Version = award.Version + 1, Status = AwardStatus.Suspended };
        Assert.True(await Storage.ReplaceAwardAsync(suspended, Documents.Now));
        var late = Copies(award.Id, list, 1);
        Assert.True(await Storage.AddWalletCopiesAsync(late));
        Assert.Equal(
            [(award.StatusSlots[0].Index, AwardStatus.Suspended), (copies[0].Slot.Index, AwardStatus.Revoked), (copies[1].Slot.Index, AwardStatus.Suspended),
                (copies[2].Slot.Index, AwardStatus.Suspended), (late[0].Slot.Index, AwardStatus.Suspended)],
            await NotActiveAsync(list));
        var version = (await Storage.FindStatusListAsync(list))!.Version;
        Assert.True(await Storage.ReplaceAwardAsync(suspended with { Version = suspended.Version + 1, Status = AwardStatus.Active }, Documents.Now));
        Assert.Equal([(copies[0].Slot.Index, AwardStatus.Revoked)], await NotActiveAsync(list));
        Assert.Equal(version + 1, (await Storage.FindStatusListAsync(list))!.Version);
        Assert.True(await Storage.ReplaceAwardAsync(suspended with { Version = suspended.Version + 2, Status = AwardStatus.Revoked }, Documents.Now));
        Assert.Equal(5, (await NotActiveAsync(list)).Count(entry => entry.Status == AwardStatus.Revoked));
        await ReopenAsync();
        Assert.Equal(copies.Select(copy => copy.Id).Append(late[0].Id).Order(), (await Storage.ListWalletCopiesAsync(award.Id)).Select(copy => copy.Id).Order());
        var kept = (await Storage.ListWalletCopiesAsync(award.Id)).Single(copy => copy.Id == copies[0].Id);
        Assert.Equal(copies[0] with { IsDropped = true }, kept);
        Assert.Equal(copies[1], (await Storage.ListWalletCopiesAsync(award.Id)).Single(copy => copy.Id == copies[1].Id));
    }

    [ContractFact]
    public async Task No_copy_is_given_of_what_is_revoked_erased_or_only_reserved()
    {
        var (revoked, list) = await IssuedInListAsync();
        await Storage.ReplaceAwardAsync(revoked with { Version = revoked.Version + 1, Status = AwardStatus.Revoked }, Documents.Now);
        Assert.False(await Storage.AddWalletCopiesAsync(Copies(revoked.Id, list, 1)));
        var (erased, other) = await IssuedInListAsync();
        await Storage.EraseRecordAsync(erased.Id, [], false, Documents.Now);
        Assert.False(await Storage.AddWalletCopiesAsync(Copies(erased.Id, other, 1)));
        var reserved = Documents.Reservation();
        await Storage.ReserveAwardsAsync([reserved]);
        Assert.False(await Storage.AddWalletCopiesAsync(Copies(reserved.Award.Id, list, 1)));
        Assert.Empty(await Storage.ListWalletCopiesAsync(revoked.Id));
    }

    [ContractFact]
    public async Task Copies_of_which_one_index_is_taken_are_none()
    {
        var (award, list) = await IssuedInListAsync();
        var copies = Copies(award.Id, list, 2);
        await Assert.ThrowsAnyAsync<Exception>(() => Storage.AddWalletCopiesAsync([copies[0], copies[1] with { Slot = award.StatusSlots[0] }]));
        Assert.Empty(await Storage.ListWalletCopiesAsync(award.Id));
        Assert.True(await Storage.AddWalletCopiesAsync(copies));
    }

    [ContractFact]
    public async Task Erasing_an_award_that_is_revoked_reaches_its_copies()
    {
        var (award, list) = await IssuedInListAsync();
        var copy = Assert.Single(Copies(award.Id, list, 1));
        await Storage.AddWalletCopiesAsync([copy]);
        await Storage.EraseRecordAsync(award.Id, [], true, Documents.Now);
        Assert.Equal(
            new[] { award.StatusSlots[0].Index, copy.Slot.Index }.Order().Select(index => (index, AwardStatus.Revoked)), await NotActiveAsync(list));
    }

    [ContractFact]
    public async Task What_is_short_lived_is_added_once_changes_by_compare_and_set_and_goes_when_it_has_expired()
    {
        var offer = new ShortLivedDocument("offer", Documents.Bytes(32), 1, Documents.Now.AddMinutes(5), Documents.Bytes());
        Assert.True(await Storage.AddShortLivedAsync(offer));
        Assert.False(await Storage.AddShortLivedAsync(offer with { Content = Documents.Bytes() }));
        Assert.False(await Storage.AddShortLivedInOrderAsync(offer with { Content = Documents.Bytes() }));
        Assert.True(await Storage.AddShortLivedInOrderAsync(offer with { Kind = "nonce", Expires = Documents.Now }));
        Assert.True(await Storage.ReplaceShortLivedInOrderAsync(offer with { Version = 2 }));
        Assert.False(await Storage.ReplaceShortLivedInOrderAsync(offer with { Version = 2 }));
        var next = offer with { Version = 3, Content = Documents.Bytes(), Expires = Documents.Now.AddMinutes(9) };
        Assert.True(await Storage.ReplaceShortLivedAsync(next));
        Assert.False(await Storage.ReplaceShortLivedAsync(next));
        await ReopenAsync();
        Assert.Equal(1, await Storage.RemoveShortLivedAsync(Documents.Now.AddMinutes(6), 100));
        Assert.Null(await Storage.FindShortLivedAsync("nonce", offer.Key));
        var found = await Storage.FindShortLivedAsync("offer", offer.Key);
        Assert.Equal((3, next.Expires), (found!.Version, found.Expires));
        Assert.Equal(next.Content.ToArray(), found.Content.ToArray());
        Assert.Null(await Storage.FindShortLivedAsync("offer", Documents.Bytes(32)));
        Assert.Equal(1, await Storage.RemoveShortLivedAsync(Documents.Now.AddMinutes(10), 100));
        Assert.Equal(0, await Storage.RemoveShortLivedAsync(Documents.Now.AddMinutes(10), 100));
    }

    [ContractFact]
    public async Task Of_many_who_add_the_same_at_once_one_succeeds()
    {
        var nonce = new ShortLivedDocument("nonce", Documents.Bytes(32), 1, Documents.Now.AddMinutes(5), Array.Empty<byte>());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(
            place => Task.Run(() => place % 2 == 0 ? Storage.AddShortLivedAsync(nonce) : Storage.AddShortLivedInOrderAsync(nonce))));
        Assert.Equal(1, outcomes.Count(added => added));
    }

    /// <summary>An award whose status index is in a list that is there.</summary>
    private async Task<(AwardDocument Award, string List)> IssuedInListAsync()
    {
        var list = (await Storage.LeaseStatusCountersAsync("demo", 64, Documents.List())).List.Id;
        var reservation = Documents.Reservation();
        return (await Documents.IssueAsync(Storage, reservation with { Award = reservation.Award with { StatusSlots = [Documents.Slot() with { List = list }] } }), list);
    }

    private static WalletCopyDocument[] Copies(Guid award, string list, int count) =>
        [.. Enumerable.Range(0, count).Select(number => new WalletCopyDocument(
            Guid.CreateVersion7(), award, Documents.Slot() with { List = list }, "dc+sd-jwt", Documents.Now.AddSeconds(number), number == 0 ? null : "print", false))];

    private async Task<IReadOnlyList<(int Index, AwardStatus Status)>> NotActiveAsync(string list) =>
        [.. (await Storage.ReadStatusListAsync(list))!.NotActive];
}
