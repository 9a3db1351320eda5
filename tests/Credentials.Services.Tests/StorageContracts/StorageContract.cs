using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.StorageContracts;

/// <summary>What every storage engine promises. An engine's own class says how it is opened.</summary>
public abstract partial class StorageContract : IAsyncLifetime
{
    private IEvidenceStorage? _storage;

    protected IEvidenceStorage Storage => _storage!;

    /// <summary>Opens the engine on the test's own place; called again to see what survived.</summary>
    protected abstract IEvidenceStorage Open();

    public Task InitializeAsync()
    {
        _storage = Open();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await Storage.DisposeAsync();

    protected async Task ReopenAsync()
    {
        await Storage.DisposeAsync();
        _storage = Open();
    }

    [ContractFact]
    public async Task A_setting_keeps_its_first_value()
    {
        Assert.Null(await Storage.FindSettingAsync("public-url"));
        Assert.Equal("http://one", (await Storage.GetOrAddSettingAsync(new("public-url", "http://one"))).Value);
        Assert.Equal("http://one", (await Storage.GetOrAddSettingAsync(new("public-url", "http://two"))).Value);
        await ReopenAsync();
        Assert.Equal("http://one", (await Storage.FindSettingAsync("public-url"))?.Value);
    }

    [ContractFact]
    public async Task A_centre_changes_by_compare_and_set()
    {
        Assert.True(await Storage.PutCentreAsync(new("demo", 1, Documents.Json("one"))));
        Assert.False(await Storage.PutCentreAsync(new("demo", 1, Documents.Json("other"))));
        Assert.True(await Storage.PutCentreAsync(new("demo", 2, Documents.Json("two"))));
        Assert.False(await Storage.PutCentreAsync(new("demo", 2, Documents.Json("late"))));
        Assert.False(await Storage.PutCentreAsync(new("none", 2, Documents.Json("two"))));
        Assert.True(await Storage.PutCentreAsync(new("arts", 1, Documents.Json("arts"))));
        Assert.Equal(Documents.Json("two"), (await Storage.FindCentreAsync("demo"))!.Json.ToArray());
        Assert.Null(await Storage.FindCentreAsync("none"));
        Assert.Equal(["arts", "demo"], (await Storage.ListCentresAsync()).Select(centre => centre.Slug));
    }

    [ContractFact]
    public async Task An_achievement_changes_until_it_is_awarded()
    {
        Assert.True(await Storage.PutAchievementAsync(new("demo", "welding", 1, false, Documents.Json("a"))));
        Assert.True(await Storage.PutAchievementAsync(new("demo", "welding", 1, false, Documents.Json("b"))));
        Assert.False(await Storage.PutAchievementAsync(new("demo", "welding", 3, false, Documents.Json("c"))));
        await Documents.IssueAsync(Storage);
        Assert.True((await Storage.FindAchievementAsync("demo", "welding", 1))!.IsAwarded);
        Assert.False(await Storage.PutAchievementAsync(new("demo", "welding", 1, false, Documents.Json("c"))));
        Assert.True(await Storage.PutAchievementAsync(new("demo", "welding", 2, false, Documents.Json("c"))));
        foreach (var seen in (string[])["b", "d"])
            Assert.False(await Storage.PutAchievementAsync(new("demo", "welding", 2, false, Documents.Json("e")), Documents.Json(seen)));
        Assert.False(await Storage.PutAchievementAsync(new("demo", "welding", 2, false, Documents.Json("e")), ReadOnlyMemory<byte>.Empty));
        Assert.True(await Storage.PutAchievementAsync(new("demo", "welding", 2, false, Documents.Json("e")), Documents.Json("c")));
        Assert.True(await Storage.PutAchievementAsync(new("demo", "welding", 2, false, Documents.Json("c")), Documents.Json("e")));
        Assert.False(await Storage.PutAchievementAsync(new("demo", "turning", 1, false, Documents.Json("a")), Documents.Json("a")));
        Assert.Equal((2, "c"), Shown(await Storage.FindAchievementAsync("demo", "welding", null)));
        Assert.Equal((1, "b"), Shown(await Storage.FindAchievementAsync("demo", "welding", 1)));
        Assert.Null(await Storage.FindAchievementAsync("demo", "welding", 3));
        Assert.Null(await Storage.FindAchievementAsync("arts", "welding", null));
    }

    [ContractFact]
    public async Task Json_is_kept_as_it_was_written()
    {
        var json = """{ "nl": "één", "en": "one", "nl-BE": "\u00e9\u00e9n", "hours": 1.50 }"""u8.ToArray();
        await Storage.PutCentreAsync(new("demo", 1, json));
        await Storage.PutAchievementAsync(new("demo", "welding", 1, false, json));
        Assert.Equal(json, (await Storage.FindCentreAsync("demo"))!.Json.ToArray());
        Assert.Equal(json, Assert.Single(await Storage.ListCentresAsync()).Json.ToArray());
        Assert.Equal(json, (await Storage.FindAchievementAsync("demo", "welding", null))!.Json.ToArray());
    }

    [ContractFact]
    public async Task Achievements_are_listed_by_centre_in_their_newest_version_page_by_page()
    {
        foreach (var id in (string[])["c", "a", "b"])
            await Storage.PutAchievementAsync(new("demo", id, 1, true, Documents.Json("1")));
        await Storage.PutAchievementAsync(new("arts", "x", 1, false, Documents.Json("1")));
        await Storage.PutAchievementAsync(new("demo", "c", 2, false, Documents.Json("2")));
        var first = await Storage.ListAchievementsAsync("demo", null, 2);
        var second = await Storage.ListAchievementsAsync("demo", first.Next, 2);
        Assert.Equal([("c", 2), ("a", 1)], first.Items.Select(item => (item.Id, item.Version)));
        Assert.Equal([("b", 1)], second.Items.Select(item => (item.Id, item.Version)));
        Assert.Null(second.Next);
        foreach (var cursor in new[] { "no cursor of ours", "0", "999999", "-1" })
        {
            var nowhere = await Storage.ListAchievementsAsync("demo", cursor, 2);
            Assert.Equal((0, null, true), (nowhere.Items.Count, nowhere.Next, nowhere.IsCursorUnknown));
        }
    }

    [ContractFact]
    public async Task An_achievement_is_archived_in_all_its_versions_and_taken_out_again()
    {
        foreach (var id in (string[])["welding", "cooking", "sewing"])
            await Storage.PutAchievementAsync(new("demo", id, 1, true, Documents.Json("1")));
        Assert.False(await Storage.ArchiveAchievementAsync("arts", "welding", Documents.Now));
        Assert.False(await Storage.ArchiveAchievementAsync("demo", "welding", null));
        Assert.True(await Storage.ArchiveAchievementAsync("demo", "welding", Documents.Now));
        Assert.False(await Storage.ArchiveAchievementAsync("demo", "welding", Documents.Now.AddDays(1)));
        await ReopenAsync();
        Assert.True(await Storage.PutAchievementAsync(new("demo", "welding", 2, false, Documents.Json("2"))));
        Assert.Equal(Documents.Now, (await Storage.FindAchievementAsync("demo", "welding", null))!.ArchivedAt);
        Assert.Equal(Documents.Now, (await Storage.FindAchievementAsync("demo", "welding", 1))!.ArchivedAt);
        Assert.Null((await Storage.FindAchievementAsync("demo", "cooking", null))!.ArchivedAt);
        foreach (var (archived, expected) in new (bool?, string[])[] { (null, ["welding", "cooking", "sewing"]), (true, ["welding"]), (false, ["cooking", "sewing"]) })
            Assert.Equal(expected, (await Storage.ListAchievementsAsync("demo", null, 9, archived)).Items.Select(item => item.Id));
        var page = await Storage.ListAchievementsAsync("demo", null, 1, archived: false);
        Assert.Equal("sewing", Assert.Single((await Storage.ListAchievementsAsync("demo", page.Next, 1, archived: false)).Items).Id);
        Assert.True(await Storage.ArchiveAchievementAsync("demo", "welding", null));
        Assert.Empty((await Storage.ListAchievementsAsync("demo", null, 9, archived: true)).Items);
    }

    [ContractFact]
    public async Task A_share_changes_by_compare_and_set()
    {
        var award = await Documents.IssueAsync(Storage);
        var share = new ShareDocument(Guid.CreateVersion7(), award.Id, 1, Documents.Bytes(), Documents.Now.AddDays(1), false, Documents.Now);
        await Storage.AddShareAsync(share);
        Assert.True(await Storage.ReplaceShareAsync(share with { Version = 2, IsWithdrawn = true }));
        Assert.False(await Storage.ReplaceShareAsync(share with { Version = 2 }));
        var found = await Storage.FindShareAsync(share.Id);
        Assert.Equal((true, 2, share.Expires, share.AwardId), (found!.IsWithdrawn, found.Version, found.Expires, found.AwardId));
        Assert.Equal(share.SealedPurpose.ToArray(), found.SealedPurpose.ToArray());
        Assert.Null(await Storage.FindShareAsync(Guid.NewGuid()));
    }

    [ContractFact]
    public async Task An_api_key_is_found_until_and_after_it_is_revoked()
    {
        var key = new ApiKeyDocument("k1", Documents.Bytes(32), "issuer", "demo", Documents.Now, null);
        await Storage.AddApiKeyAsync(key);
        await Storage.AddApiKeyAsync(key with { Id = "k0", Centre = null });
        Assert.True(await Storage.RevokeApiKeyAsync("k1", Documents.Now.AddHours(1)));
        Assert.True(await Storage.RevokeApiKeyAsync("k1", Documents.Now.AddHours(2)));
        Assert.False(await Storage.RevokeApiKeyAsync("none", Documents.Now));
        Assert.Equal(Documents.Now.AddHours(1), (await Storage.FindApiKeyAsync("k1"))!.RevokedAt);
        Assert.Equal(key.SecretHash.ToArray(), (await Storage.FindApiKeyAsync("k1"))!.SecretHash.ToArray());
        Assert.Null((await Storage.FindApiKeyAsync("k0"))!.Centre);
        Assert.Equal(["k0", "k1"], (await Storage.ListApiKeysAsync()).Select(stored => stored.Id));
        Assert.Null(await Storage.FindApiKeyAsync("k"));
    }

    [ContractFact]
    public async Task A_batch_keeps_its_input_until_it_is_done()
    {
        var batch = new BatchDocument
        {
            Id = Guid.CreateVersion7(),
            Centre = "demo",
            State = "running",
            Version = 1,
            InputType = "text/csv",
            Total = 5,
            CreatedAt = Documents.Now,
            Owner = "one/1/1",
            LeasedUntil = Documents.Now.AddSeconds(20),
        };
        await Storage.AddBatchAsync(batch, "rows"u8.ToArray());
        var half = batch with { Version = 2, RowsDone = 3, Awarded = 2, Existing = 1, SealedErrors = "e"u8.ToArray() };
        Assert.True(await Storage.ReplaceBatchAsync(half));
        Assert.False(await Storage.ReplaceBatchAsync(half));
        await ReopenAsync();
        Assert.Equal("rows"u8.ToArray(), (await Storage.ReadBatchInputAsync(batch.Id))!.Value.ToArray());
        Assert.Equal((3, 2, 1), Assert.Single(await Storage.ListRunningBatchesAsync()) is var found ? (found.RowsDone, found.Awarded, found.Existing) : default);
        Assert.Equal(("one/1/1", batch.LeasedUntil), ((await Storage.FindBatchAsync(batch.Id))!.Owner, (await Storage.FindBatchAsync(batch.Id))!.LeasedUntil));
        Assert.True(await Storage.ReplaceBatchAsync(half with { Version = 3, Owner = null, LeasedUntil = null, State = "completed", FinishedAt = Documents.Now, Rejected = 2 }));
        Assert.Empty(await Storage.ListRunningBatchesAsync());
        Assert.Null(await Storage.ReadBatchInputAsync(batch.Id));
        Assert.Equal(Documents.Now, (await Storage.FindBatchAsync(batch.Id))!.FinishedAt);
        Assert.Null((await Storage.FindBatchAsync(batch.Id))!.LeasedUntil);
        Assert.Equal("e"u8.ToArray(), (await Storage.FindBatchAsync(batch.Id))!.SealedErrors.ToArray());
    }

    [ContractFact]
    public async Task Drafts_and_paused_batches_keep_their_input_and_are_listed_apart()
    {
        var first = new BatchDocument { Id = Guid.CreateVersion7(Documents.Now.AddSeconds(1)), Centre = "demo", State = "draft", Version = 1, InputType = "text/csv", CreatedAt = Documents.Now, AddedBy = "staff:1" };
        var second = first with { Id = Guid.CreateVersion7(Documents.Now.AddSeconds(2)), State = "running", AddedBy = null };
        var other = first with { Id = Guid.CreateVersion7(Documents.Now.AddSeconds(3)), Centre = "arts" };
        foreach (var batch in new[] { first, second, other })
            await Storage.AddBatchAsync(batch, "rows"u8.ToArray());
        Assert.Equal([second.Id], (await Storage.ListRunningBatchesAsync()).Select(batch => batch.Id));
        Assert.True(await Storage.ReplaceBatchAsync(second with { Version = 2, State = "paused" }));
        Assert.Empty(await Storage.ListRunningBatchesAsync());
        Assert.Equal([first.Id, second.Id, other.Id], (await Storage.ListWaitingBatchesAsync()).Select(batch => batch.Id).Order());
        Assert.True(await Storage.ReplaceBatchInputAsync(first with { Version = 2 }, "others"u8.ToArray()));
        Assert.False(await Storage.ReplaceBatchInputAsync(first with { Version = 2 }, "late"u8.ToArray()));
        await ReopenAsync();
        Assert.Equal("others"u8.ToArray(), (await Storage.ReadBatchInputAsync(first.Id))!.Value.ToArray());
        Assert.Equal("rows"u8.ToArray(), (await Storage.ReadBatchInputAsync(second.Id))!.Value.ToArray());
        Assert.Equal("staff:1", (await Storage.FindBatchAsync(first.Id))!.AddedBy);
        Assert.Equal(2, (await Storage.ListBatchesAsync("demo")).Count);

        var page = await Storage.ListBatchesOfCentreAsync("demo", null, 1);
        Assert.Equal(second.Id, Assert.Single(page.Items).Id);
        page = await Storage.ListBatchesOfCentreAsync("demo", page.Next, 1);
        Assert.Equal((first.Id, null), (Assert.Single(page.Items).Id, page.Next));
        foreach (var cursor in new[] { "x", Guid.NewGuid().ToString("N"), other.Id.ToString("N") })
            Assert.True((await Storage.ListBatchesOfCentreAsync("demo", cursor, 1)).IsCursorUnknown);

        Assert.False(await Storage.DeleteBatchAsync(first.Id, 1));
        Assert.True(await Storage.DeleteBatchAsync(first.Id, 2));
        Assert.Null(await Storage.FindBatchAsync(first.Id));
        Assert.Null(await Storage.ReadBatchInputAsync(first.Id));
        Assert.True(await Storage.ReplaceBatchAsync(second with { Version = 3, State = "stopped" }));
        Assert.Null(await Storage.ReadBatchInputAsync(second.Id));
    }

    [ContractFact]
    public async Task A_dictionary_never_changes()
    {
        var first = await Storage.GetOrAddDictionaryAsync(new(0, "demo/welding/1/nl", "one"u8.ToArray()));
        var again = await Storage.GetOrAddDictionaryAsync(new(0, "demo/welding/1/nl", "two"u8.ToArray()));
        var other = await Storage.GetOrAddDictionaryAsync(new(0, "demo/welding/2/nl", "three"u8.ToArray()));
        Assert.NotEqual(0, first.Number);
        Assert.Equal(first.Number, again.Number);
        Assert.NotEqual(first.Number, other.Number);
        Assert.Equal("one"u8.ToArray(), (await Storage.FindDictionaryAsync(first.Number))!.Content.ToArray());
        Assert.Null(await Storage.FindDictionaryAsync(99));
    }

    private static (int, string) Shown(AchievementDocument? achievement) =>
        (achievement!.Version, System.Text.Json.JsonSerializer.Deserialize<string>(achievement.Json.Span)!);
}
