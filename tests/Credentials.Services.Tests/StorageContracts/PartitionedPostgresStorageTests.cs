using Credentials.EvidenceStore.Storage;
using Credentials.EvidenceStore.Storage.Sql.Postgres;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.StorageContracts;

/// <summary>The tables of learners and awards split by hash, as the README says how: nothing but the tables differs.</summary>
[OnPostgres]
public sealed class PartitionedPostgresStorageTests : SqlStorageContract, IDisposable
{
    private readonly Lazy<string> _database = new(CreatePartitioned);

    public void Dispose()
    {
        if (_database.IsValueCreated)
            PostgresServer.DropDatabase(_database.Value);
    }

    protected override IEvidenceStorage Open() => PostgresEvidenceStorage.Open(_database.Value);

    protected override void Tamper(string sql) => PostgresServer.Execute(_database.Value, sql);

    [ContractFact]
    public async Task Awards_lie_in_the_partitions()
    {
        for (var award = 0; award < 20; award++)
            await Documents.IssueAsync(Storage);
        Assert.True((long)PostgresServer.Execute(_database.Value, "SELECT count(DISTINCT tableoid) FROM awards")! > 1);
    }

    private static string CreatePartitioned()
    {
        var database = PostgresServer.CreateDatabase();
        PostgresEvidenceStorage.Open(database).Dispose();
        (string, string)[] tables =
        [
            ("awards", "learner"), ("reservations", "learner"), ("records", "learner"), ("proofs", "learner"), ("learners", "id"), ("unique_values", "value"),
        ];
        foreach (var (table, key) in tables)
        {
            PostgresServer.Execute(database, $"ALTER TABLE {table} RENAME TO {table}_before");
            PostgresServer.Execute(database, $"CREATE TABLE {table} (LIKE {table}_before INCLUDING ALL) PARTITION BY HASH ({key})");
            for (var part = 0; part < 4; part++)
                PostgresServer.Execute(database, $"CREATE TABLE {table}_{part} PARTITION OF {table} FOR VALUES WITH (MODULUS 4, REMAINDER {part})");
            PostgresServer.Execute(database, $"INSERT INTO {table} SELECT * FROM {table}_before");
            PostgresServer.Execute(database, $"DROP TABLE {table}_before");
        }
        return database;
    }
}
