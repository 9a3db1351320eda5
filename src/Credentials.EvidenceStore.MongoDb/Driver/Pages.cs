using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Driver;

internal static class Pages
{
    /// <summary>A page of what was found for one more than fit on it; the cursor is of the last one on it, where more follow.</summary>
    public static Page<T> Of<T>(IReadOnlyList<BsonDocument> found, int limit, Func<BsonDocument, T> read, Func<BsonDocument, string> cursorOf) =>
        new([.. found.Take(limit).Select(read)], found.Count > limit ? cursorOf(found[limit - 1]) : null);

    /// <summary>As the other, where the cursor is the document's id.</summary>
    public static Page<T> Of<T>(IReadOnlyList<BsonDocument> found, int limit, Func<BsonDocument, T> read) =>
        Of(found, limit, read, document => document.Id().ToString("N"));

    public static Page<T> UnknownCursor<T>() => new([], null) { IsCursorUnknown = true };
}
