using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Mapping;

/// <summary>Files of evidence in their record's document, in the order in which they came. Of those of an erased record the ids stay, so that bytes that are found are known to be nobody's.</summary>
internal static class EvidenceFileMapping
{
    private const string Files = "files";

    public static IEnumerable<EvidenceFileDocument> ReadAll(BsonDocument record) =>
        record.Items(Files).Where(file => file.Contains("mark")).Select(file => Read(file, record.Id()));

    public static void Add(BsonDocument record, EvidenceFileDocument file) => record.Append(Files, Write(file));

    /// <summary>False when it was erased before or is not there.</summary>
    public static bool Erase(BsonDocument record, EvidenceFileDocument file)
    {
        if (record.Items(Files).FirstOrDefault(one => one.Id("id") == file.Id && one.Contains("mark")) is not { } stored || stored.Contains("erasedAt"))
            return false;
        stored.With("key", ReadOnlyMemory<byte>.Empty).With("facts", file.SealedFacts).With("erasedAt", file.ErasedAt);
        return true;
    }

    public static void EraseAll(BsonDocument record) =>
        record.With(Files, new BsonArray(record.Items(Files).Select(file => new BsonDocument("id", file["id"]))));

    public static IEnumerable<(Guid Id, EvidenceFileState State)> ReadStates(BsonDocument record) =>
        record.Items(Files).Select(file => (file.Id("id"), file.Contains("key") ? EvidenceFileState.Kept : EvidenceFileState.Erased));

    private static BsonDocument Write(EvidenceFileDocument file) => new BsonDocument()
        .With("id", file.Id)
        .With("mark", file.Mark)
        .With("key", file.WrappedKey)
        .With("facts", file.SealedFacts)
        .With("addedAt", file.AddedAt)
        .With("erasedAt", file.ErasedAt);

    private static EvidenceFileDocument Read(BsonDocument file, Guid record) => new(
        file.Id("id"), record, file.Blob("mark"), file.Blob("key"), file.Blob("facts"), file.Instant("addedAt"), file.InstantOrNull("erasedAt"));
}
