using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.Journeys;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Tests;

/// <summary>The app itself, which loads the engine as it does in production: from the file beside it.</summary>
[OnMongoDb]
public sealed class TwoInstancesOnMongoDbTests : TwoInstancesTests
{
    private readonly Lazy<string> _database = new(MongoServer.NewDatabase);

    protected override string Engine => "MongoDb";

    protected override string Database => _database.Value;

    protected override IEvidenceStorage Open() => MongoEvidenceStorage.Open(_database.Value);

    protected override long CountReservations() =>
        MongoServer.Connect(_database.Value).GetCollection<BsonDocument>("records").CountDocuments("{state: 0, source: 0}");

    protected override void Drop()
    {
        if (_database.IsValueCreated)
            MongoServer.Drop(_database.Value);
    }
}
