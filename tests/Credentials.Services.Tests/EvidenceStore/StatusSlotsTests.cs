using Credentials.EvidenceStore.Recording;
using Credentials.StatusLists;

namespace Credentials.Services.Tests.EvidenceStore;

public sealed class StatusSlotsTests : IAsyncLifetime
{
    private Store _store = null!;

    private StatusSlots Slots => _store.Get<StatusSlots>();

    public async Task InitializeAsync() => _store = await Store.OpenAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task Slots_are_unique_however_they_are_taken()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 300).Select(number => Task.Run(() => Slots.TakeAsync("demo", 1 + (number % 9)))));
        var slots = taken.SelectMany(some => some).ToList();
        Assert.Equal(Enumerable.Range(0, 300).Sum(number => 1 + (number % 9)), slots.Distinct().Count());
        Assert.Single(slots.Select(slot => slot.List).Distinct());
        Assert.All(slots, slot => Assert.InRange(slot.Index, 0, BitstringStatusList.Entries - 1));
    }

    [Fact]
    public async Task Indexes_do_not_follow_one_another()
    {
        var slots = await Slots.TakeAsync("demo", 50);
        Assert.DoesNotContain(slots.Zip(slots.Skip(1)), pair => Math.Abs(pair.First.Index - pair.Second.Index) == 1);
    }

    [Fact]
    public async Task Slots_taken_before_a_restart_are_never_handed_out_again()
    {
        var before = await Slots.TakeAsync("demo", 5);
        await _store.RestartAsync();
        var after = await Slots.TakeAsync("demo", 500);
        Assert.Empty(before.Intersect(after));
        Assert.Equal(before[0].List, after[0].List);
    }

    [Fact]
    public async Task One_take_may_span_two_lists_and_centres_share_none()
    {
        await Slots.TakeAsync("demo", BitstringStatusList.Entries - 100);
        var last = await Slots.TakeAsync("demo", 300);
        Assert.Equal(2, last.Select(slot => slot.List).Distinct().Count());
        Assert.Equal(300, last.Distinct().Count());
        Assert.DoesNotContain((await Slots.TakeAsync("arts", 1))[0].List, last.Select(slot => slot.List));
    }

    [Fact]
    public async Task An_unknown_list_is_not_there()
    {
        Assert.Null(await Slots.FindListAsync("none"));
        Assert.Null(await Slots.ReadAsync("none"));
        var slot = (await Slots.TakeAsync("demo", 1))[0];
        Assert.Equal("demo", (await Slots.FindListAsync(slot.List))!.Centre);
        Assert.Empty((await Slots.ReadAsync(slot.List))!.NotActive);
    }
}
