using System.Text.Json;
using Credentials.Achievements;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;

namespace Credentials.EvidenceStore.Consulting;

/// <summary>Records as words and JSON, for whoever consults them.</summary>
internal static class RecordWords
{
    public static IReadOnlyDictionary<string, RecordStatus> Statuses { get; } = new Dictionary<string, RecordStatus>(StringComparer.Ordinal)
    {
        ["active"] = RecordStatus.Active,
        ["suspended"] = RecordStatus.Suspended,
        ["revoked"] = RecordStatus.Revoked,
        ["registered"] = RecordStatus.Registered,
        ["cancelled"] = RecordStatus.Cancelled,
    };

    public static IReadOnlyDictionary<string, RecordSource> Sources { get; } = new Dictionary<string, RecordSource>(StringComparer.Ordinal)
    {
        ["award"] = RecordSource.Award,
        ["proof"] = RecordSource.Proof,
    };

    public static string Of(RecordStatus status) => Statuses.First(word => word.Value == status).Key;

    public static string Of(RecordSource source) => Sources.First(word => word.Value == source).Key;

    /// <summary>ISO 8601 to the precision that is known.</summary>
    public static string ObtainedOn(RecordFacts facts) => IsoDate.Write(facts.ObtainedOn)[..(facts.ObtainedPrecision switch
    {
        DatePrecision.Day => 10,
        DatePrecision.Month => 7,
        _ => 4,
    })];

    /// <summary>What every reader may know; nothing of it is personal.</summary>
    public static void Write(Utf8JsonWriter json, RecordDocument record)
    {
        var facts = record.Facts;
        json.WriteString("id", record.Id);
        json.WriteString("source", Of(record.Source));
        json.WriteString("status", Of(record.Status));
        if (record.ChangedAt is { } changed)
            json.WriteString("statusChangedAt", changed);
        json.WriteString("learner", record.LearnerId);
        json.WriteString("kind", Vocabularies.ProofKind[facts.Kind].Word);
        if (facts.IsEnd is { } isEnd)
            json.WriteBoolean("endProof", isEnd);
        json.WriteString("obtainedOn", ObtainedOn(facts));
        if (facts.ValidUntil is { } until)
            json.WriteString("validUntil", IsoDate.Write(until));
        WriteNumber(json, "vksLevel", facts.VksLevel);
        WriteNumber(json, "eqfLevel", facts.EqfLevel);
        WriteText(json, "levelVerifiedBy", facts.LevelBy);
        WriteText(json, "field", facts.IscedField);
        WriteText(json, "subject", facts.Subject);
        WriteText(json, "learningSetting", facts.Setting is { } setting ? Vocabularies.LearningSetting[setting].Word : null);
        if (facts.Hours is { } hours)
            json.WriteNumber("hours", hours);
        WriteText(json, "centre", facts.Centre);
        WriteText(json, "institution", facts.Institution);
        WriteText(json, "supplier", facts.Supplier);
        json.WriteString("recordedAt", record.RecordedAt);
    }

    /// <summary>The record with what its supplier said. A national number is never given back; who the learner is only whose learner it is may read.</summary>
    public static void Write(Utf8JsonWriter json, RecordView view, bool withLearner)
    {
        Write(json, view.Record);
        if (view.Proof?.Replaces is { } replaces)
            json.WriteString("replaces", replaces);
        if (view.Proof?.ReplacedBy is { } replacedBy)
            json.WriteString("replacedBy", replacedBy);
        if (view.Content is not { } content)
            return;
        json.WriteStartObject("content");
        foreach (var member in content.EnumerateObject())
        {
            if (member.Name != "learner")
                member.WriteTo(json);
            else if (withLearner)
                WriteLearner(json, member.Value);
        }
        json.WriteEndObject();
    }

    private static void WriteLearner(Utf8JsonWriter json, JsonElement learner)
    {
        json.WriteStartObject("learner");
        foreach (var member in learner.EnumerateObject().Where(member => member.Name != "nationalNumber"))
            member.WriteTo(json);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, byte? number)
    {
        if (number is { } known)
            json.WriteNumber(name, known);
    }
}
