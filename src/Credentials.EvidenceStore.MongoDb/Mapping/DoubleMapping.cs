using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Mapping;

/// <summary>A possible double. The pair and the centre are its id, so that it is noted once.</summary>
internal static class DoubleMapping
{
    public static BsonDocument Write(DoubleDocument pair) => new BsonDocument(
            "_id", new BsonDocument().With("one", pair.One).With("other", pair.Other).With("centre", pair.Centre))
        .With("id", pair.Id)
        .With("centre", pair.Centre)
        .With("one", pair.One)
        .With("other", pair.Other)
        .With("foundAt", pair.FoundAt)
        .With("decision", (int?)pair.Decision)
        .With("open", pair.Decision == DoubleDecision.Open ? true : default(bool?))
        .With("decidedAt", pair.DecidedAt)
        .With("decidedBy", pair.DecidedBy);

    public static DoubleDocument Read(BsonDocument pair) => new(pair.Id("id"), pair.Text("centre"), pair.Id("one"), pair.Id("other"), pair.Instant("foundAt"))
    {
        Decision = (DoubleDecision)pair.Int32("decision"),
        DecidedAt = pair.InstantOrNull("decidedAt"),
        DecidedBy = pair.TextOrNull("decidedBy"),
    };
}
