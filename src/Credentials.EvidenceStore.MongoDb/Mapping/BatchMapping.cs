using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Mapping;

internal static class BatchMapping
{
    public static BsonDocument Put(BsonDocument stored, BatchDocument batch) => stored
        .With("centre", batch.Centre)
        .With("state", batch.State)
        .With("version", batch.Version)
        .With("inputType", batch.InputType)
        .With("rowsDone", (int?)batch.RowsDone)
        .With("total", (int?)batch.Total)
        .With("awarded", (int?)batch.Awarded)
        .With("existing", (int?)batch.Existing)
        .With("rejected", (int?)batch.Rejected)
        .WithSealed("errors", batch.SealedErrors)
        .With("createdAt", batch.CreatedAt)
        .With("finishedAt", batch.FinishedAt)
        .With("owner", batch.Owner)
        .With("leasedUntil", batch.LeasedUntil)
        .With("addedBy", batch.AddedBy);

    /// <summary>Deleted, and about to be gone.</summary>
    public static bool IsDropped(BsonDocument batch) => batch.Flag("isDropped");

    public static BatchDocument Read(BsonDocument batch) => new()
    {
        Id = batch.Id(),
        Centre = batch.Text("centre"),
        State = batch.Text("state"),
        Version = batch.Int64("version"),
        InputType = batch.Text("inputType"),
        RowsDone = batch.Int32("rowsDone"),
        Total = batch.Int32("total"),
        Awarded = batch.Int32("awarded"),
        Existing = batch.Int32("existing"),
        Rejected = batch.Int32("rejected"),
        SealedErrors = batch.Blob("errors"),
        CreatedAt = batch.Instant("createdAt"),
        FinishedAt = batch.InstantOrNull("finishedAt"),
        Owner = batch.TextOrNull("owner"),
        LeasedUntil = batch.InstantOrNull("leasedUntil"),
        AddedBy = batch.TextOrNull("addedBy"),
    };
}
