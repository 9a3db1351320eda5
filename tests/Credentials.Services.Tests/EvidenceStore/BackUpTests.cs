using System.IO.Compression;
using System.Security.Cryptography;
using Credentials.EvidenceStore;
using Credentials.EvidenceStore.BackingUp;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.EvidenceStore.Storage.Sql.Sqlite;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.EvidenceStore;

public sealed class BackUpTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _elsewhere = new();
    private Store _store = null!;

    private string File => _elsewhere.File("back-up.zip");

    private string Target => _elsewhere.File("restored");

    public async Task InitializeAsync() => _store = await Store.OpenAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    public void Dispose() => _elsewhere.Dispose();

    [Fact]
    public async Task A_restored_store_has_what_the_back_up_had_and_new_status_lists()
    {
        var award = await _store.AwardAsync();
        var lost = await _store.ReserveAsync(Store.Request("Lien"));
        Directory.CreateDirectory(Path.Combine(_store.Folder, "evidence", "ab"));
        await System.IO.File.WriteAllTextAsync(Path.Combine(_store.Folder, "evidence", "ab", "cd"), "a document");
        Make();
        var afterwards = await _store.AwardAsync(Store.Request("Bram"));

        Assert.True(Restore().IsSuccess);
        await using var restored = OpenRestored();
        var found = (await restored.Consult.FindAsync(Store.Centre, award.Document.Id)).Value;
        Assert.Equal(award.Request, found.Request);
        Assert.Equal("a document", await System.IO.File.ReadAllTextAsync(Path.Combine(Target, "evidence", "ab", "cd")));
        var anew = await restored.AwardAsync(Store.Request("Bram"));
        string[] old = [award.Document.StatusSlots[0].List, lost.Value.Document.StatusSlots[0].List, afterwards.Document.StatusSlots[0].List];
        Assert.DoesNotContain(anew.Document.StatusSlots[0].List, old);
        Assert.DoesNotContain((await restored.AwardAsync(Store.Request("Lien"))).Document.StatusSlots[0].List, old);
        Assert.Equal(award.Document.Id, (await restored.AwardAsync()).Document.Id);
        Assert.NotNull(await restored.Get<StatusSlots>().FindListAsync(old[0]));
        Assert.NotNull(await restored.Storage.FindSettingAsync("restored"));
    }

    [Fact]
    public void Nothing_is_overwritten_and_nothing_written_into_the_data_folder()
    {
        System.IO.File.WriteAllText(File, "mine");
        Assert.Contains("overwrites nothing", Take(File).Problem!.Detail, StringComparison.Ordinal);
        Assert.Equal("mine", System.IO.File.ReadAllText(File));
        Assert.Contains("data folder", Take(Path.Combine(_store.Folder, "x.zip")).Problem!.Detail, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(_elsewhere.Path));
    }

    [Fact]
    public async Task A_folder_in_use_is_named_and_left_alone()
    {
        Make();
        Directory.CreateDirectory(Target);
        await System.IO.File.WriteAllTextAsync(Path.Combine(Target, "mine"), "");
        Assert.Contains(Target, Restore().Problem!.Detail, StringComparison.Ordinal);
        Assert.Equal([Path.Combine(Target, "mine")], Directory.GetFileSystemEntries(Target));
    }

    [Fact]
    public async Task A_truncated_or_damaged_back_up_changes_nothing()
    {
        await _store.AwardAsync();
        Make();
        var good = await System.IO.File.ReadAllBytesAsync(File);
        foreach (var length in (int[])[0, 10, good.Length / 3, good.Length / 2, good.Length - 30, good.Length - 1])
            AssertRefused(good[..length]);
        var random = new Random(20260101);
        var refused = 0;
        for (var round = 0; round < 60; round++)
        {
            var damaged = (byte[])good.Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            await System.IO.File.WriteAllBytesAsync(File, damaged);
            // A bit of the zip's own bookkeeping, such as a file's time, may mean nothing; then what is restored is right all the same.
            if (Restore().IsSuccess)
            {
                await using var restored = OpenRestored();
                Assert.Single((await restored.Consult.ListAsync(new(Store.Centre, 5))).Items);
                Directory.Delete(Target, recursive: true);
            }
            else
            {
                refused++;
                Assert.False(Directory.Exists(Target));
            }
        }
        Assert.InRange(refused, 40, 60);
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/tmp/outside")]
    [InlineData("a/../../outside")]
    [InlineData("a\\..\\outside")]
    [InlineData(".restoring/verified")]
    public void A_part_whose_name_leads_elsewhere_is_refused(string name)
    {
        var content = "x"u8.ToArray();
        var list = System.Text.Encoding.UTF8.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(content))}  {name}\n");
        var manifest = new BackUpManifest(Guid.NewGuid(), DateTimeOffset.UnixEpoch, 1, KeysInBackUp.Clear, [], Convert.ToHexStringLower(SHA256.HashData(list)));
        WriteZip((name, content), ("SHA256SUMS", list), ("manifest.json", manifest.ToJson()));
        Assert.Contains("damaged", Restore().Problem!.Detail, StringComparison.Ordinal);
        Assert.Equal([File], Directory.GetFileSystemEntries(_elsewhere.Path));
    }

    [Fact]
    public void A_back_up_of_a_newer_release_is_refused()
    {
        var manifest = new BackUpManifest(Guid.NewGuid(), DateTimeOffset.UnixEpoch, SqliteSchema.Newest + 1, KeysInBackUp.Clear, [], new string('0', 64));
        WriteZip(("manifest.json", manifest.ToJson()));
        Assert.Contains("newer release", Restore().Problem!.Detail, StringComparison.Ordinal);
        WriteZip(("manifest.json", System.Text.Encoding.UTF8.GetBytes("""{"format":"credentials-backup","version":2}""")));
        Assert.Contains("newer release", Restore().Problem!.Detail, StringComparison.Ordinal);
        WriteZip(("readme.txt", "x"u8.ToArray()));
        Assert.Contains("no manifest", Restore().Problem!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_under_a_passphrase_stand_nowhere_in_clear_and_need_it()
    {
        await _store.AwardAsync();
        var secret = (await System.IO.File.ReadAllTextAsync(Path.Combine(_store.Folder, "secrets", "master.key"))).Trim();
        Assert.True(Take(File, "correct horse battery").IsSuccess);
        using (var zip = ZipFile.OpenRead(File))
        {
            Assert.DoesNotContain(zip.Entries, entry => entry.FullName.StartsWith("secrets", StringComparison.Ordinal));
            Assert.All(zip.Entries, entry => Assert.DoesNotContain(secret, TextOf(entry), StringComparison.Ordinal));
        }
        Assert.Contains("--passphrase-file", Restore().Problem!.Detail, StringComparison.Ordinal);
        Assert.Contains("does not open", Restore("something else").Problem!.Detail, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Target));
        Assert.True(Restore("correct horse battery").IsSuccess);
        await using var restored = OpenRestored();
        Assert.Single((await restored.Consult.ListAsync(new(Store.Centre, 5))).Items);
    }

    [Fact]
    public async Task Without_keys_the_rest_waits_for_them()
    {
        await _store.AwardAsync();
        Assert.True(Take(File, keys: KeysInBackUp.None).IsSuccess);
        Assert.Equal(["secrets and signing keys"], Restore().Value.LeftOut);
        var restored = Store.OpenElsewhere(Target);
        Assert.Contains("missing", Assert.Throws<StorageException>(() => restored.Get<Credentials.EvidenceStore.Sealing.StoreSecrets>()).Message, StringComparison.Ordinal);
        await restored.DisposeAsync();
        Directory.CreateDirectory(Path.Combine(Target, "secrets"));
        foreach (var secret in Directory.GetFiles(Path.Combine(_store.Folder, "secrets")))
            System.IO.File.Copy(secret, Path.Combine(Target, "secrets", Path.GetFileName(secret)));
        await using var complete = OpenRestored();
        Assert.Single((await complete.Consult.ListAsync(new(Store.Centre, 5))).Items);
    }

    [Fact]
    public async Task A_restore_cut_off_before_it_was_verified_keeps_the_store_closed_and_can_be_made_again()
    {
        await _store.AwardAsync();
        Make();
        Directory.CreateDirectory(Path.Combine(Target, ".restoring", "content", "secrets"));
        await System.IO.File.WriteAllTextAsync(Path.Combine(Target, ".restoring", "content", "credentials.db"), "half");
        await using (var half = Store.OpenElsewhere(Target))
            Assert.Contains("broken off", Assert.Throws<StorageException>(() => half.Storage).Message, StringComparison.Ordinal);
        Assert.True(Restore().IsSuccess);
        await using var restored = OpenRestored();
        Assert.Single((await restored.Consult.ListAsync(new(Store.Centre, 5))).Items);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_restore_cut_off_in_its_last_steps_is_finished_by_the_next_start(int moved)
    {
        await _store.AwardAsync();
        Make();
        Assert.True(Restore().IsSuccess);
        var content = Path.Combine(Target, ".restoring", "content");
        Directory.CreateDirectory(content);
        await System.IO.File.WriteAllTextAsync(Path.Combine(Target, ".restoring", "verified"), "");
        foreach (var name in ((string[])["credentials.db", "secrets"])[..(2 - moved)])
            Directory.Move(Path.Combine(Target, name), Path.Combine(content, name));
        await using var restored = OpenRestored();
        Assert.Single((await restored.Consult.ListAsync(new(Store.Centre, 5))).Items);
        Assert.False(Directory.Exists(Path.Combine(Target, ".restoring")));
    }

    [Fact]
    public void A_back_up_or_restore_that_another_process_makes_is_not_disturbed()
    {
        Make();
        using (WorkFolder.TryOpen(_elsewhere.File("other.zip.partial")))
            Assert.Contains("under way", Take(_elsewhere.File("other.zip")).Problem!.Detail, StringComparison.Ordinal);
        Directory.CreateDirectory(Target);
        using (WorkFolder.TryOpen(Path.Combine(Target, ".restoring")))
            Assert.Contains("being restored", Restore().Problem!.Detail, StringComparison.Ordinal);
        Assert.True(Restore().IsSuccess);
    }

    [Fact]
    public void What_lies_elsewhere_is_told_and_links_are_not_followed()
    {
        System.IO.File.CreateSymbolicLink(Path.Combine(_store.Folder, "link"), "/etc/hostname");
        var manifest = new BackUpStore(new() { DataFolder = _store.Folder }, new(), TimeProvider.System)
            .Run(new(File, KeysInBackUp.Clear, null, [("IssuerService:KeysFolder", "/mnt/keys")]), _ => { }).Value;
        Assert.Contains("link", manifest.LeftOut);
        Assert.Contains(manifest.LeftOut, what => what.Contains("IssuerService:KeysFolder", StringComparison.Ordinal));
    }

    [Fact]
    public void On_PostgreSQL_its_own_tools_are_named()
    {
        var engine = new StorageOptions { Engine = "postgresql", ConnectionString = "Host=nowhere" };
        var options = new EvidenceStoreOptions { DataFolder = _store.Folder };
        Assert.Contains("pg_dump", new BackUpStore(options, engine, TimeProvider.System).Run(new(File, KeysInBackUp.Clear, null, []), _ => { }).Problem!.Detail, StringComparison.Ordinal);
        Assert.Contains("pg_restore", new RestoreStore(options, engine, TimeProvider.System).Run(File, null, _ => { }).Problem!.Detail, StringComparison.Ordinal);
    }

    private void Make() => Assert.True(Take(File).IsSuccess);

    private Result<BackUpManifest> Take(string file, string? passphrase = null, KeysInBackUp keys = KeysInBackUp.Clear) =>
        _store.Get<BackUpStore>().Run(new(file, passphrase is null ? keys : KeysInBackUp.Sealed, passphrase, []), _ => { });

    private Result<BackUpManifest> Restore(string? passphrase = null) =>
        new RestoreStore(new() { DataFolder = Target }, new(), _store.Time).Run(File, passphrase, _ => { });

    private void AssertRefused(byte[] bytes)
    {
        System.IO.File.WriteAllBytes(File, bytes);
        Assert.False(Restore().IsSuccess);
        Assert.False(Directory.Exists(Target));
    }

    private Store OpenRestored() => Store.OpenElsewhere(Target);

    private void WriteZip(params (string Name, byte[] Content)[] entries)
    {
        using var zip = new ZipArchive(System.IO.File.Create(File), ZipArchiveMode.Create);
        foreach (var (name, content) in entries)
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(content);
        }
    }

    private static string TextOf(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open(), System.Text.Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
