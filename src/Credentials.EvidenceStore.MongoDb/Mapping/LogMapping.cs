using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Mapping;

/// <summary>
/// The log's head, one document that also carries the last append (<c>tail</c>) until that is rolled forward, and the epochs; entries by their positions;
/// tiles by their places, each with the version of the head that wrote it.
/// </summary>
internal static class LogMapping
{
    public const string Head = "head";
    public const string Tail = "tail";
    public const string IsCut = "isCut";

    private const string Epoch = "epoch";
    private const string Entries = "entries";
    private const string Tiles = "tiles";

    /// <summary>Null where there is only an epoch that was cut.</summary>
    public static LogHeadDocument? ReadHead(BsonDocument? head) => head is not null && head.Contains("version")
        ? new(head.Int64("version"), head.Int64("size"), head.Text("checkpoint"), head.TextOrNull("owner"), head.InstantOrNull("leasedUntil"))
        : null;

    public static LogEpochs ReadEpochs(BsonDocument? head)
    {
        // Where somebody's hand was in it, the head's checkpoint is not signed under the name that is assumed, which the log's check tells.
        var epochs = head?.PartOrNull(Epoch) is { } stored && LogEpochs.IsName(stored.Text("name"))
            ? new(stored.Text("name"), [.. stored["ended"].AsBsonArray.Select(ended => ended.AsString)], IsCut: false)
            : LogEpochs.First;
        return epochs with { IsCut = head?.Flag(IsCut) == true };
    }

    /// <summary>Puts the append into the head, all of it.</summary>
    public static BsonDocument Put(BsonDocument stored, LogAppend append)
    {
        var head = append.Head;
        stored.With("version", head.Version)
            .With("size", head.Size)
            .With("checkpoint", head.Checkpoint)
            .With("owner", head.Owner)
            .With("leasedUntil", head.LeasedUntil);
        if (append.Begins is { } begins)
        {
            stored[Epoch] = new BsonDocument("name", begins.Name).Add("ended", new BsonArray(begins.Ended));
            stored.Remove(IsCut);
        }
        var first = head.Size - append.Events.Count;
        var tail = new BsonDocument()
            .With(Entries, new BsonArray(append.Events.Select((one, index) =>
                EventMapping.Write(one).With("record", one.Event.RecordId).With("position", first + index))))
            .With(Tiles, new BsonArray(append.Tiles.Select(tile => new BsonDocument("_id", IdOf(tile.Place)).With("hashes", tile.Hashes))));
        return stored.With(Tail, tail.ElementCount == 0 ? null : tail);
    }

    /// <summary>The entries of a tail, each with the id of its record and its place among the events there.</summary>
    public static IEnumerable<(BsonDocument Entry, BsonValue Record, BsonValue Ordinal)> EntriesOf(BsonDocument head) =>
        head.Part(Tail).Items(Entries).Select(entry => (
            new BsonDocument("_id", entry["position"]).Add("record", entry["record"]).Add("ordinal", entry["ordinal"]).Add("type", entry["type"])
                .Add("at", entry["at"]).Add("digest", entry["digest"]),
            entry["record"], entry["ordinal"]));

    /// <summary>The tiles of a tail, as documents.</summary>
    public static IEnumerable<BsonDocument> TilesOf(BsonDocument head) =>
        head.Part(Tail).Items(Tiles).Select(tile => new BsonDocument("_id", tile["_id"]).Add("version", head["version"]).With("hashes", tile.Blob("hashes")));

    public static BsonString IdOf(TilePlace place) => new($"{place.Level}/{place.Index}");

    public static RecordEvent ReadEvent(BsonDocument entry) => EventMapping.Read(entry, entry.Id("record"));
}
