using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Driver;

internal static class Pages
{
    /// <summary>A page of what was found for one more than fit on it; the cursor is of the last one on it, where more follow.</summary>
    public static Page<T> Of<T>(IReadOnlyList<BsonDocument> found, int limit, Func<BsonDocument, T> read, Func<T, string> cursorOf)
    {
        List<T> items = [.. found.Take(limit).Select(read)];
        return new(items, found.Count > limit ? cursorOf(items[^1]) : null);
    }

    public static Page<T> UnknownCursor<T>() => new([], null) { IsCursorUnknown = true };
}
