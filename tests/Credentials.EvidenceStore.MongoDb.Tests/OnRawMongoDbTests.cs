using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.MongoDb.Tests;

/// <summary>A store on a database in which documents can be put by hand.</summary>
public abstract class OnRawMongoDbTests : IAsyncLifetime, IDisposable
{
    private protected RawMongoDb Database { get; } = new();

    private protected IEvidenceStorage Storage { get; private set; } = null!;

    public Task InitializeAsync()
    {
        Storage = Database.Open();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await Storage.DisposeAsync();

    public void Dispose()
    {
        Database.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Whoever opens the store looks for what was left.</summary>
    private protected async Task ReopenAsync()
    {
        await Storage.DisposeAsync();
        Storage = Database.Open();
    }
}
