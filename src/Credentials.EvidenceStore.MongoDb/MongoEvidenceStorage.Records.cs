using System.Globalization;
using Credentials.EvidenceStore.Counting;
using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>Records of both sources: finding, listing and counting them.</content>
public sealed partial class MongoEvidenceStorage
{
    private const int MillisecondsOfDay = 86_400_000;

    public async Task<RecordDocument?> FindRecordAsync(Guid id, CancellationToken cancel = default) =>
        await _records.FindAsync(Fields.Of(id), cancel) is { } record && record.Contains("number") ? RecordMapping.Read(record) : null;

    public Task<Page<RecordDocument>> ListRecordsAsync(RecordQuery query, CancellationToken cancel = default) =>
        PageOfRecordsAsync(RecordFilter.Of(query), query.Cursor, query.Limit, _ => true, RecordMapping.Read, cancel);

    /// <summary>
    /// The server groups by values and learner and hands the groups out one by one; learners who are one person, and how many of them are told, are seen to
    /// here. What is recorded or changed while it counts does not count: the moment that is asked for is over.
    /// </summary>
    public async Task<RecordCounts> CountRecordsAsync(RecordCountQuery query, CancellationToken cancel = default)
    {
        var heads = new LearnerHeads();
        foreach (var alias in await _learners.ListAsync(Documents.Where.Exists("aliasOf"), cancel, only: "{aliasOf: 1}"))
            heads.Join(alias.Id(), alias.Id("aliasOf"));
        var tally = new RecordTally(heads);
        var (first, second) = (query.By[0], query.By.Count > 1 ? query.By[1] : default(RecordDimension?));
        var by = new BsonDocument("learner", "$learner").Add("first", ValueOf(first));
        if (second is { } other)
            by.Add("second", ValueOf(other));
        BsonDocument[] stages =
        [
            new("$match", _records.Render(RecordFilter.AsOf(query.Where, query.RecordedBefore))),
            new("$group", new BsonDocument("_id", by).Add("records", new BsonDocument("$sum", 1))),
        ];
        await _records.StreamAsync(
            stages, group =>
            {
                var values = group.Part("_id");
                tally.Add(
                    CodeOf(tally, values, "first", first), second is { } dimension ? CodeOf(tally, values, "second", dimension) : null, values.Id("learner"),
                    group.Int64("records"));
            }, cancel);
        return tally.Told();
    }

    private static BsonValue ValueOf(RecordDimension dimension) => dimension switch
    {
        RecordDimension.Level => "$facts.eqf",
        RecordDimension.Field => new BsonDocument("$substrBytes", new BsonArray { "$facts.isced", 0, 2 }),
        // Days are numbered from the first of January of the year 1.
        RecordDimension.Year => new BsonDocument("$year", new BsonDocument("$add", new BsonArray
        {
            Fields.Of(DateTimeOffset.MinValue), new BsonDocument("$multiply", new BsonArray { "$facts.obtainedOn", new BsonInt64(MillisecondsOfDay) }),
        })),
        RecordDimension.Kind => "$facts.kind",
        RecordDimension.Setting => "$facts.setting",
        RecordDimension.Centre => "$facts.centre",
        _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
    };

    private static int CodeOf(RecordTally tally, BsonDocument values, string name, RecordDimension dimension) =>
        !values.TryGetValue(name, out var value) || value.IsBsonNull || value == string.Empty ? RecordTally.Unknown
        : dimension == RecordDimension.Centre ? tally.CodeOf(value.AsString)
        : value.IsString ? int.Parse(value.AsString, CultureInfo.InvariantCulture)
        : value.ToInt32();
}
