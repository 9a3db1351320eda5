using System.Runtime.Versioning;
using System.Security.Cryptography;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.EvidenceStore;

[UnsupportedOSPlatform("windows")]
public sealed class SecretsTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task Secrets_are_made_for_their_owner_alone()
    {
        await using var store = await Store.OpenAsync();
        await store.AwardAsync();
        foreach (var name in (string[])["master.key", "match.key", "link.key", "log.key"])
        {
            var path = Path.Combine(store.Folder, "secrets", name);
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(path));
            Assert.Equal(32, Convert.FromBase64String((await File.ReadAllTextAsync(path)).Trim()).Length);
        }
        Assert.Equal(4, Directory.GetFiles(Path.Combine(store.Folder, "secrets")).Length);
    }

    [Theory]
    [InlineData("master.key")]
    [InlineData("match.key")]
    [InlineData("link.key")]
    [InlineData("log.key")]
    public async Task A_lost_swapped_or_exposed_secret_refuses_to_start_naming_the_file(string name)
    {
        await using var store = await Store.OpenAsync();
        await store.AwardAsync();
        var path = Path.Combine(store.Folder, "secrets", name);
        var good = await File.ReadAllTextAsync(path);
        File.Delete(path);
        await AssertRefusedAsync(store, name, "missing");
        Assert.False(File.Exists(path));
        await WriteAsync(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        await AssertRefusedAsync(store, name, "not the one");
        await WriteAsync(path, "short");
        await AssertRefusedAsync(store, name, "base64");
        await WriteAsync(path, good);
        File.SetUnixFileMode(path, OwnerOnly | UnixFileMode.GroupRead);
        await AssertRefusedAsync(store, name, "0600");
        File.SetUnixFileMode(path, OwnerOnly);
        await store.RestartAsync();
        Assert.Single((await store.Consult.ListAsync(new(Store.Centre, 5))).Items);
    }

    [Fact]
    public async Task A_master_key_that_a_setting_names_is_used_and_asked_for_by_that_name()
    {
        using var elsewhere = new TemporaryFolder();
        var path = elsewhere.File("kms.key");
        await WriteOwnAsync(path);
        await using var store = await Store.OpenAsync(("EvidenceStore:MasterKeyFile", path));
        await store.AwardAsync();
        Assert.False(File.Exists(Path.Combine(store.Folder, "secrets", "master.key")));
        await store.RestartAsync(("EvidenceStore:MasterKeyFile", elsewhere.File("none")));
        Assert.Contains(elsewhere.File("none"), Assert.Throws<StorageException>(() => store.Get<StoreSecrets>()).Message, StringComparison.Ordinal);
        await WriteOwnAsync(elsewhere.File("other"));
        await store.RestartAsync(("EvidenceStore:MasterKeyFile", elsewhere.File("other")));
        Assert.Contains("EvidenceStore:MasterKeyFile", Assert.Throws<StorageException>(() => store.Get<StoreSecrets>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_master_key_elsewhere_may_be_read_by_others_and_written_by_none()
    {
        using var elsewhere = new TemporaryFolder();
        var path = elsewhere.File("kms.key");
        await WriteOwnAsync(path);
        await using var store = await Store.OpenAsync(("EvidenceStore:MasterKeyFile", path));
        foreach (var others in new[] { UnixFileMode.GroupWrite, UnixFileMode.OtherWrite })
        {
            File.SetUnixFileMode(path, OwnerOnly | others);
            await store.RestartAsync(("EvidenceStore:MasterKeyFile", path));
            var refused = Assert.Throws<StorageException>(() => store.Get<StoreSecrets>()).Message;
            Assert.Contains("EvidenceStore:MasterKeyFile", refused, StringComparison.Ordinal);
            Assert.Contains("0400", refused, StringComparison.Ordinal);
        }

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        await store.RestartAsync(("EvidenceStore:MasterKeyFile", path));
        Assert.NotNull(store.Get<StoreSecrets>());
    }

    private static Task WriteOwnAsync(string path) => WriteAsync(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    [Fact]
    public async Task Processes_that_start_at_once_agree_on_one_secret()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("secrets/one.key");
        var secrets = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() =>
        {
            Secret.CreateIfMissing(path);
            return Convert.ToHexString(Secret.Read(path));
        })));
        Assert.Single(secrets.Distinct());
        Assert.Equal([path], Directory.GetFiles(folder.File("secrets")));
    }

    [Fact]
    public async Task Two_stores_on_one_folder_work_side_by_side()
    {
        await using var store = await Store.OpenAsync();
        var first = await store.AwardAsync();
        await using var other = store.OpenBeside();
        Assert.Equal(first.Request, (await other.Consult.FindAsync(Store.Centre, first.Document.Id)).Value.Request);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(number => Task.Run(() =>
            (number % 2 == 0 ? store : other).AwardAsync(Store.Request($"N{number}")))));
        var all = (await store.Consult.ListAsync(new(Store.Centre, 100))).Items;
        Assert.Equal(61, all.SelectMany(view => view.Document.StatusSlots).Distinct().Count());
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_named()
    {
        await using var store = await Store.OpenAsync();
        var file = Path.Combine(store.Folder, "file");
        await File.WriteAllTextAsync(file, "");
        await store.RestartAsync(("EvidenceStore:DataFolder", Path.Combine(file, "data")));
        var refused = Assert.Throws<StorageException>(() => store.Storage);
        Assert.Contains("EvidenceStore:DataFolder", refused.Message, StringComparison.Ordinal);
    }

    private static async Task AssertRefusedAsync(Store store, string file, string reason)
    {
        await store.RestartAsync();
        var message = Assert.Throws<StorageException>(() => store.Get<StoreSecrets>()).Message;
        Assert.Contains(file, message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    private static async Task WriteAsync(string path, string text)
    {
        await File.WriteAllTextAsync(path, text);
        File.SetUnixFileMode(path, OwnerOnly);
    }
}
