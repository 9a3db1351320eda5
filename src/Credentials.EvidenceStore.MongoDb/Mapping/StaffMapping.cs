using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Mapping;

/// <summary>Members of staff, and what they did.</summary>
internal static class StaffMapping
{
    /// <summary>A document without a centre holds the place of a member who is being added, and is nobody yet.</summary>
    public static bool IsSomebody(BsonDocument member) => member.Contains("centre");

    public static BsonDocument Put(BsonDocument stored, StaffMemberDocument member) => stored
        .With("centre", member.Centre)
        .With("role", (int?)member.Role)
        .With("version", member.Version)
        .WithSealed("person", member.SealedPerson)
        .With("mark", member.Mark)
        .With("addedAt", member.AddedAt)
        .With("removedAt", member.RemovedAt);

    public static StaffMemberDocument Read(BsonDocument member) => new(
        member.Id(), member.Text("centre"), member.Int32("role"), member.Int64("version"), member.Blob("person"), member.Blob("mark"),
        member.Instant("addedAt"), member.InstantOrNull("removedAt"));

    public static BsonDocument Write(StaffActionDocument action, long number) => new BsonDocument()
        .With("centre", action.Centre)
        .With("number", number)
        .With("at", action.At)
        .With("actor", action.Actor)
        .With("what", action.What)
        .With("subject", action.Subject)
        .With("detail", action.Detail);

    public static StoredStaffAction ReadAction(BsonDocument action) => new(
        action.Int64("number"),
        new(action.Text("centre"), action.Instant("at"), action.Text("actor"), action.Text("what"), action.TextOrNull("subject"), action.TextOrNull("detail")));
}
