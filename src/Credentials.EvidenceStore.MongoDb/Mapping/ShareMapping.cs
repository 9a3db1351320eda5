using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Mapping;

/// <summary>The further shares of an award, in the award's own document.</summary>
internal static class ShareMapping
{
    private const string Field = "shares";

    public static IEnumerable<ShareDocument> ReadAll(BsonDocument record) => record.Items(Field).Select(share => Read(share, record.Id()));

    public static bool IsOpen(ShareDocument share, DateTimeOffset now) => !share.IsWithdrawn && (share.Expires is not { } end || end > now);

    public static void Add(BsonDocument record, ShareDocument share) => record.Append(
        Field,
        Put(new BsonDocument(), share)
            .With("id", share.Id)
            .With("createdAt", share.CreatedAt)
            .With("documents", Fields.Of(share.Documents))
            .With("shows", (int?)share.Shows));

    /// <summary>False where it is not there, or its version is not one less.</summary>
    public static bool Replace(BsonDocument record, ShareDocument share)
    {
        if (record.Items(Field).FirstOrDefault(one => one.Id("id") == share.Id) is not { } stored || stored.Int32("version") != share.Version - 1)
            return false;
        Put(stored, share);
        return true;
    }

    /// <summary>With the change that empties the award.</summary>
    public static void EndOfErased(BsonDocument record)
    {
        foreach (var share in record.Items(Field))
        {
            share.With("version", (int?)share.Int32("version") + 1)
                .With("purpose", default(ReadOnlyMemory<byte>))
                .With("documents", default(BsonDocument))
                .With("isWithdrawn", (bool?)true);
        }
    }

    private static BsonDocument Put(BsonDocument stored, ShareDocument share) => stored
        .With("version", (int?)share.Version)
        .With("purpose", share.SealedPurpose)
        .With("expires", share.Expires)
        .With("isWithdrawn", share.IsWithdrawn ? true : default(bool?));

    private static ShareDocument Read(BsonDocument share, Guid award) => new(
        share.Id("id"), award, share.Int32("version"), share.Blob("purpose"), share.InstantOrNull("expires"), share.Flag("isWithdrawn"),
        share.Instant("createdAt"))
    {
        Documents = share.Ids("documents"),
        Shows = (ShareExtent)share.Int32("shows"),
    };
}
