using System.Globalization;
using System.Text.Json;
using Credentials.Achievements;
using Credentials.Frameworks;

namespace Credentials.Issuing;

/// <summary>An achievement as it stands in a credential: an Open Badges Achievement in one language, with the EU elements as terms of the European Learning Model.</summary>
internal sealed class AchievementFragment(Achievement achievement, string language, string address)
{
    public string ResultDescriptionId => $"{address}#result";

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("achievement");
        writer.WriteString("id", address);
        JsonParts.Type(writer, "Achievement");
        writer.WriteString("name", achievement.Title.In(language));
        writer.WriteString("description", achievement.Description.In(language));
        writer.WriteStartObject("criteria");
        writer.WriteString("narrative", (achievement.Criteria ?? achievement.Assessment.Type).In(language));
        writer.WriteEndObject();
        writer.WriteString("achievementType", "MicroCredential");
        writer.WriteString("inLanguage", language);
        WriteImage(writer);
        if (achievement.Workload.Ects is { } ects)
        {
            writer.WritePropertyName("creditsAvailable");
            writer.WriteRawValue(Number(ects));
        }

        JsonParts.Text(writer, "fieldOfStudy", achievement.Fields.Count > 0 ? achievement.Fields[0].NameIn(language) : null);
        WriteAlignments(writer);
        WriteResultDescription(writer);
        WriteLearning(writer);
        WriteAssessment(writer);
        WriteQualityAssurance(writer);
        WriteQualification(writer);
        writer.WriteEndObject();
    }

    private void WriteImage(Utf8JsonWriter writer)
    {
        if (achievement.Image is { } image)
        {
            writer.WriteStartObject("image");
            writer.WriteString("id", image);
            writer.WriteString("type", "Image");
            writer.WriteEndObject();
        }
    }

    private void WriteAlignments(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("alignment");
        foreach (var (level, verifiedBy) in achievement.VerifiedLevels)
        {
            QualificationsFramework.TryFind(level.Framework, out var framework);
            WriteAlignment(
                writer, level.NameIn(language), level.Uri, framework.NameIn(language), CredentialTerms.LevelTargetType,
                level.Level.ToString(CultureInfo.InvariantCulture), CredentialPhrases.VerifiedBy(language, verifiedBy));
        }

        foreach (var skill in achievement.LearningOutcomes.SelectMany(outcome => outcome.EscoSkills).DistinctBy(skill => skill.Uri))
        {
            WriteAlignment(writer, skill.Name.In(language), skill.Uri, "ESCO", CredentialTerms.SkillTargetType);
        }

        writer.WriteEndArray();
    }

    private static void WriteAlignment(
        Utf8JsonWriter writer, string name, string url, string framework, string type, string? code = null, string? description = null)
    {
        writer.WriteStartObject();
        JsonParts.Type(writer, "Alignment");
        writer.WriteString("targetName", name);
        writer.WriteString("targetUrl", url);
        writer.WriteString("targetFramework", framework);
        writer.WriteString("targetType", type);
        JsonParts.Text(writer, "targetCode", code);
        JsonParts.Text(writer, "targetDescription", description);
        writer.WriteEndObject();
    }

    private void WriteResultDescription(Utf8JsonWriter writer)
    {
        if (achievement.Assessment.Scale is not { } scale)
        {
            return;
        }

        writer.WriteStartArray("resultDescription");
        writer.WriteStartObject();
        writer.WriteString("id", ResultDescriptionId);
        JsonParts.Type(writer, "ResultDescription");
        writer.WriteString("name", CredentialPhrases.Result(language));
        if (scale is NumericScale numeric)
        {
            writer.WriteString("resultType", "RawScore");
            writer.WriteString("valueMin", Number(numeric.Minimum));
            writer.WriteString("valueMax", Number(numeric.Maximum));
            writer.WriteString("requiredValue", Number(numeric.Pass));
        }
        else if (scale is ListScale list)
        {
            writer.WriteString("resultType", "Result");
            writer.WriteStartArray("allowedValue");
            foreach (var value in list.Values)
            {
                writer.WriteStringValue(value.Value);
            }

            writer.WriteEndArray();
            // Open Badges has one required value; a scale with several that are enough has no single one.
            var passing = list.Values.Where(value => value.Pass).ToArray();
            JsonParts.Text(writer, "requiredValue", passing.Length == 1 ? passing[0].Value : null);
        }

        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private void WriteLearning(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("learningOutcome");
        foreach (var outcome in achievement.LearningOutcomes)
        {
            writer.WriteStartObject();
            writer.WriteString("title", outcome.Title.In(language));
            Texts(writer, "relatedESCOSkill", outcome.EscoSkills.Select(skill => skill.Uri));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        JsonParts.Text(writer, "volumeOfLearning", achievement.Workload.Hours is { } hours ? LearningTime.Write(hours) : null);
        JsonParts.Concept(writer, "mode", Vocabularies.Participation[achievement.Participation], language);
        JsonParts.Concept(
            writer, "learningSetting", achievement.LearningSetting is { } setting ? Vocabularies.LearningSetting[setting] : null, language);
        Texts(writer, "language", achievement.InstructionLanguages);
        if (achievement.Fields.Count > 0)
        {
            writer.WriteStartArray("thematicArea");
            foreach (var field in achievement.Fields)
            {
                writer.WriteStartObject();
                writer.WriteString("id", field.Uri);
                writer.WriteString("prefLabel", field.NameIn(language));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (achievement.WorkBasedShare is { } share)
        {
            writer.WriteStartObject("influencedBy");
            writer.WriteString("title", $"{Vocabularies.WorkBased.NameIn(language)}: {Number(share)} %");
            JsonParts.Concept(writer, "mode", Vocabularies.WorkBased, language);
            writer.WriteEndObject();
        }

        JsonParts.Note(writer, "entryRequirement", achievement.Prerequisites?.In(language));
    }

    private void WriteAssessment(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("provenBy");
        writer.WriteString("title", achievement.Assessment.Type.In(language));
        JsonParts.Concept(
            writer, "idVerification", achievement.Assessment.Supervision is { } supervision ? Vocabularies.Supervision[supervision] : null, language);
        writer.WriteEndObject();
    }

    /// <summary>Three things underpin the quality: how it is assured, the last audit, and the recognition of the pathway.</summary>
    private void WriteQualityAssurance(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("accreditation");
        WriteAccreditation(writer, achievement.QualityAssurance.Type.In(language), achievement.QualityAssurance.Body);
        if (achievement.QualityAudit is { } audit)
        {
            WriteAccreditation(writer, CredentialPhrases.QualityAudit(language), audit.By, issued: audit.Date);
        }

        if (achievement.Recognition is { } recognition)
        {
            WriteAccreditation(writer, recognition.Register, null, recognition.Number, recognition.From, recognition.Until);
        }

        writer.WriteEndArray();
    }

    private static void WriteAccreditation(
        Utf8JsonWriter writer, string title, string? agent, string? number = null, DateOnly? issued = null, DateOnly? expires = null)
    {
        writer.WriteStartObject();
        writer.WriteString("title", title);
        if (agent is not null)
        {
            writer.WriteStartObject("accreditingAgent");
            writer.WriteString("name", agent);
            writer.WriteEndObject();
        }

        JsonParts.Text(writer, "notation", number);
        JsonParts.Text(writer, "dateIssued", issued is { } from ? Inputs.IsoDate.Write(from) : null);
        JsonParts.Text(writer, "expiryDate", expires is { } until ? Inputs.IsoDate.Write(until) : null);
        writer.WriteEndObject();
    }

    private void WriteQualification(Utf8JsonWriter writer)
    {
        if (achievement.Stackable is { } stackable)
        {
            writer.WriteBoolean("isPartialQualification", stackable);
        }

        if (achievement.PartOf is { } partOf)
        {
            writer.WriteStartObject("isPartOf");
            writer.WriteString("title", partOf.Title.In(language));
            writer.WriteString("category", Vocabularies.QualificationKind[partOf.Kind].NameIn(language));
            writer.WriteStartObject("qualificationCode");
            writer.WriteString("notation", partOf.Code);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
    }

    private static void Texts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        var all = texts.ToArray();
        if (all.Length == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var text in all)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
