using Credentials.EvidenceStore.Storage;
using Credentials.EvidenceStore.Storage.Sql.Postgres;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.StorageContracts;

[OnPostgres]
public sealed partial class PostgresStorageTests : SqlStorageContract, IDisposable
{
    private readonly Lazy<string> _database = new(PostgresServer.CreateDatabase);

    public void Dispose()
    {
        if (_database.IsValueCreated)
            PostgresServer.DropDatabase(_database.Value);
    }

    protected override IEvidenceStorage Open() => PostgresEvidenceStorage.Open(_database.Value);

    protected override void Tamper(string sql) => PostgresServer.Execute(_database.Value, sql);

    [ContractFact]
    public async Task A_database_of_a_newer_release_is_refused()
    {
        await Storage.DisposeAsync();
        Execute("UPDATE credentials_schema SET version = 99");
        Assert.Contains("newer release", Assert.Throws<StorageException>(Open).Message, StringComparison.Ordinal);
    }

    [ContractFact]
    public void A_database_of_another_program_is_refused_and_left_as_it_is()
    {
        var theirs = PostgresServer.CreateDatabase();
        PostgresServer.Execute(theirs, "CREATE TABLE settings(x int)");
        Assert.Contains("another program", Assert.Throws<StorageException>(() => PostgresEvidenceStorage.Open(theirs)).Message, StringComparison.Ordinal);
        Assert.Equal(1L, PostgresServer.Execute(theirs, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
        PostgresServer.DropDatabase(theirs);
    }

    [ContractFact]
    public async Task Several_that_start_at_once_make_the_tables_once()
    {
        var empty = PostgresServer.CreateDatabase();
        var opened = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => PostgresEvidenceStorage.Open(empty))));
        foreach (var storage in opened)
            await storage.DisposeAsync();
        PostgresServer.DropDatabase(empty);
    }

    [ContractFact]
    public async Task A_connection_that_was_lost_between_calls_is_made_anew()
    {
        var first = await Documents.IssueAsync(Storage);
        Execute("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'credentials'");
        Documents.AssertSame(first, await Storage.FindAwardAsync(first.Id));
        foreach (var _ in Enumerable.Range(0, 8))
            await Documents.IssueAsync(Storage);
    }

    /// <summary>Another's transaction that never ends must not stop those who want something else, nor for ever those who want the same.</summary>
    [ContractFact]
    public async Task A_lock_that_another_holds_is_waited_for_a_bounded_time()
    {
        var issued = await Documents.IssueAsync(Storage);
        using var connection = new Npgsql.NpgsqlConnection(_database.Value);
        await connection.OpenAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var command = new Npgsql.NpgsqlCommand("SELECT count(*) FROM (SELECT * FROM awards FOR UPDATE) AS held", connection, transaction);
            await command.ExecuteScalarAsync();
            var refused = Storage.ReplaceAwardAsync(issued with { Version = issued.Version + 1, ShareVersion = 2 }, Documents.Now);
            await Documents.IssueAsync(Storage);
            Assert.Contains("too busy", (await Assert.ThrowsAsync<StorageException>(() => refused)).Message, StringComparison.Ordinal);
        }

        Assert.True(await Storage.ReplaceAwardAsync(issued with { Version = issued.Version + 1, ShareVersion = 2 }, Documents.Now));
    }

    [ContractFact]
    public async Task Json_documents_can_be_queried()
    {
        await Storage.PutCentreAsync(new("demo", 1, """{"name":"CVO Demo"}"""u8.ToArray()));
        Assert.Equal("demo", Execute("""SELECT slug FROM centres WHERE content @> '{"name":"CVO Demo"}'"""));
    }

    private object? Execute(string sql) => PostgresServer.Execute(_database.Value, sql);
}
