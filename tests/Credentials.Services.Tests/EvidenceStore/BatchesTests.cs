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
        var running = Assert.Single(await Batches.ListRunningAsync());
        Assert.Equal((5, "[1]"), (running.Document.RowsDone, System.Text.Encoding.UTF8.GetString(running.ErrorsJson.Span)));
        Assert.Equal("rows"u8.ToArray(), (await Batches.ReadInputAsync(batch.Document.Id))!.Value.ToArray());
        var done = await Batches.SaveAsync(half! with { State = "completed", RowsDone = 10 }, "[1,2]"u8.ToArray());
        Assert.Equal(_store.Time.GetUtcNow(), done!.FinishedAt);
        Assert.Null(await Batches.ReadInputAsync(batch.Document.Id));
        Assert.Empty(await Batches.ListRunningAsync());
        Assert.Equal("[1,2]"u8.ToArray(), (await Batches.FindAsync(Store.Centre, batch.Document.Id)).Value.ErrorsJson.ToArray());
    }

    [Fact]
    public async Task Another_centres_batch_is_not_there()
    {
        var batch = await Batches.AddAsync(Store.Centre, "text/csv", "rows"u8.ToArray(), 10);
        Assert.Equal(ProblemCode.NotFound, (await Batches.FindAsync("arts", batch.Document.Id)).Problem?.Code);
        Assert.Equal(ProblemCode.NotFound, (await Batches.FindAsync(null, Guid.NewGuid())).Problem?.Code);
        Assert.True((await Batches.FindAsync(null, batch.Document.Id)).IsSuccess);
    }
}
