using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Credentials.Achievements;
using Credentials.Encoding;
using Credentials.EvidenceStore.Recording;
using Credentials.Inputs;

namespace Credentials.EvidenceStore.Registering;

/// <summary>A proof as it is stored, sealed: canonical JSON (RFC 8785) with the members of <c>POST /api/records</c>, so that the same proof is the same bytes.</summary>
internal static class OutsideProofJson
{
    private static readonly JsonSerializerOptions Spelling = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static byte[] Write(OutsideProof proof)
    {
        var json = Without(new()
        {
            ["supplier"] = proof.Supplier,
            ["reference"] = proof.Reference,
            ["learner"] = Without(new()
            {
                ["nationalNumber"] = proof.Learner.NationalNumber?.Digits,
                ["givenName"] = proof.Learner.GivenName,
                ["familyName"] = proof.Learner.FamilyName,
                ["birthDate"] = Day(proof.Learner.BirthDate),
                ["email"] = proof.Learner.Email,
            }),
            ["kind"] = Vocabularies.ProofKind[proof.Kind].Word,
            ["title"] = proof.Title,
            ["obtainedOn"] = proof.ObtainedOn.ToString(),
            ["endProof"] = proof.IsEnd,
            ["institution"] = proof.Institution is { } institution ? Without(new() { ["name"] = institution.Name, ["number"] = institution.Number }) : null,
            ["levels"] = List(proof.Levels, level => new JsonObject
            {
                ["framework"] = level.Level.Framework,
                ["level"] = level.Level.Level,
                ["verifiedBy"] = level.VerifiedBy,
            }),
            ["field"] = proof.Field?.Code,
            ["learningSetting"] = proof.Setting is { } setting ? Vocabularies.LearningSetting[setting].Word : null,
            ["validUntil"] = Day(proof.ValidUntil),
            ["validity"] = proof.Validity,
            ["hours"] = proof.Hours,
            ["ects"] = proof.Ects,
            ["description"] = proof.Description,
            ["learningOutcomes"] = List(proof.LearningOutcomes, outcome => outcome),
            ["assessment"] = proof.Assessment,
            ["supervision"] = proof.Supervision is { } supervision ? Vocabularies.Supervision[supervision].Word : null,
            ["participation"] = proof.Participation is { } participation ? Vocabularies.Participation[participation].Word : null,
            ["qualityAssurance"] = proof.QualityAssurance,
            ["result"] = proof.Result,
            ["country"] = proof.Country,
            ["language"] = proof.Language,
            ["led"] = proof.Led is { } led ? JsonSerializer.SerializeToNode(led, Spelling) : null,
            ["replaces"] = proof.Replaces?.ToString(),
        });
        return CanonicalJson.Serialize(JsonSerializer.SerializeToElement(json));
    }

    /// <summary>The clear part.</summary>
    public static RecordFacts FactsOf(OutsideProof proof)
    {
        byte? Level(string framework) => (byte?)proof.Levels.FirstOrDefault(level => level.Level.Framework == framework)?.Level.Level;
        return new()
        {
            Kind = proof.Kind,
            IsEnd = proof.IsEnd,
            Institution = proof.Institution is { } institution ? institution.Number ?? Sealing.MatchKey.Fold(institution.Name!) : null,
            Supplier = proof.Supplier,
            Subject = proof.Led?.Onderwerp?.Code,
            VksLevel = Level(Frameworks.QualificationsFramework.Vks),
            EqfLevel = Level(Frameworks.QualificationsFramework.Eqf),
            LevelBy = proof.Levels.Count > 0 ? proof.Levels[0].VerifiedBy : null,
            IscedField = proof.Field?.Code,
            Setting = proof.Setting,
            ObtainedOn = proof.ObtainedOn.FirstDay,
            ObtainedPrecision = proof.ObtainedOn switch { { Day: not null } => DatePrecision.Day, { Month: not null } => DatePrecision.Month, _ => DatePrecision.Year },
            ValidUntil = proof.ValidUntil,
            Hours = proof.Hours,
        };
    }

    private static string? Day(DateOnly? day) => day is { } known ? IsoDate.Write(known) : null;

    private static JsonArray? List<T>(IReadOnlyList<T> items, Func<T, JsonNode> write) => items.Count == 0 ? null : [.. items.Select(write)];

    private static JsonObject Without(JsonObject json)
    {
        foreach (var name in json.Where(member => member.Value is null).Select(member => member.Key).ToList())
            json.Remove(name);
        return json;
    }
}
