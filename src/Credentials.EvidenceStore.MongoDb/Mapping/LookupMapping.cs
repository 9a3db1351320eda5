using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Mapping;

internal static class LookupMapping
{
    public static BsonDocument Write(LookupDocument lookup) => new BsonDocument("_id", Fields.Of(lookup.Id))
        .With("learner", lookup.LearnerId)
        .With("at", lookup.At)
        .With("by", lookup.By)
        .With("role", lookup.Role)
        .With("outcome", (int?)lookup.Outcome)
        .With("purpose", lookup.SealedPurpose);

    public static LookupDocument Read(BsonDocument lookup) => new(
        lookup.Id(), lookup.IdOrNull("learner"), lookup.Instant("at"), lookup.Text("by"), lookup.Text("role"), (LookupOutcome)lookup.Int32("outcome"),
        lookup.Blob("purpose"));
}
