using System.Text.Json;
using System.Text.RegularExpressions;
using Credentials.Inputs;

namespace Credentials.Achievements;

/// <summary>Reads a definition. What one member must look like is also said by <c>schemas/achievement.schema.json</c>; <see cref="AchievementRules"/> has the rest.</summary>
internal static class AchievementReader
{
    private const int Line = 200;
    private const int Paragraph = 4000;

    private static readonly Regex IdForm = new("^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?\\z", RegexOptions.NonBacktracking);
    private static readonly IReadOnlyDictionary<string, Participation> Participations = Vocabularies.Words(Vocabularies.Participation);
    private static readonly IReadOnlyDictionary<string, LearningSetting> Settings = Vocabularies.Words(Vocabularies.LearningSetting);
    private static readonly IReadOnlyDictionary<string, QualificationKind> Kinds = Vocabularies.Words(Vocabularies.QualificationKind);

    public static Result<Achievement> Read(JsonElement json)
    {
        var errors = new List<InputError>();
        var achievement = InputObject.Open(json, "", errors) is { } root ? Read(root) : null;
        if (errors.Count == 0)
        {
            AchievementRules.Check(achievement!, errors);
        }

        return errors.Count == 0
            ? achievement!
            : new Problem(ProblemCode.InvalidInput, "The definition of the achievement has faults.") { Errors = errors };
    }

    /// <summary>Complete only when no error was added: a missing element stands as null until then.</summary>
    private static Achievement Read(InputObject root)
    {
        var achievement = new Achievement
        {
            Id = ReadId(root)!,
            Title = LanguageMap.Read(root, "title", Line, "The title of the micro-credential is missing.")!,
            Description = LanguageMap.Read(root, "description", Paragraph, "The description is missing.", lines: true)!,
            StatedLevels = AchievementPartsReader.Levels(root),
            LearningOutcomes = AchievementPartsReader.Outcomes(root),
            Workload = AchievementPartsReader.Workload(root)!,
            Assessment = AssessmentReader.Read(root)!,
            Participation = root.OneOf("participation", Participations, "The form of participation is missing.") ?? default,
            QualityAssurance = ReadQualityAssurance(root)!,
            InstructionLanguages = AchievementPartsReader.Languages(root),
            LearningSetting = root.OneOf("learningSetting", Settings),
            WorkBasedShare = root.Number("workBasedShare", 0, 100),
            PriorLearning = ReadPriorLearning(root),
            Fields = AchievementPartsReader.Fields(root),
            Suspendable = root.Boolean("suspendable") ?? false,
            Stackable = root.Boolean("stackable"),
            PartOf = ReadPartOf(root),
            Prerequisites = LanguageMap.Read(root, "prerequisites", Paragraph, lines: true),
            Recognition = ReadRecognition(root),
            QualityAudit = ReadAudit(root),
            Criteria = LanguageMap.Read(root, "criteria", Paragraph, lines: true),
            Image = ReadImage(root),
            Led = LedFieldsReader.Read(root),
        };
        root.RefuseOthers();
        return achievement;
    }

    private static string? ReadId(InputObject root)
    {
        var id = root.Text("id", 64, "The id of the achievement is missing.");
        if (id is not null && !IdForm.IsMatch(id))
        {
            root.Fault("id", InputReasons.BadFormat, "An id has 1 to 64 of a-z, 0-9 and inner hyphens.");
        }

        return id;
    }

    private static QualityAssurance? ReadQualityAssurance(InputObject root)
    {
        if (root.Object("qualityAssurance", "The type of quality assurance is missing.") is not { } read)
        {
            return null;
        }

        var type = LanguageMap.Read(read, "type", Line, "The type of quality assurance is missing.");
        var body = read.Text("body", Line);
        read.RefuseOthers();
        return type is null ? null : new QualityAssurance(type, body);
    }

    private static PriorLearning? ReadPriorLearning(InputObject root)
    {
        if (root.Object("priorLearning") is not { } read)
        {
            return null;
        }

        var by = read.Text("assessedBy", Line, "The body that assesses earlier learning is missing.");
        read.RefuseOthers();
        return by is null ? null : new PriorLearning(by);
    }

    private static PartOfQualification? ReadPartOf(InputObject root)
    {
        if (root.Object("partOf") is not { } read)
        {
            return null;
        }

        var kind = read.OneOf("kind", Kinds, "Whether the qualification is professional or educational is missing.");
        var code = read.Text("code", 64, "The code of the qualification is missing.");
        var title = LanguageMap.Read(read, "title", Line, "The title of the qualification is missing.");
        read.RefuseOthers();
        return kind is null || code is null || title is null ? null : new PartOfQualification(kind.Value, code, title);
    }

    private static PathwayRecognition? ReadRecognition(InputObject root)
    {
        if (root.Object("recognition") is not { } read)
        {
            return null;
        }

        var register = read.Text("register", Line, "The register of the recognition is missing.");
        var number = read.Text("number", 64, "The number of the recognition is missing.");
        var from = read.Date("from", "The first day of the recognition is missing.");
        var until = read.Date("until");
        read.RefuseOthers();
        return register is null || number is null || from is null ? null : new PathwayRecognition(register, number, from.Value, until);
    }

    private static QualityAudit? ReadAudit(InputObject root)
    {
        if (root.Object("qualityAudit") is not { } read)
        {
            return null;
        }

        var date = read.Date("date", "The date of the audit is missing.");
        var by = read.Text("by", Line, "The body that audited is missing.");
        read.RefuseOthers();
        return date is null || by is null ? null : new QualityAudit(date.Value, by);
    }

    private static string? ReadImage(InputObject root)
    {
        var image = root.Text("image", 2000);
        if (image is not null && !WebAddress.IsHttps(image))
        {
            root.Fault("image", InputReasons.BadUrl, "This must be an https address.");
        }

        return image;
    }
}
