using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Mapping;

/// <summary>
/// Values of the contract's documents as BSON: ids as UUIDs, what is sealed or hashed as binary, moments as dates to the millisecond, days as their
/// number. A value that is not there is not written, so that sparse indexes hold only what is.
/// </summary>
internal static class Fields
{
    public static BsonBinaryData Of(Guid id) => new(id, GuidRepresentation.Standard);

    public static BsonBinaryData Of(ReadOnlyMemory<byte> bytes) => new(bytes.ToArray());

    public static BsonDateTime Of(DateTimeOffset instant) => new(instant.ToUnixTimeMilliseconds());

    public static BsonInt32 Of(DateOnly day) => new(day.DayNumber);

    public static BsonArray Of(IEnumerable<Guid> ids) => [.. ids.Select(Of)];

    public static BsonDocument With(this BsonDocument document, string name, Guid id) => document.Put(name, Of(id));

    public static BsonDocument With(this BsonDocument document, string name, Guid? id) => document.Put(name, id is { } value ? Of(value) : null);

    public static BsonDocument With(this BsonDocument document, string name, string? text) => document.Put(name, text is null ? null : new BsonString(text));

    public static BsonDocument With(this BsonDocument document, string name, int? number) => document.Put(name, number is { } value ? new BsonInt32(value) : null);

    public static BsonDocument With(this BsonDocument document, string name, long number) => document.Put(name, new BsonInt64(number));

    public static BsonDocument With(this BsonDocument document, string name, bool? flag) => document.Put(name, flag is { } value ? (BsonBoolean)value : null);

    public static BsonDocument With(this BsonDocument document, string name, DateTimeOffset? instant) =>
        document.Put(name, instant is { } value ? Of(value) : null);

    public static BsonDocument With(this BsonDocument document, string name, DateOnly? day) => document.Put(name, day is { } value ? Of(value) : null);

    /// <summary>Nothing is not written.</summary>
    public static BsonDocument With(this BsonDocument document, string name, ReadOnlyMemory<byte> bytes) =>
        document.Put(name, bytes.IsEmpty ? null : Of(bytes));

    /// <summary>
    /// A value sealed under the master key, and beside it, as <c>nameUnder</c>, the id of that key, by which what lies under others is found: binary values
    /// are ordered by their length first, so that what they begin with cannot be asked for.
    /// </summary>
    public static BsonDocument WithSealed(this BsonDocument document, string name, ReadOnlyMemory<byte> bytes) =>
        document.With(name, bytes).With(UnderOf(name), bytes.IsEmpty ? null : MasterKeyNames.IdIn(bytes.Span));

    /// <summary>The field with the id of the master key that another field is sealed under.</summary>
    public static string UnderOf(string name) => name + "Under";

    /// <summary>An empty array is not written.</summary>
    public static BsonDocument With(this BsonDocument document, string name, BsonArray items) => document.Put(name, items.Count == 0 ? null : items);

    public static BsonDocument With(this BsonDocument document, string name, BsonDocument? part) => document.Put(name, part);

    public static Guid Id(this BsonDocument document, string name = "_id") => document[name].AsBsonBinaryData.ToGuid();

    public static Guid? IdOrNull(this BsonDocument document, string name) =>
        document.TryGetValue(name, out var value) ? value.AsBsonBinaryData.ToGuid() : null;

    public static string Text(this BsonDocument document, string name) => document[name].AsString;

    public static string? TextOrNull(this BsonDocument document, string name) => document.TryGetValue(name, out var value) ? value.AsString : null;

    public static int Int32(this BsonDocument document, string name) => document[name].ToInt32();

    public static int? Int32OrNull(this BsonDocument document, string name) => document.TryGetValue(name, out var value) ? value.ToInt32() : null;

    public static long Int64(this BsonDocument document, string name) => document[name].ToInt64();

    public static bool Flag(this BsonDocument document, string name) => document.TryGetValue(name, out var value) && value.AsBoolean;

    public static bool? FlagOrNull(this BsonDocument document, string name) => document.TryGetValue(name, out var value) ? value.AsBoolean : null;

    public static DateTimeOffset Instant(this BsonDocument document, string name) =>
        DateTimeOffset.FromUnixTimeMilliseconds(document[name].AsBsonDateTime.MillisecondsSinceEpoch);

    public static DateTimeOffset? InstantOrNull(this BsonDocument document, string name) => document.Contains(name) ? document.Instant(name) : null;

    public static DateOnly Day(this BsonDocument document, string name) => DateOnly.FromDayNumber(document[name].ToInt32());

    public static DateOnly? DayOrNull(this BsonDocument document, string name) => document.Contains(name) ? document.Day(name) : null;

    /// <summary>Empty where nothing is there.</summary>
    public static ReadOnlyMemory<byte> Blob(this BsonDocument document, string name) =>
        document.TryGetValue(name, out var value) ? value.AsBsonBinaryData.Bytes : ReadOnlyMemory<byte>.Empty;

    public static BsonDocument Part(this BsonDocument document, string name) => document[name].AsBsonDocument;

    public static BsonDocument? PartOrNull(this BsonDocument document, string name) => document.TryGetValue(name, out var value) ? value.AsBsonDocument : null;

    /// <summary>The documents of an array, none where it is not there.</summary>
    public static IEnumerable<BsonDocument> Items(this BsonDocument document, string name) =>
        document.TryGetValue(name, out var value) ? value.AsBsonArray.Select(item => item.AsBsonDocument) : [];

    public static IReadOnlyList<Guid> Ids(this BsonDocument document, string name) =>
        document.TryGetValue(name, out var value) ? [.. value.AsBsonArray.Select(item => item.AsBsonBinaryData.ToGuid())] : [];

    /// <summary>Appends to an array, which is made where it is not there.</summary>
    public static void Append(this BsonDocument document, string name, BsonValue item)
    {
        if (!document.TryGetValue(name, out var items))
            document[name] = items = new BsonArray();
        items.AsBsonArray.Add(item);
    }

    private static BsonDocument Put(this BsonDocument document, string name, BsonValue? value)
    {
        if (value is null)
            document.Remove(name);
        else
            document[name] = value;
        return document;
    }
}
