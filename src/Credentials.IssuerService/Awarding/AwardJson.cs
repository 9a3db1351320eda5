using System.Text.Json;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Storage;
using Credentials.Inputs;
using Credentials.Issuing;

namespace Credentials.IssuerService.Awarding;

/// <summary>Awards as JSON, for the centre that made them.</summary>
internal static class AwardJson
{
    /// <summary>The words that stand for a status on the wire.</summary>
    public static IReadOnlyDictionary<string, AwardStatus> StatusWords { get; } = new Dictionary<string, AwardStatus>(StringComparer.Ordinal)
    {
        ["active"] = AwardStatus.Active,
        ["suspended"] = AwardStatus.Suspended,
        ["revoked"] = AwardStatus.Revoked,
    };

    public static string Word(AwardStatus status) => status switch
    {
        AwardStatus.Active => "active",
        AwardStatus.Suspended => "suspended",
        AwardStatus.Revoked => "revoked",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "a status without a word"),
    };

    /// <summary>The award with its journal.</summary>
    public static void WriteWhole(Utf8JsonWriter writer, AwardView award, AwardLinks links)
    {
        writer.WriteStartObject();
        WriteMembers(writer, award, links);
        writer.WriteStartArray("journal");
        foreach (var entry in award.Journal)
        {
            writer.WriteStartObject();
            writer.WriteString("at", entry.At);
            writer.WriteString("what", entry.What);
            writer.WriteString("actor", entry.Actor);
            if (entry.Reason is not null)
                writer.WriteString("reason", entry.Reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>The award as a line of a list.</summary>
    public static void WriteLine(Utf8JsonWriter writer, AwardView award, AwardLinks links)
    {
        writer.WriteStartObject();
        WriteMembers(writer, award, links);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, AwardView award, AwardLinks links)
    {
        var document = award.Document;
        writer.WriteString("id", document.Id);
        writer.WriteString("achievement", document.AchievementId);
        writer.WriteNumber("version", document.AchievementVersion);
        WriteDate(writer, "awardedOn", document.AwardedOn);
        writer.WriteString("status", Word(document.Status));
        if (award.Request is { } request)
        {
            WriteLearner(writer, request.Learner);
            if (request.Result is { } result)
                writer.WriteString("result", result);
            links.Write(writer, document);
        }
        else
        {
            writer.WriteBoolean("erased", true);
        }

        writer.WriteString("recordedAt", document.RecordedAt);
    }

    // The national number was given to match the learner, and is never given back.
    private static void WriteLearner(Utf8JsonWriter writer, AwardLearner learner)
    {
        writer.WriteStartObject("learner");
        writer.WriteString("givenName", learner.GivenName);
        writer.WriteString("familyName", learner.FamilyName);
        if (learner.BirthDate is { } birthDate)
            WriteDate(writer, "birthDate", birthDate);
        if (learner.Email is { } email)
            writer.WriteString("email", email);
        if (learner.Did is { } did)
            writer.WriteString("did", did.Value);
        writer.WriteEndObject();
    }

    private static void WriteDate(Utf8JsonWriter writer, string name, DateOnly date) => writer.WriteString(name, IsoDate.Write(date));
}
