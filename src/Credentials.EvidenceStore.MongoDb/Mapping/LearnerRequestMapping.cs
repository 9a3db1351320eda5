using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Mapping;

/// <summary>What a learner asks for about an award, in the award's own document.</summary>
internal static class LearnerRequestMapping
{
    private const string Field = "requests";

    public static IEnumerable<LearnerRequestDocument> ReadAll(BsonDocument record) => record.Items(Field).Select(one => Read(one, record.Id()));

    public static LearnerRequestDocument Read(BsonDocument one, Guid award) => new(
        one.Id("id"), award, one.Text("centre"), (LearnerRequestKind)one.Int32("kind"), (LearnerRequestState)one.Int32("state"), one.Int64("version"),
        one.Blob("content"), one.Blob("answer"), one.Instant("madeAt"), one.InstantOrNull("closedAt"), one.TextOrNull("closedBy"));

    public static void Add(BsonDocument record, LearnerRequestDocument request) => record.Append(
        Field,
        Put(new BsonDocument(), request)
            .With("id", request.Id)
            .With("centre", request.Centre)
            .With("kind", (int?)request.Kind)
            .With("content", request.SealedContent)
            .With("madeAt", request.MadeAt));

    /// <summary>False where it is not there, or its version is not one less.</summary>
    public static bool Replace(BsonDocument record, LearnerRequestDocument request)
    {
        if (record.Items(Field).FirstOrDefault(one => one.Id("id") == request.Id) is not { } stored || stored.Int64("version") != request.Version - 1)
            return false;
        Put(stored, request);
        return true;
    }

    /// <summary>With the change that empties the award. Who asked to be forgotten is.</summary>
    public static void EndOfErased(BsonDocument record, DateTimeOffset at)
    {
        foreach (var one in record.Items(Field))
        {
            one.With("content", default(ReadOnlyMemory<byte>)).With("answer", default(ReadOnlyMemory<byte>)).With("version", one.Int64("version") + 1);
            if ((LearnerRequestState)one.Int32("state") is LearnerRequestState.Open or LearnerRequestState.Passed or LearnerRequestState.Erasing)
            {
                var isFulfilled = one.Int32("kind") == (int)LearnerRequestKind.Erasure;
                one.With("state", (int?)(isFulfilled ? LearnerRequestState.Done : LearnerRequestState.Ended)).With("closedAt", at);
            }
        }
    }

    private static BsonDocument Put(BsonDocument stored, LearnerRequestDocument request) => stored
        .With("state", (int?)request.State)
        .With("version", request.Version)
        .With("answer", request.SealedAnswer)
        .With("closedAt", request.ClosedAt)
        .With("closedBy", request.ClosedBy);
}
