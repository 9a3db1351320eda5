using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb.Tests;

/// <summary>A database of a test's own, in which documents can be put as a process leaves them that dies between two writes.</summary>
public sealed class RawMongoDb : IDisposable
{
    /// <summary>Old enough that whoever opens the storage does what is owed since then.</summary>
    internal static readonly DateTimeOffset LongAgo = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Nobody does what is owed since then, but who must have it done.</summary>
    internal static readonly DateTimeOffset NotYet = new(2999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string _connection = MongoServer.NewDatabase();
    private readonly IMongoDatabase _database;

    public RawMongoDb() => _database = MongoServer.Connect(_connection);

    internal IEvidenceStorage Open() => MongoEvidenceStorage.Open(_connection);

    internal async Task<BsonDocument?> FindAsync(string collection, BsonValue id) =>
        await _database.GetCollection<BsonDocument>(collection).Find(Builders<BsonDocument>.Filter.Eq("_id", id)).FirstOrDefaultAsync();

    internal Task AddAsync(string collection, BsonDocument document) =>
        _database.GetCollection<BsonDocument>(collection).InsertOneAsync(document.With("rev", 1L));

    internal Task RemoveAsync(string collection, BsonValue id) =>
        _database.GetCollection<BsonDocument>(collection).DeleteOneAsync(Builders<BsonDocument>.Filter.Eq("_id", id));

    /// <summary>Changes a document that nobody else is changing.</summary>
    internal async Task ChangeAsync(string collection, BsonValue id, Action<BsonDocument> change)
    {
        var document = (await FindAsync(collection, id))!;
        change(document);
        document.With("rev", document.Int64("rev") + 1);
        await _database.GetCollection<BsonDocument>(collection).ReplaceOneAsync(Builders<BsonDocument>.Filter.Eq("_id", id), document);
    }

    internal static void Owe(BsonDocument document, string kind, DateTimeOffset at, BsonDocument due) =>
        document.Append("due", due.With("id", Guid.NewGuid()).With("kind", kind).With("at", at));

    internal async Task<bool> IsOwingAsync(string collection, BsonValue id) => Dues.Of((await FindAsync(collection, id))!).Any();

    /// <summary>Waits until the document owes nothing.</summary>
    internal async Task SettledAsync(string collection, BsonValue id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await IsOwingAsync(collection, id))
            await Task.Delay(20, patience.Token);
    }

    public void Dispose()
    {
        MongoServer.Drop(_connection);
        _database.Client.Dispose();
    }
}
