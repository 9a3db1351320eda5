using Credentials.EvidenceStore.Storage;
using Credentials.EvidenceStore.Storage.Sql.Postgres;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.StorageContracts;

namespace Credentials.Services.Tests.Journeys;

[OnPostgres]
public sealed class TwoInstancesOnPostgresTests : TwoInstancesTests
{
    private readonly Lazy<string> _database = new(PostgresServer.CreateDatabase);

    protected override string Engine => "PostgreSQL";

    protected override string Database => _database.Value;

    protected override IEvidenceStorage Open() => PostgresEvidenceStorage.Open(_database.Value);

    protected override long CountReservations() => (long)PostgresServer.Execute(_database.Value, "SELECT count(*) FROM reservations")!;

    protected override void Drop()
    {
        if (_database.IsValueCreated)
            PostgresServer.DropDatabase(_database.Value);
    }
}
