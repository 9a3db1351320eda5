using MongoDB.Bson;
using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb.Tests;

/// <summary>A store that reaches its server through a proxy which can keep answers back.</summary>
public abstract class ThroughProxyTests : IAsyncLifetime
{
    private readonly string? _database = MongoServer.Missing is null ? MongoServer.NewDatabase() : null;
    private CuttingProxy? _proxy;
    private MongoEvidenceStorage? _storage;

    private protected CuttingProxy Proxy => _proxy!;

    private protected MongoEvidenceStorage Storage => _storage!;

    public Task InitializeAsync()
    {
        if (_database is not null)
            _storage = MongoEvidenceStorage.Open((_proxy = CuttingProxy.Before(_database)).ConnectionString);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (_database is null)
            return;
        await Storage.DisposeAsync();
        await Proxy.DisposeAsync();
        MongoServer.Drop(_database);
    }

    /// <summary>The collection as it lies on the server, without the proxy.</summary>
    private protected IMongoCollection<BsonDocument> In(string collection) => MongoServer.Connect(_database!).GetCollection<BsonDocument>(collection);
}
