using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>Dictionaries of signed credentials, by name, each with a small number.</content>
public sealed partial class MongoEvidenceStorage
{
    /// <summary>The document that counts them; no dictionary is without a name.</summary>
    private const string Counter = "";

    public async Task<DictionaryDocument> GetOrAddDictionaryAsync(DictionaryDocument proposed, CancellationToken cancel = default)
    {
        if (await _dictionaries.FindAsync(proposed.Name, cancel) is { } found)
            return ReadDictionary(found);
        await _dictionaries.AddAsync(new BsonDocument("_id", Counter).With("last", 0L), cancel);
        var counter = await _dictionaries.TakeAsync(Documents.Where.Eq("_id", Counter), Documents.Set.Inc("last", 1L), cancel);
        await _dictionaries.AddAsync(
            new BsonDocument("_id", proposed.Name).With("number", counter!.Int64("last")).With("content", proposed.Content), cancel);
        return ReadDictionary((await _dictionaries.FindAsync(proposed.Name, cancel))!);
    }

    public async Task<DictionaryDocument?> FindDictionaryAsync(long number, CancellationToken cancel = default) =>
        await _dictionaries.FindOneAsync(Documents.Where.Eq("number", number), cancel) is { } found ? ReadDictionary(found) : null;

    private static DictionaryDocument ReadDictionary(BsonDocument dictionary) =>
        new(dictionary.Int64("number"), dictionary["_id"].AsString, dictionary.Blob("content"));
}
