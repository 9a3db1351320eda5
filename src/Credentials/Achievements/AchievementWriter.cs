using System.Text.Json;
using Credentials.Inputs;

namespace Credentials.Achievements;

/// <summary>Writes a definition in the form that <see cref="AchievementReader"/> reads.</summary>
internal static class AchievementWriter
{
    public static void Write(Achievement achievement, Utf8JsonWriter writer, bool isArchived = false)
    {
        writer.WriteStartObject();
        writer.WriteString("id", achievement.Id);
        achievement.Title.Write(writer, "title");
        achievement.Description.Write(writer, "description");
        WriteLevels(achievement, writer);
        WriteOutcomes(achievement, writer);
        WriteWorkload(achievement.Workload, writer);
        WriteAssessment(achievement.Assessment, writer);
        writer.WriteString("participation", Vocabularies.Participation[achievement.Participation].Word);
        writer.WriteStartObject("qualityAssurance");
        achievement.QualityAssurance.Type.Write(writer, "type");
        Text(writer, "body", achievement.QualityAssurance.Body);
        writer.WriteEndObject();
        Texts(writer, "languages", achievement.InstructionLanguages);
        Text(writer, "learningSetting", achievement.LearningSetting is { } setting ? Vocabularies.LearningSetting[setting].Word : null);
        Number(writer, "workBasedShare", achievement.WorkBasedShare);
        if (achievement.PriorLearning is { } prior)
        {
            writer.WriteStartObject("priorLearning");
            writer.WriteString("assessedBy", prior.AssessedBy);
            writer.WriteEndObject();
        }

        Texts(writer, "fields", [.. achievement.Fields.Select(field => field.Code)]);
        writer.WriteBoolean("suspendable", achievement.Suspendable);
        if (achievement.Stackable is { } stackable)
        {
            writer.WriteBoolean("stackable", stackable);
        }

        WritePartOf(achievement.PartOf, writer);
        achievement.Prerequisites?.Write(writer, "prerequisites");
        WriteRecognition(achievement.Recognition, writer);
        if (achievement.QualityAudit is { } audit)
        {
            writer.WriteStartObject("qualityAudit");
            writer.WriteString("date", IsoDate.Write(audit.Date));
            writer.WriteString("by", audit.By);
            writer.WriteEndObject();
        }

        achievement.Criteria?.Write(writer, "criteria");
        Text(writer, "image", achievement.Image);
        achievement.Led?.Write(writer);
        if (isArchived)
        {
            writer.WriteBoolean("archived", true);
        }

        writer.WriteEndObject();
    }

    private static void WriteLevels(Achievement achievement, Utf8JsonWriter writer)
    {
        writer.WriteStartArray("levels");
        foreach (var stated in achievement.StatedLevels)
        {
            writer.WriteStartObject();
            writer.WriteString("framework", stated.Level.Framework);
            writer.WriteNumber("level", stated.Level.Level);
            writer.WriteString("verifiedBy", stated.VerifiedBy);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteOutcomes(Achievement achievement, Utf8JsonWriter writer)
    {
        writer.WriteStartArray("learningOutcomes");
        foreach (var outcome in achievement.LearningOutcomes)
        {
            writer.WriteStartObject();
            outcome.Title.Write(writer, "title");
            if (outcome.EscoSkills.Count > 0)
            {
                writer.WriteStartArray("skills");
                foreach (var skill in outcome.EscoSkills)
                {
                    writer.WriteStartObject();
                    writer.WriteString("uri", skill.Uri);
                    skill.Name.Write(writer, "name");
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteWorkload(Workload workload, Utf8JsonWriter writer)
    {
        writer.WriteStartObject("workload");
        Number(writer, "ects", workload.Ects);
        Number(writer, "hours", workload.Hours);
        writer.WriteEndObject();
    }

    private static void WriteAssessment(Assessment assessment, Utf8JsonWriter writer)
    {
        writer.WriteStartObject("assessment");
        assessment.Type.Write(writer, "type");
        Text(writer, "supervision", assessment.Supervision is { } supervision ? Vocabularies.Supervision[supervision].Word : null);
        if (assessment.Scale is { } scale)
        {
            writer.WriteStartObject("scale");
            writer.WriteBoolean("required", scale.ResultRequired);
            if (scale is NumericScale numeric)
            {
                writer.WriteNumber("minimum", numeric.Minimum);
                writer.WriteNumber("maximum", numeric.Maximum);
                writer.WriteNumber("pass", numeric.Pass);
            }
            else if (scale is ListScale list)
            {
                writer.WriteStartArray("values");
                foreach (var value in list.Values)
                {
                    writer.WriteStartObject();
                    writer.WriteString("value", value.Value);
                    writer.WriteBoolean("pass", value.Pass);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WritePartOf(PartOfQualification? partOf, Utf8JsonWriter writer)
    {
        if (partOf is not null)
        {
            writer.WriteStartObject("partOf");
            writer.WriteString("kind", Vocabularies.QualificationKind[partOf.Kind].Word);
            writer.WriteString("code", partOf.Code);
            partOf.Title.Write(writer, "title");
            writer.WriteEndObject();
        }
    }

    private static void WriteRecognition(PathwayRecognition? recognition, Utf8JsonWriter writer)
    {
        if (recognition is not null)
        {
            writer.WriteStartObject("recognition");
            writer.WriteString("register", recognition.Register);
            writer.WriteString("number", recognition.Number);
            writer.WriteString("from", IsoDate.Write(recognition.From));
            Text(writer, "until", recognition.Until is { } until ? IsoDate.Write(until) : null);
            writer.WriteEndObject();
        }
    }

    private static void Text(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void Number(Utf8JsonWriter writer, string name, decimal? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value);
        }
    }

    private static void Texts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
