using System.Globalization;
using Credentials.EvidenceStore.Recording;

namespace Credentials.Services.Tests.EvidenceStore;

public sealed class BatchesTests : IAsyncLifetime
{
    private Store _store = null!;

    private Batches Batches => _store.Get<Batches>();

    public async Task InitializeAsync() => _store = await Store.OpenAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task A_batch_goes_on_after_a_restart_and_drops_its_input_when_done()
    {
        var batch = await Batches.AddAsync(Store.Centre, "text/csv", "rows"u8.ToArray(), 10);
        var half = await Batches.SaveAsync(batch.Document with { RowsDone = 5, Awarded = 4, Rejected = 1 }, "[1]"u8.ToArray());
        Assert.Null(await Batches.SaveAsync(batch.Document, default));
        await _store.RestartAsync();
        Assert.Equal([batch.Document.Id], await Batches.ListFreeAsync());
        var running = (await Batches.FindAsync(null, batch.Document.Id)).Value;
        Assert.Equal((5, "[1]"), (running.Document.RowsDone, System.Text.Encoding.UTF8.GetString(running.ErrorsJson.Span)));
        Assert.Equal("rows"u8.ToArray(), (await Batches.ReadInputAsync(batch.Document.Id))!.Value.ToArray());
        var done = await Batches.SaveAsync(half! with { State = "completed", RowsDone = 10 }, "[1,2]"u8.ToArray());
        Assert.Equal(_store.Time.GetUtcNow(), done!.FinishedAt);
        Assert.Null(await Batches.ReadInputAsync(batch.Document.Id));
        Assert.Empty(await Batches.ListFreeAsync());
        Assert.Equal("[1,2]"u8.ToArray(), (await Batches.FindAsync(Store.Centre, batch.Document.Id)).Value.ErrorsJson.ToArray());
    }

    [Fact]
    public async Task Another_process_has_its_batch_until_its_lease_lapses()
    {
        var id = await AddOfAsync("elsewhere/17/1751270400");
        Assert.Empty(await Batches.ListFreeAsync());
        Assert.Null(await Batches.ClaimAsync(id));
        _store.Time.Move(Batches.Lease);
        Assert.Equal([id], await Batches.ListFreeAsync());
        var slow = (await Batches.FindAsync(null, id)).Value.Document;
        var claimed = await Batches.ClaimAsync(id);
        Assert.Equal(_store.Time.GetUtcNow() + Batches.Lease, claimed!.Document.LeasedUntil);

        // The one before was slow, not dead: its progress is refused.
        Assert.Null(await Batches.SaveAsync(slow with { RowsDone = 3 }, default));
        Assert.NotNull(await Batches.SaveAsync(claimed.Document with { RowsDone = 3 }, default));
    }

    [Fact]
    public async Task A_change_renews_the_lease_and_leaving_ends_it()
    {
        var id = await AddOfAsync("elsewhere/17/1751270400");
        _store.Time.Move(Batches.Lease);
        var claimed = await Batches.ClaimAsync(id);
        _store.Time.Move(Batches.Lease / 2);
        var saved = await Batches.SaveAsync(claimed!.Document, default);
        Assert.Equal(_store.Time.GetUtcNow() + Batches.Lease, saved!.LeasedUntil);
        var left = await Batches.LeaveAsync(saved, default);
        Assert.Equal((null, null, "running"), (left!.Owner, left.LeasedUntil, left.State));
        Assert.NotNull(await Batches.ReadInputAsync(id));
    }

    [Theory]
    [InlineData(2_000_000_000, 1, true)]
    [InlineData(null, 1, true)]
    [InlineData(null, null, false)]
    public async Task A_process_of_this_host_that_is_gone_is_not_waited_for(int? process, int? start, bool isFree)
    {
        var own = WorkOwner.ThisProcess.Split('/');
        // Another of the same id started at another time; the last is this very process, written by itself.
        var id = await AddOfAsync($"{own[0]}/{process?.ToString(CultureInfo.InvariantCulture) ?? own[1]}/{start?.ToString(CultureInfo.InvariantCulture) ?? own[2]}");
        Assert.Equal(isFree, WorkOwner.IsGone((await Batches.FindAsync(null, id)).Value.Document.Owner!));
        Assert.Equal([id], await Batches.ListFreeAsync());
    }

    private async Task<Guid> AddOfAsync(string owner)
    {
        var batch = (await Batches.AddAsync(Store.Centre, "text/csv", "rows"u8.ToArray(), 10)).Document;
        Assert.True(await _store.Storage.ReplaceBatchAsync(batch with { Version = 2, Owner = owner }));
        return batch.Id;
    }

    [Fact]
    public async Task Another_centres_batch_is_not_there()
    {
        var batch = await Batches.AddAsync(Store.Centre, "text/csv", "rows"u8.ToArray(), 10);
        Assert.Equal(ProblemCode.NotFound, (await Batches.FindAsync("arts", batch.Document.Id)).Problem?.Code);
        Assert.Equal(ProblemCode.NotFound, (await Batches.FindAsync(null, Guid.NewGuid())).Problem?.Code);
        Assert.True((await Batches.FindAsync(null, batch.Document.Id)).IsSuccess);
    }

    [Fact]
    public async Task A_draft_waits_a_day_and_a_paused_list_a_week_and_then_their_rows_are_gone()
    {
        var draft = await Batches.AddDraftAsync(Store.Centre, "text/csv", "rows"u8.ToArray(), 1, "staff:1");
        var paused = await Batches.AddAsync(Store.Centre, "text/csv", "rows"u8.ToArray(), 1);
        Assert.NotNull(await Batches.PauseAsync(Store.Centre, paused.Document.Id));
        Assert.Null(await Batches.PauseAsync(Store.Centre, paused.Document.Id));
        Assert.Null(await Batches.PauseAsync("arts", draft.Id));
        Assert.Empty(await Batches.ListFreeAsync());
        Assert.Null(await Batches.ClaimAsync(draft.Id));
        _store.Time.Move(Batches.DraftLifetime - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await Batches.EndOldAsync());
        _store.Time.Move(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await Batches.EndOldAsync());
        Assert.Null(await Batches.FindProgressAsync(Store.Centre, draft.Id));
        Assert.Null(await Batches.ReadInputAsync(draft.Id));
        Assert.NotNull(await Batches.ReadInputAsync(paused.Document.Id));
        _store.Time.Move(Batches.PausedLifetime);
        Assert.Equal(1, await Batches.EndOldAsync());
        var stopped = (await Batches.FindProgressAsync(Store.Centre, paused.Document.Id))!;
        Assert.Equal(("stopped", _store.Time.GetUtcNow()), (stopped.State, stopped.FinishedAt));
        Assert.Null(await Batches.ReadInputAsync(paused.Document.Id));
    }

    [Fact]
    public async Task A_draft_is_changed_and_started_by_whoever_knows_how_it_is()
    {
        var draft = await Batches.AddDraftAsync(Store.Centre, "text/csv", "rows"u8.ToArray(), 1, "staff:1");
        var changed = await Batches.ReplaceInputAsync(draft, "others"u8.ToArray(), 2);
        Assert.Null(await Batches.ReplaceInputAsync(draft, "late"u8.ToArray(), 3));
        Assert.Null(await Batches.StartAsync(Store.Centre, draft.Id, draft.Version));
        Assert.Null(await Batches.StartAsync("arts", draft.Id, changed!.Version));
        Assert.Equal("running", (await Batches.StartAsync(Store.Centre, draft.Id, changed.Version))?.State);
        Assert.Null(await Batches.StartAsync(Store.Centre, draft.Id, changed.Version));
        Assert.Equal("others"u8.ToArray(), (await Batches.ReadInputAsync(draft.Id))!.Value.ToArray());
        Assert.False(await Batches.DiscardAsync(Store.Centre, draft.Id));
        Assert.Null(await Batches.ResumeAsync(Store.Centre, draft.Id));
    }
}
