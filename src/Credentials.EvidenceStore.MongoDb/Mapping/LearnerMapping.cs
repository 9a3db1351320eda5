using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Mapping;

/// <summary>A learner with everything that leads there: match hashes and entries of the blind index.</summary>
internal static class LearnerMapping
{
    private const string WrappedKey = "wrappedKey";

    /// <param name="learner">A new one.</param>
    /// <param name="number">Orders learners as they came.</param>
    /// <param name="matchKey">By what the learner is found; the value itself is taken elsewhere.</param>
    /// <param name="tokens">Entries in the blind index.</param>
    public static BsonDocument Write(LearnerDocument learner, long number, ReadOnlyMemory<byte> matchKey, IEnumerable<long> tokens) =>
        Put(new BsonDocument("_id", Fields.Of(learner.Id)), learner)
            .With("number", number)
            .With(WrappedKey, learner.WrappedKey)
            .With(Fields.UnderOf(WrappedKey), learner.MasterKeyId)
            .With("matches", new BsonArray { Fields.Of(matchKey) })
            .With("tokens", new BsonArray(tokens.Distinct().Select(token => new BsonInt64(token))));

    /// <summary>Everything but the key, of which nothing but its length is left when the learner is erased.</summary>
    public static BsonDocument Put(BsonDocument stored, LearnerDocument learner)
    {
        if (learner.State == LearnerState.Erased)
            stored.With(WrappedKey, new byte[stored.Blob(WrappedKey).Length]);
        return stored
            .With("version", learner.Version)
            .With("state", (int?)learner.State)
            .With("erasing", learner.State == LearnerState.Erasing ? true : default(bool?))
            .With("aliasOf", learner.AliasOf)
            .WithSealed("erasure", learner.SealedErasure)
            .With("erasedAt", learner.ErasedAt);
    }

    public static LearnerState StateOf(BsonDocument learner) => (LearnerState)learner.Int32("state");

    public static LearnerDocument Read(BsonDocument learner) => new(
        learner.Id(), learner.Text(Fields.UnderOf(WrappedKey)),
        StateOf(learner) == LearnerState.Erased ? default(ReadOnlyMemory<byte>) : learner.Blob(WrappedKey))
    {
        Version = learner.Int64("version"),
        State = StateOf(learner),
        AliasOf = learner.IdOrNull("aliasOf"),
        SealedErasure = learner.Blob("erasure"),
        ErasedAt = learner.InstantOrNull("erasedAt"),
    };
}
