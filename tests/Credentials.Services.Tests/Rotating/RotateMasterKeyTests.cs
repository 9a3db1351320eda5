using System.Runtime.Versioning;
using System.Security.Cryptography;
using Credentials.EvidenceStore.BackingUp;
using Credentials.EvidenceStore.Erasing;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Rotating;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.EvidenceStore;
using Credentials.Services.Tests.Issuer;

namespace Credentials.Services.Tests.Rotating;

[UnsupportedOSPlatform("windows")]
public sealed class RotateMasterKeyTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _elsewhere = new();
    private Store _store = null!;
    private Kept _kept = null!;

    private string Secrets => Path.Combine(_store.Folder, "secrets");

    private string First => Path.Combine(Secrets, "master.key");

    public async Task InitializeAsync()
    {
        _store = await Store.OpenAsync();
        _kept = await Kept.FillAsync(_store);
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    public void Dispose() => _elsewhere.Dispose();

    [Fact]
    public async Task Everything_is_read_as_before_under_the_new_key_and_nothing_of_the_old_one_is_left()
    {
        var (text, key, old) = (await File.ReadAllTextAsync(First), Secret.Read(First), await Kept.CurrentAsync(_store));
        var before = await Kept.UnderOthersAsync(_store, "00000000");
        Assert.Equal(Enum.GetValues<MasterSealedKind>(), before.Select(value => value.Kind).Distinct().Order());

        var rotated = await Kept.RotateAsync(_store);

        Assert.Equal((4, 5, old, First), (rotated.Learners, rotated.Others, Assert.Single(rotated.Retired), Assert.Single(rotated.Removed)));
        Assert.Equal(rotated.Current, await Kept.CurrentAsync(_store));
        var file = Path.Combine(Secrets, $"master-{rotated.Current}.key");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Empty(await Kept.UnderOthersAsync(_store, rotated.Current));
        await _kept.AssertReadableAsync(_store, "Nieuw");
        Assert.True(rotated.IsForgotten);
        foreach (var gone in before.Select(value => value.Bytes.ToArray()).Where(bytes => bytes.AsSpan().ContainsAnyExcept((byte)0)).Append(key))
            Assert.Empty(Kept.FilesWith(_store.Folder, gone));
        Assert.Empty(Kept.FilesWith(_store.Folder, System.Text.Encoding.ASCII.GetBytes(text.Trim())));
        await _store.RestartAsync();
        await _kept.AssertReadableAsync(_store, "Nog");
        Assert.False(Directory.Exists(Path.Combine(_store.Folder, RotateMasterKey.WorkName)));
    }

    [Theory]
    [InlineData(nameof(IEvidenceStorage.GetOrAddSettingAsync), 1)]
    [InlineData(nameof(IEvidenceStorage.ReplaceSettingAsync), 1)]
    [InlineData(nameof(IEvidenceStorage.ReplaceSettingAsync), 2)]
    [InlineData(nameof(IEvidenceStorage.ReplaceSettingAsync), 3)]
    [InlineData(nameof(IEvidenceStorage.ReplaceSettingAsync), 4)]
    [InlineData(nameof(IEvidenceStorage.ResealAsync), 1)]
    [InlineData(nameof(IEvidenceStorage.ResealAsync), 2)]
    [InlineData(nameof(IEvidenceStorage.ResealAsync), 5)]
    [InlineData(nameof(IEvidenceStorage.ForgetAsync), 1)]
    public async Task A_rotation_that_was_killed_leaves_all_readable_and_is_finished_by_the_next(string operation, int call)
    {
        var old = await Kept.CurrentAsync(_store);
        await Assert.ThrowsAnyAsync<IOException>(() => Kept.RotateOn(_store, DyingStorage.Of(_store.Storage, operation, call)).RunAsync(keep: false, _ => { }));
        await _store.RestartAsync();
        await _kept.AssertReadableAsync(_store, "Tussen");

        var rotated = await Kept.RotateAsync(_store);

        Assert.Equal(old, Assert.Single(rotated.Retired));
        Assert.Empty(await Kept.UnderOthersAsync(_store, rotated.Current));
        Assert.Equal([Path.Combine(Secrets, $"master-{rotated.Current}.key")], Directory.GetFiles(Secrets, "master*"));
        await _store.RestartAsync();
        await _kept.AssertReadableAsync(_store, "Na");
    }

    [Fact]
    public async Task A_process_that_knows_the_old_key_only_seals_under_the_new_one()
    {
        await using var other = _store.OpenBeside();
        await _kept.AssertReadableAsync(other, "Vooraf");
        var rotated = await Kept.RotateAsync(_store);

        await _kept.AssertReadableAsync(other, "Achteraf");
        var batch = await other.Get<Batches>().AddAsync("arts", "text/csv", "x"u8.ToArray(), 1);
        Assert.NotNull(await other.Get<Batches>().SaveAsync(batch.Document, "[1]"u8.ToArray()));
        var award = await other.AwardAsync(Store.Request("Kunst"), "arts");
        Assert.True((await other.Get<EraseLearners>().RunAsync(award.Document.LearnerId, revokes: false, "op vraag", "k")).IsSuccess);
        Assert.Empty(await Kept.UnderOthersAsync(_store, rotated.Current));
    }

    [Fact]
    public async Task A_learner_who_is_erased_meanwhile_stays_erased()
    {
        var page = await _store.Storage.ListSealedUnderOthersAsync(MasterSealedKind.LearnerKey, "00000000", null, 10);
        var rotated = await Kept.RotateAsync(_store);
        var master = _store.Get<StoreSecrets>().Master;
        var learner = _kept.Awards[0].Document.LearnerId;
        var was = (await _store.Storage.ListSealedUnderOthersAsync(MasterSealedKind.LearnerKey, "00000000", null, 10)).Items
            .Single(value => value.Owner == learner.ToString("N"));
        var resealed = master.Reseal(was)!;
        // An erasure ends when no class list is under way that may name the learner.
        var list = (await _store.Get<Batches>().FindAsync(Store.Centre, _kept.Batch)).Value.Document;
        Assert.NotNull(await _store.Get<Batches>().SaveAsync(list with { State = "completed" }, default));
        Assert.True((await _store.Get<EraseLearners>().RunAsync(learner, revokes: false, "op vraag", "k")).IsSuccess);

        Assert.Equal(0, await _store.Storage.ResealAsync(rotated.Current, [resealed]));

        Assert.Empty(Kept.FilesWith(_store.Folder, resealed.Bytes.ToArray()));
        Assert.Equal(LearnerState.Erased, (await _store.Storage.FindLearnerAsync(learner))!.State);
        Assert.Equal(4, page.Items.Count);
    }

    [Fact]
    public async Task A_second_run_beside_the_first_is_refused()
    {
        using (WorkFolder.TryOpen(Path.Combine(_store.Folder, RotateMasterKey.WorkName)))
            Assert.Contains("under way", (await Kept.RotateOn(_store).RunAsync(keep: false, _ => { })).Problem!.Detail, StringComparison.Ordinal);
        await Kept.RotateAsync(_store);
    }

    [Fact]
    public async Task A_kept_key_stays_and_the_next_rotation_makes_another()
    {
        var first = await Kept.RotateAsync(_store, keep: true);
        Assert.Empty(first.Removed);
        Assert.True(File.Exists(First));
        await _store.RestartAsync();
        var second = await Kept.RotateAsync(_store);
        Assert.NotEqual(first.Current, second.Current);
        Assert.Equal(Path.Combine(Secrets, $"master-{first.Current}.key"), Assert.Single(second.Removed));
        Assert.True(File.Exists(First));
        await _store.RestartAsync();
        await _kept.AssertReadableAsync(_store, "Nieuw");
    }

    [Fact]
    public async Task Where_others_may_be_at_work_the_key_is_made_and_copied_first()
    {
        Assert.Contains("--prepare", (await Kept.RotateOn(_store, engine: StorageOptions.PostgreSql).RunAsync(keep: false, _ => { })).Problem!.Detail, StringComparison.Ordinal);
        var path = (await Kept.RotateOn(_store).PrepareAsync()).Value;
        Assert.Equal(path, (await Kept.RotateOn(_store).PrepareAsync()).Value);
        await _store.RestartAsync();
        var rotated = (await Kept.RotateOn(_store, engine: StorageOptions.PostgreSql).RunAsync(keep: false, _ => { })).Value;
        Assert.Equal(path, Path.Combine(Secrets, $"master-{rotated.Current}.key"));
        await _kept.AssertReadableAsync(_store, "Nieuw");
    }

    [Fact]
    public async Task Of_several_next_keys_none_is_chosen()
    {
        var files = new MasterKeyFiles(new() { DataFolder = _store.Folder });
        var (one, two) = (files.Make().Path, files.Make().Path);
        var problem = (await Kept.RotateOn(_store).RunAsync(keep: false, _ => { })).Problem!.Detail;
        Assert.Contains(one, problem, StringComparison.Ordinal);
        Assert.Contains(two, problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_key_opens_is_named_and_keeps_the_old_key()
    {
        var damaged = _kept.Awards[2].Document.LearnerId;
        var sql = $"UPDATE learners SET wrapped_key = x'{new string('1', 120)}' WHERE id = x'{Convert.ToHexString(damaged.ToByteArray(bigEndian: true))}'";
        using (var connection = Credentials.EvidenceStore.Storage.Sql.Sqlite.SqliteConnection.Open(
            Path.Combine(_store.Folder, "credentials.db"), TimeSpan.FromSeconds(10), 64))
            connection.Execute(sql);
        var problem = (await Kept.RotateOn(_store).RunAsync(keep: false, _ => { })).Problem!.Detail;
        Assert.Contains(damaged.ToString("N"), problem, StringComparison.Ordinal);
        Assert.True(File.Exists(First));
        Assert.Single(await Kept.UnderOthersAsync(_store, await Kept.CurrentAsync(_store)));
    }

    [Fact]
    public async Task A_back_up_in_the_middle_is_restored_with_both_keys_and_the_rotation_goes_on_there()
    {
        await Assert.ThrowsAnyAsync<IOException>(() =>
            Kept.RotateOn(_store, DyingStorage.Of(_store.Storage, nameof(IEvidenceStorage.ResealAsync), 2)).RunAsync(keep: false, _ => { }));
        Back(KeysInBackUp.Sealed, "correct horse battery");
        await Kept.RotateAsync(_store);

        await using var restored = Restored("correct horse battery");
        Assert.Equal(2, Directory.GetFiles(Path.Combine(restored.Folder, "secrets"), "master*").Length);
        Assert.Equal(_kept.Awards[0].Request, (await restored.Consult.FindAsync(Store.Centre, _kept.Awards[0].Document.Id)).Value.Request);
        Assert.True((await Kept.RotateAsync(restored)).WasResumed);
        await _kept.AssertReadableAsync(restored, "Nieuw");
    }

    [Fact]
    public async Task A_back_up_without_keys_from_before_needs_the_old_key()
    {
        Back(KeysInBackUp.None);
        var rotated = await Kept.RotateAsync(_store, keep: true);
        await using var none = Restored();
        Directory.CreateDirectory(Path.Combine(none.Folder, "secrets"));
        foreach (var secret in Directory.GetFiles(Secrets).Where(file => file != First))
            File.Copy(secret, Path.Combine(none.Folder, "secrets", Path.GetFileName(secret)));
        var refused = Assert.Throws<StorageException>(() => none.Get<StoreSecrets>()).Message;
        Assert.Contains("master.key is missing", refused, StringComparison.Ordinal);
        Assert.DoesNotContain(rotated.Current, refused, StringComparison.Ordinal);
        File.Copy(First, Path.Combine(none.Folder, "secrets", "master.key"));
        await none.RestartAsync();
        Assert.Equal(_kept.Awards[0].Request, (await none.Consult.FindAsync(Store.Centre, _kept.Awards[0].Document.Id)).Value.Request);
    }

    [Fact]
    public async Task A_lost_key_of_a_rotation_under_way_refuses_to_start_naming_the_file()
    {
        await Assert.ThrowsAnyAsync<IOException>(() =>
            Kept.RotateOn(_store, DyingStorage.Of(_store.Storage, nameof(IEvidenceStorage.ResealAsync), 1)).RunAsync(keep: false, _ => { }));
        var next = Path.Combine(Secrets, $"master-{await Kept.CurrentAsync(_store)}.key");
        File.Move(next, _elsewhere.File("next"));
        await _store.RestartAsync();
        Assert.Contains(next, Assert.Throws<StorageException>(() => _store.Get<StoreSecrets>()).Message, StringComparison.Ordinal);
        File.Move(_elsewhere.File("next"), next);
        File.Move(First, _elsewhere.File("first"));
        await _store.RestartAsync();
        Assert.Contains("missing", Assert.Throws<StorageException>(() => _store.Get<StoreSecrets>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_the_operator_keeps_are_rotated_between_files_of_two_settings()
    {
        var (old, next) = (First, _elsewhere.File("next.key"));
        await File.WriteAllTextAsync(next, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        File.SetUnixFileMode(next, UnixFileMode.UserRead);
        var options = new Credentials.EvidenceStore.EvidenceStoreOptions { DataFolder = _store.Folder, MasterKeyFile = next, EarlierMasterKeyFiles = [old] };
        (string, string?)[] settings = [("EvidenceStore:MasterKeyFile", next), ("EvidenceStore:EarlierMasterKeyFiles:0", old)];

        await _store.RestartAsync(("EvidenceStore:MasterKeyFile", old));
        var alone = new RotateMasterKey(_store.Storage, _store.Get<StoreSecrets>(), new() { DataFolder = _store.Folder, MasterKeyFile = old }, new());
        Assert.Contains("EarlierMasterKeyFiles", (await alone.RunAsync(keep: false, _ => { })).Problem!.Detail, StringComparison.Ordinal);
        Assert.Contains("EarlierMasterKeyFiles", (await alone.PrepareAsync()).Problem!.Detail, StringComparison.Ordinal);

        await _store.RestartAsync(settings);
        await _kept.AssertReadableAsync(_store, "Vooraf");
        var rotated = (await new RotateMasterKey(_store.Storage, _store.Get<StoreSecrets>(), options, new()).RunAsync(keep: false, _ => { })).Value;
        Assert.Equal((Secret.IdOf(Secret.Read(next)), 0), (rotated.Current, rotated.Removed.Count));
        Assert.True(File.Exists(old));

        await _store.RestartAsync(("EvidenceStore:MasterKeyFile", next));
        await _kept.AssertReadableAsync(_store, "Achteraf");
        await _store.RestartAsync(("EvidenceStore:MasterKeyFile", old));
        Assert.Contains("EvidenceStore:MasterKeyFile", Assert.Throws<StorageException>(() => _store.Get<StoreSecrets>()).Message, StringComparison.Ordinal);
    }

    private void Back(KeysInBackUp keys, string? passphrase = null) =>
        Assert.True(_store.Get<BackUpStore>().Run(new(_elsewhere.File("back-up.zip"), keys, passphrase, []), _ => { }).IsSuccess);

    private Store Restored(string? passphrase = null)
    {
        var folder = _elsewhere.File("restored");
        Assert.True(new RestoreStore(new() { DataFolder = folder }, new(), _store.Time).Run(_elsewhere.File("back-up.zip"), passphrase, _ => { }).IsSuccess);
        return Store.OpenElsewhere(folder);
    }
}
