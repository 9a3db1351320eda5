using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Mapping;

/// <summary>How often links of an award were opened, in the award's own document: one part for each link, written over, so that it never grows.</summary>
internal static class ShareOpeningsMapping
{
    private const string Field = "openings";

    public static IEnumerable<ShareOpeningsDocument> ReadAll(BsonDocument record) => record.Items(Field).Select(one => new ShareOpeningsDocument(
        one.Id("link"), record.Id(), one.Int32("version"), one.Int64("count"), LatestOf(one)));

    /// <summary>Adds to what is there; false where a later version of the link has taken the place of this one.</summary>
    public static bool Add(BsonDocument record, ShareOpeningsDocument openings)
    {
        var stored = record.Items(Field).FirstOrDefault(one => one.Id("link") == openings.Link);
        if (stored is null)
            record.Append(Field, stored = new BsonDocument().With("link", openings.Link));
        else if (stored.Int32("version") > openings.Version)
            return false;
        var (count, latest) = stored.Int32OrNull("version") == openings.Version ? (stored.Int64("count"), LatestOf(stored)) : (0, []);
        stored.With("version", (int?)openings.Version)
            .With("count", count + openings.Count)
            .With("latest", new BsonArray(latest.Concat(openings.Latest).Select(MinuteOf).OrderDescending().Take(ShareOpeningsDocument.MostLatest).Select(Fields.Of)));
        return true;
    }

    /// <summary>With the change that empties the award.</summary>
    public static void EndOfErased(BsonDocument record) => record.Remove(Field);

    private static DateTimeOffset MinuteOf(DateTimeOffset moment) => DateTimeOffset.FromUnixTimeSeconds(moment.ToUnixTimeSeconds() / 60 * 60);

    private static DateTimeOffset[] LatestOf(BsonDocument one) => one.TryGetValue("latest", out var latest)
        ? [.. latest.AsBsonArray.Select(moment => DateTimeOffset.FromUnixTimeMilliseconds(moment.AsBsonDateTime.MillisecondsSinceEpoch))]
        : [];
}
