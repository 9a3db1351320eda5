using Credentials.EvidenceStore.Storage;
using Credentials.EvidenceStore.Storage.Sql.Sqlite;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.StorageContracts;

public sealed class SqliteStorageTests : SqlStorageContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string _name = "test.db";

    private string File => _folder.File(_name);

    public void Dispose() => _folder.Dispose();

    protected override IEvidenceStorage Open() => SqliteEvidenceStorage.Open(File);

    protected override void Tamper(string sql)
    {
        using var connection = SqliteConnection.Open(File, TimeSpan.FromSeconds(10), 64);
        connection.Execute(sql);
    }

    [Fact]
    public async Task A_file_of_a_newer_release_is_refused()
    {
        await Storage.DisposeAsync();
        using (var connection = SqliteConnection.Open(File, TimeSpan.FromSeconds(1), 64))
            connection.Execute("PRAGMA user_version=99");
        Assert.Contains("newer release", Assert.Throws<StorageException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused_and_left_as_it_is()
    {
        await Storage.DisposeAsync();
        System.IO.File.Delete(File);
        using (var connection = SqliteConnection.Open(File, TimeSpan.FromSeconds(1), 64))
            connection.Execute("CREATE TABLE theirs(x)");
        Assert.Contains("another program", Assert.Throws<StorageException>(Open).Message, StringComparison.Ordinal);
        using var again = SqliteConnection.Open(File, TimeSpan.FromSeconds(1), 64);
        using var row = again.Use("SELECT count(*) FROM sqlite_schema");
        Assert.True(row.Step());
        Assert.Equal(1, row.Int64(0));
    }

    [Fact]
    public async Task What_is_no_database_is_refused_by_name()
    {
        await Storage.DisposeAsync();
        await System.IO.File.WriteAllTextAsync(File, new string('x', 50_000));
        Assert.Contains(File, Assert.Throws<StorageException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lone_durable_call_is_flushed_at_once_and_an_ordered_one_is_not_flushed()
    {
        var before = Storage.Counters;
        await Storage.ReserveAwardsAsync([Documents.Reservation()]);
        Assert.Equal((before.Commits + 1, before.Flushes), (Storage.Counters.Commits, Storage.Counters.Flushes));
        await Storage.GetOrAddSettingAsync(new("a", "b"));
        Assert.Equal((before.Commits + 2, before.Flushes + 1), (Storage.Counters.Commits, Storage.Counters.Flushes));
    }

    /// <summary>The files as the death of the process would leave them: nothing was closed, nothing copied out of the log.</summary>
    [Fact]
    public async Task What_was_answered_is_in_the_files_when_the_process_dies()
    {
        var reserved = Documents.Reservation();
        await Storage.ReserveAwardsAsync([reserved]);
        var issued = await Documents.IssueAsync(Storage);
        var lease = await Storage.LeaseStatusCountersAsync("demo", 64, Documents.List());
        foreach (var suffix in (string[])["", "-wal"])
            System.IO.File.Copy(File + suffix, _folder.File($"dead.db{suffix}"));
        _name = "dead.db";
        await using var revived = Open();
        Documents.AssertSame(reserved.Award, await revived.FindAwardAsync(reserved.Award.Id));
        Documents.AssertSame(issued, await revived.FindAwardAsync(issued.Id));
        Assert.Equal(64, (await revived.FindStatusListAsync(lease.List.Id))!.NextCounter);
    }

    [Fact]
    public async Task The_log_stays_bounded()
    {
        for (var round = 0; round < 60; round++)
        {
            var reservations = Enumerable.Range(0, 100).Select(_ => Documents.Reservation()).ToList();
            await Storage.ReserveAwardsAsync(reservations);
            await Storage.CompleteAwardsAsync([.. reservations.Select(one => new AwardCompletion(one.Award.Id, Documents.Bytes(2000), 1, Documents.Facts()))]);
        }
        Assert.InRange(new FileInfo(File + "-wal").Length, 0, LogCheckpoints.Overdue * 16L * 1024);
    }
}
