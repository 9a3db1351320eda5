using Credentials.EvidenceStore.MongoDb.Driver;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb.Tests;

/// <summary>A hand in the database, which goes past the storage.</summary>
internal sealed class HandInDatabase(string connectionString)
{
    private static readonly string[] Collections = [Names.Records, Names.Log, Names.LogEntries, Names.LogTiles];

    private readonly IMongoDatabase _database = MongoServer.Connect(connectionString);

    public IMongoCollection<BsonDocument> In(string collection) => _database.GetCollection<BsonDocument>(collection);

    public BsonDocument Find(string collection, BsonValue id) => In(collection).Find(Documents.Where.Eq("_id", id)).Single();

    public void Update(string collection, BsonValue id, string update) => In(collection).UpdateOne(Documents.Where.Eq("_id", id), BsonDocument.Parse(update));

    public void Update(string collection, BsonValue id, BsonDocument update) => In(collection).UpdateOne(Documents.Where.Eq("_id", id), update);

    public void Remove(string collection, string filter = "{}") => In(collection).DeleteMany(filter);

    /// <summary>Everything of records and log, to be put back or compared.</summary>
    public IReadOnlyDictionary<string, List<BsonDocument>> Save() =>
        Collections.ToDictionary(name => name, name => In(name).Find(Documents.Where.Empty).Sort("{_id: 1}").ToList());

    public void PutBack(IReadOnlyDictionary<string, List<BsonDocument>> saved)
    {
        foreach (var (name, documents) in saved)
        {
            Remove(name);
            if (documents.Count > 0)
                In(name).InsertMany(documents.Select(document => document.DeepClone().AsBsonDocument));
        }
    }
}
