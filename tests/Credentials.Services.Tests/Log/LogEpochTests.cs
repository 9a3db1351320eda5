using Credentials.EvidenceStore.BackingUp;
using Credentials.EvidenceStore.Log;
using Credentials.EvidenceStore.Storage;
using Credentials.EvidenceStore.Storage.Sql.Sqlite;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.EvidenceStore;

namespace Credentials.Services.Tests.Log;

/// <summary>A back-up is restored while the original had gone on, and both logs were published.</summary>
public sealed class LogEpochTests : IAsyncLifetime, IDisposable
{
    private const string Origin = "credentials.example/log";

    private readonly TemporaryFolder _elsewhere = new();
    private Store _original = null!;
    private string _before = "";

    public async Task InitializeAsync()
    {
        _original = await Store.OpenAsync();
        await _original.AwardAsync();
        await _original.AwardAsync(Store.Request("An"));
        _before = await SignedAsync(_original);
        Assert.True(_original.Get<BackUpStore>().Run(new(_elsewhere.File("back-up.zip"), KeysInBackUp.Clear, null, []), _ => { }).IsSuccess);
    }

    public async Task DisposeAsync() => await _original.DisposeAsync();

    public void Dispose() => _elsewhere.Dispose();

    [Fact]
    public async Task The_restored_log_goes_on_under_a_name_of_its_own_and_says_from_where()
    {
        await _original.AwardAsync(Store.Request("Bo"));
        var abandoned = await SignedAsync(_original);
        await using var restored = Restore("one");
        await restored.AwardAsync(Store.Request("Cas"));
        var after = await SignedAsync(restored);

        var (old, lost, next) = (Open(_before), Open(abandoned), Open(after));
        Assert.Equal((Origin, 2L, Origin, 3L, 3L), (old.Origin, old.Size, lost.Origin, lost.Size, next.Size));
        Assert.Matches($"^{Origin}/2-[0-9a-f]{{8}}$", next.Origin);
        Assert.Equal([new EndedEpoch(Origin, 2, old.Root)], next.Continues);
        Assert.NotEqual(lost.Root, next.Root);
        var key = await _original.Get<PublishedLog>().FindKeyAsync(default);
        Assert.False(Credentials.Notes.SignedNote.TryOpen(after, key, out _));
        Assert.False(Credentials.Notes.SignedNote.TryOpen(abandoned, await restored.Get<PublishedLog>().FindKeyAsync(default), out _));

        var proof = (await restored.Get<PublishedLog>().ProveConsistencyAsync(2, 3, default)).Value;
        Assert.True(TreeProofs.IsConsistent(2, old.Root, 3, next.Root, proof.Path));
        var epochs = await restored.Get<PublishedLog>().ListEpochsAsync(default);
        Assert.Equal([(Origin, _before), (next.Origin, after)], epochs.Select(epoch => (epoch.Key.Name, epoch.Checkpoint!)));
    }

    [Fact]
    public async Task The_check_proves_a_checkpoint_from_before_and_names_one_of_the_abandoned_part()
    {
        await _original.AwardAsync(Store.Request("Bo"));
        var abandoned = await SignedAsync(_original);
        await using var restored = Restore("one");
        Assert.Empty(await CheckAsync(restored, _before));
        Assert.Contains("a back-up was restored since", Assert.Single(await CheckAsync(restored, abandoned)), StringComparison.Ordinal);
        await restored.AwardAsync(Store.Request("Cas"));
        var after = await SignedAsync(restored);

        Assert.Empty(await CheckAsync(restored));
        Assert.Empty(await CheckAsync(restored, _before));
        Assert.Empty(await CheckAsync(restored, after));
        var told = Assert.Single(await CheckAsync(restored, abandoned));
        Assert.Contains($"3 entries of {Origin}; a back-up with the first 2 of them was restored", told, StringComparison.Ordinal);
        Assert.Contains("are not in this log", told, StringComparison.Ordinal);
        Assert.Contains("does not continue", Assert.Single(await CheckAsync(_original, after)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_back_up_that_is_restored_twice_has_two_names()
    {
        await using var one = Restore("one");
        await using var other = Restore("other");
        var (first, second) = (Open(await SignedAsync(one)), Open(await SignedAsync(other)));
        Assert.NotEqual(first.Origin, second.Origin);
        Assert.Equal(first.Continues, second.Continues);
        Assert.Equal(2, first.Size);
        Assert.Contains("does not continue", Assert.Single(await CheckAsync(one, await SignedAsync(other))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restored_log_that_is_backed_up_and_restored_names_all_before_it()
    {
        await using var one = Restore("one");
        await one.AwardAsync(Store.Request("Cas"));
        var second = await SignedAsync(one);
        await one.RestartAsync();
        Assert.Equal(second, await SignedAsync(one));
        Assert.True(one.Get<BackUpStore>().Run(new(_elsewhere.File("next.zip"), KeysInBackUp.Clear, null, []), _ => { }).IsSuccess);
        await using var two = Restore("two", "next.zip");
        await two.AwardAsync(Store.Request("Dre"));
        var third = Open(await SignedAsync(two));
        Assert.StartsWith($"{Origin}/3-", third.Origin, StringComparison.Ordinal);
        Assert.Equal([(Origin, 2L), (Open(second).Origin, 3L)], third.Continues.Select(end => (end.Origin, end.Size)));
        Assert.Empty(await CheckAsync(two));
        Assert.Empty(await CheckAsync(two, second));
        Assert.Empty(await CheckAsync(two, _before));
    }

    [Fact]
    public async Task A_back_up_from_before_the_first_checkpoint_gives_the_name_up_too()
    {
        await using var empty = await Store.OpenAsync();
        await empty.AwardAsync();
        Assert.True(empty.Get<BackUpStore>().Run(new(_elsewhere.File("empty.zip"), KeysInBackUp.Clear, null, []), _ => { }).IsSuccess);
        await using var restored = Restore("one", "empty.zip");
        var first = Checkpoint(await SignedAsync(restored), restored);
        Assert.StartsWith($"{Origin}/2-", first.Origin, StringComparison.Ordinal);
        Assert.Empty(first.Continues);
        Assert.Empty(await CheckAsync(restored));
    }

    [Theory]
    [InlineData("UPDATE settings SET value = '{}' WHERE name = 'log:epochs'", "not signed by the log's key")]
    [InlineData("UPDATE settings SET value = 'x' WHERE name = 'log:epochs'", "not signed by the log's key")]
    [InlineData("DELETE FROM settings WHERE name = 'log:epochs'", "not signed by the log's key")]
    [InlineData("UPDATE settings SET value = replace(value, 'log\\n2\\n', 'log\\n1\\n') WHERE name = 'log:epochs'", "ended with is not signed by the log's key")]
    [InlineData("UPDATE settings SET value = json_set(value, '$.Ended', json('[]')) WHERE name = 'log:epochs'", "does not name the ends")]
    public async Task An_epoch_that_a_hand_changed_is_told(string sql, string told)
    {
        await using var restored = Restore("one");
        await SignedAsync(restored);
        using (var connection = SqliteConnection.Open(Path.Combine(restored.Folder, "credentials.db"), TimeSpan.FromSeconds(10), 64))
            connection.Execute(sql);
        Assert.Contains(await CheckAsync(restored), difference => difference.Contains(told, StringComparison.Ordinal));
        await restored.AwardAsync(Store.Request("Cas"));
        await restored.RestartAsync();
        if (!told.StartsWith("does not name", StringComparison.Ordinal))
            await Assert.ThrowsAsync<StorageException>(() => restored.Get<SequenceEvents>().RunAsync());
    }

    private static async Task<string> SignedAsync(Store store)
    {
        await store.Get<SequenceEvents>().RunAsync();
        return (await store.Storage.FindLogHeadAsync())!.Checkpoint;
    }

    private static async Task<IReadOnlyList<string>> CheckAsync(Store store, string? since = null) => (await store.Get<CheckLog>().RunAsync(since)).Differences;

    private Checkpoint Open(string note) => Checkpoint(note, _original);

    private static Checkpoint Checkpoint(string note, Store store)
    {
        Assert.True(store.Get<LogSigners>().TryOpen(note, out var checkpoint));
        return checkpoint;
    }

    private Store Restore(string folder, string file = "back-up.zip")
    {
        Assert.True(new RestoreStore(new() { DataFolder = _elsewhere.File(folder) }, new(), _original.Time).Run(_elsewhere.File(file), null, _ => { }).IsSuccess);
        return Store.OpenElsewhere(_elsewhere.File(folder));
    }
}
