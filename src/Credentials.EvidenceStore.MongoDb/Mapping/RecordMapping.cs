using Credentials.Achievements;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Mapping;

/// <summary>The clear part of a record, award or proof.</summary>
internal static class RecordMapping
{
    public static BsonDocument Write(RecordFacts facts) => new BsonDocument()
        .With("kind", (int?)facts.Kind)
        .With("isEnd", facts.IsEnd)
        .With("vks", (int?)facts.VksLevel)
        .With("eqf", (int?)facts.EqfLevel)
        .With("setting", (int?)facts.Setting)
        .With("obtainedOn", facts.ObtainedOn)
        .With("precision", (int?)facts.ObtainedPrecision)
        .With("validUntil", facts.ValidUntil)
        .With("hours", facts.Hours is { } hours ? (int?)(hours * 100) : null)
        .With("isced", facts.IscedField)
        .With("centre", facts.Centre)
        .With("institution", facts.Institution)
        .With("supplier", facts.Supplier)
        .With("subject", facts.Subject)
        .With("levelBy", facts.LevelBy);

    public static RecordDocument Read(BsonDocument record) => new()
    {
        Id = record.Id(),
        Source = (RecordSource)record.Int32("source"),
        LearnerId = record.Id("learner"),
        Status = (RecordStatus)record.Int32("status"),
        ChangedAt = record.InstantOrNull("changedAt"),
        RecordedAt = record.Instant("recordedAt"),
        Facts = ReadFacts(record.Part("facts")),
    };

    private static RecordFacts ReadFacts(BsonDocument facts) => new()
    {
        Kind = (ProofKind)facts.Int32("kind"),
        IsEnd = facts.FlagOrNull("isEnd"),
        VksLevel = (byte?)facts.Int32OrNull("vks"),
        EqfLevel = (byte?)facts.Int32OrNull("eqf"),
        Setting = (LearningSetting?)facts.Int32OrNull("setting"),
        ObtainedOn = facts.Day("obtainedOn"),
        ObtainedPrecision = (DatePrecision)facts.Int32("precision"),
        ValidUntil = facts.DayOrNull("validUntil"),
        Hours = facts.Int32OrNull("hours") is { } hours ? hours / 100m : null,
        IscedField = facts.TextOrNull("isced"),
        Centre = facts.TextOrNull("centre"),
        Institution = facts.TextOrNull("institution"),
        Supplier = facts.TextOrNull("supplier"),
        Subject = facts.TextOrNull("subject"),
        LevelBy = facts.TextOrNull("levelBy"),
    };
}
