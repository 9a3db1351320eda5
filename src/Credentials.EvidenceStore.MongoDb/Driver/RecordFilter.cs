using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb.Driver;

/// <summary>A query over records as a filter. What is only reserved has no facts and no number, and meets none.</summary>
internal static class RecordFilter
{
    private static FilterDefinitionBuilder<BsonDocument> Where => Documents.Where;

    public static FilterDefinition<BsonDocument> Of(RecordQuery query)
    {
        var conditions = new List<FilterDefinition<BsonDocument>> { Where.Gt("number", 0L) };
        void Add<T>(T? asked, Func<T, FilterDefinition<BsonDocument>> condition)
            where T : struct
        {
            if (asked is { } value)
                conditions.Add(condition(value));
        }
        void AddText(string field, string? asked)
        {
            if (asked is not null)
                conditions.Add(Where.Eq(field, asked));
        }
        if (query.Learner is { } learner)
            conditions.Add(query.Aliases.Count == 0 ? Where.Eq("learner", Fields.Of(learner)) : Where.In("learner", Fields.Of(query.Aliases.Prepend(learner))));
        if (query.VisibleTo is var (centre, institution))
            conditions.Add(Where.Eq("facts.institution", institution) & Where.In("facts.centre", (BsonValue[])[BsonNull.Value, centre]));
        AddText("facts.institution", query.Institution);
        // A VKS level is referenced to the EQF level of the same number, so that the one index serves both.
        Add(query.EqfLevel ?? query.VksLevel, level => Where.Eq("facts.eqf", level));
        Add(query.VksLevel, level => Where.Eq("facts.vks", level));
        if (query.Field is not null)
            conditions.Add(Where.In("facts.isced", query.FieldCodes));
        AddText("facts.centre", query.Centre);
        Add(query.From, from => Where.Gte("facts.obtainedOn", Fields.Of(from)));
        Add(query.Until, until => Where.Lte("facts.obtainedOn", Fields.Of(until)));
        Add(query.Kind, kind => Where.Eq("facts.kind", (int)kind));
        Add(query.Status, status => Where.Eq("status", (int)status));
        Add(query.Source, source => Where.Eq("source", (int)source));
        return Where.And(conditions);
    }

    /// <summary>As of a moment: what was recorded, revoked or cancelled from then on has not happened.</summary>
    public static FilterDefinition<BsonDocument> AsOf(RecordQuery query, DateTimeOffset recordedBefore)
    {
        var before = Fields.Of(recordedBefore);
        var filter = Of(query) & Where.Lt("recordedAt", before);
        return query.Status is null
            ? filter & (Where.Nin("status", (int[])[(int)RecordStatus.Revoked, (int)RecordStatus.Cancelled]) | Where.Gte("changedAt", before))
            : filter;
    }
}
