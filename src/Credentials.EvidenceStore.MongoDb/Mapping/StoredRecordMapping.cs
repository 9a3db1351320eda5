using System.Security.Cryptography;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Mapping;

/// <summary>
/// Records and entries of the log read without trust: whoever changed a document by hand may have left what no program would write.
/// </summary>
internal static class StoredRecordMapping
{
    /// <summary>What <see cref="Read"/> needs of a record.</summary>
    public const string Needed = "{source: 1, state: 1, learner: 1, status: 1, changedAt: 1, recordedAt: 1, facts: 1, events: 1, pending: 1, rev: 1, "
        + "'award.request': 1, 'award.journal': 1, 'award.centre': 1, 'award.awardedOn': 1, 'proof.content': 1, 'proof.journal': 1}";

    /// <summary>What is pending, and the facts that are logged with it.</summary>
    public const string FactsOnly = "{pending: 1, source: 1, learner: 1, status: 1, changedAt: 1, recordedAt: 1, facts: 1}";

    /// <summary>Null where they cannot be read. The log goes on; its check tells.</summary>
    public static RecordFacts? FactsOf(BsonDocument record) => ReadOrNull(() => RecordMapping.Read(record))?.Facts;

    public static RecordEvent? ReadEvent(BsonDocument entry) => ReadOrNull(() => LogMapping.ReadEvent(entry));

    /// <summary>Those of the pending ones that can be read.</summary>
    public static IEnumerable<RecordEvent> ReadPending(BsonDocument record) => ReadOrNull(() => EventMapping.ReadPending(record).Select(one => one.Event).ToList()) ?? [];

    public static StoredRecord Read(BsonDocument record)
    {
        var faults = new List<string>();
        var document = ReadOrNull(() => RecordMapping.Read(record));
        if (record.GetValue("facts", BsonNull.Value) is BsonDocument facts)
            FindFaults(facts, faults);
        else
            faults.Add("its facts are gone");
        if (document is null && faults.Count == 0)
            faults.Add(WhatCannotBeRead(record));
        var part = record.GetValue("award", record.GetValue("proof", BsonNull.Value)) as BsonDocument ?? [];
        if (document is { Source: RecordSource.Award } && record.Contains("award"))
            Compare(document, part, faults);
        return new()
        {
            Document = document,
            Events = ReadOrNull(() => (object)Math.Max(0, record.Int32("events"))) as int? ?? 0,
            ContentDigest = BytesOf(part, "request") is { Length: > 0 } request ? SHA256.HashData(request)
                : BytesOf(part, "content") is { Length: > 0 } content ? SHA256.HashData(content)
                : default(ReadOnlyMemory<byte>),
            JournalDigest = SHA256.HashData(BytesOf(part, "journal")),
            Faults = faults,
        };
    }

    private static void FindFaults(BsonDocument facts, List<string> faults)
    {
        foreach (var (field, name) in (ReadOnlySpan<(string, string)>)[("vks", "vksLevel"), ("eqf", "eqfLevel")])
        {
            if (facts.TryGetValue(field, out var level) && !(level.IsInt32 && level.AsInt32 is >= 1 and <= 8))
                faults.Add($"its {name} is {level}, which it cannot be");
        }
        if (facts.TryGetValue("isEnd", out var isEnd) && !isEnd.IsBoolean)
            faults.Add($"its isEnd is {isEnd}, which it cannot be");
    }

    /// <summary>What an award says itself, and its facts say once more.</summary>
    private static void Compare(RecordDocument record, BsonDocument award, List<string> faults)
    {
        if (award.GetValue("centre", BsonNull.Value).ToString() is var centre && centre != record.Facts.Centre)
            faults.Add($"its centre is {record.Facts.Centre} as a record and {centre} as an award");
        if (ReadOrNull(() => (object)award.Day("awardedOn")) is not DateOnly day || day != record.Facts.ObtainedOn)
            faults.Add($"its date is {record.Facts.ObtainedOn:yyyy-MM-dd} as a record and another one as an award");
    }

    private static string WhatCannotBeRead(BsonDocument record)
    {
        (string Name, Func<object?> Read)[] values =
        [
            ("date", () => record.Part("facts").Day("obtainedOn")), ("end of validity", () => record.Part("facts").DayOrNull("validUntil") ?? default),
            ("learner", () => record.Id("learner")), ("time of recording", () => record.Instant("recordedAt")),
            ("time of its last change", () => record.InstantOrNull("changedAt") ?? default),
        ];
        var unreadable = values.FirstOrDefault(value => ReadOrNull(value.Read) is null).Name;
        return $"its {unreadable ?? "document"} holds what no date, level or id can be";
    }

    private static byte[] BytesOf(BsonDocument part, string name) => part.GetValue(name, BsonNull.Value) is BsonBinaryData bytes ? bytes.Bytes : [];

    private static T? ReadOrNull<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception unreadable) when (
            unreadable is OverflowException or ArgumentException or InvalidCastException or FormatException or KeyNotFoundException or NotSupportedException)
        {
            return null;
        }
    }
}
