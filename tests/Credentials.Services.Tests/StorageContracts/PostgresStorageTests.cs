using Credentials.EvidenceStore.Storage;
using Credentials.EvidenceStore.Storage.Sql.Postgres;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.StorageContracts;

[OnPostgres]
public sealed class PostgresStorageTests : StorageContract, IDisposable
{
    private readonly Lazy<string> _database = new(PostgresServer.CreateDatabase);

    public void Dispose()
    {
        if (_database.IsValueCreated)
            PostgresServer.DropDatabase(_database.Value);
    }

    protected override IEvidenceStorage Open() => PostgresEvidenceStorage.Open(_database.Value);
}
