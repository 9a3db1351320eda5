using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.StorageContracts;

namespace Credentials.EvidenceStore.MongoDb.Tests;

[OnMongoDb]
public sealed partial class MongoStorageTests : StorageContract, IDisposable
{
    private readonly string? _database = MongoServer.Missing is null ? MongoServer.NewDatabase() : null;

    public void Dispose()
    {
        if (_database is not null)
            MongoServer.Drop(_database);
    }

    protected override IEvidenceStorage Open() => MongoEvidenceStorage.Open(_database!);
}
