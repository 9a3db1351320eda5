using System.Text.Json;
using Credentials.Frameworks;
using Credentials.Inputs;

namespace Credentials.Achievements;

/// <summary>Reads the lists of a definition, and its workload.</summary>
internal static class AchievementPartsReader
{
    private const int Line = 200;

    public static IReadOnlyList<AchievementLevel> Levels(InputObject root)
    {
        var levels = new List<AchievementLevel>();
        foreach (var (value, pointer) in root.Array("levels", 8, "The level is missing."))
        {
            if (InputObject.Open(value, pointer, root.Errors) is not { } read)
            {
                continue;
            }

            var framework = read.Text("framework", 16, "The qualifications framework is missing.");
            var number = read.Number("level", 1, 99, whole: true, missing: "The number of the level is missing.");
            var verifiedBy = read.Text("verifiedBy", Line, "Who verified the level is missing.");
            read.RefuseOthers();
            if (framework is null || number is null)
            {
                continue;
            }

            if (!QualificationsFramework.TryFindLevel(framework, (int)number.Value, out var level))
            {
                root.Errors.Add(new InputError(pointer, InputReasons.UnknownLevel, "There is no such level of a framework that is known."));
            }
            else if (verifiedBy is not null)
            {
                levels.Add(new AchievementLevel(level, verifiedBy));
            }
        }

        return levels;
    }

    public static IReadOnlyList<LearningOutcome> Outcomes(InputObject root)
    {
        var outcomes = new List<LearningOutcome>();
        foreach (var (value, pointer) in root.Array("learningOutcomes", 50, "The learning outcomes are missing."))
        {
            if (InputObject.Open(value, pointer, root.Errors) is not { } read)
            {
                continue;
            }

            var title = LanguageMap.Read(read, "title", 1000, "The text of the learning outcome is missing.", lines: true);
            var skills = Skills(read);
            read.RefuseOthers();
            if (title is not null)
            {
                outcomes.Add(new LearningOutcome(title, skills));
            }
        }

        return outcomes;
    }

    public static Workload? Workload(InputObject root)
    {
        const string Missing = "The workload is missing: ECTS credits, hours, or both.";
        if (root.Object("workload", Missing) is not { } read)
        {
            return null;
        }

        var before = root.Errors.Count;
        var ects = read.Number("ects", 0, 300, exclusive: true);
        var hours = read.Number("hours", 0, 10_000, exclusive: true);
        if (ects is null && hours is null && root.Errors.Count == before)
        {
            root.Fault("workload", InputReasons.Missing, Missing);
        }

        read.RefuseOthers();
        return new Workload(ects, hours);
    }

    public static IReadOnlyList<string> Languages(InputObject root)
    {
        var languages = new List<string>();
        foreach (var (value, pointer) in root.Array("languages", 24))
        {
            var tag = value.ValueKind == JsonValueKind.String ? InputText.Of(value) : null;
            if (!LanguageMap.IsTag(tag))
            {
                root.Errors.Add(new InputError(pointer, InputReasons.BadFormat, "This must be a language tag such as nl, en or nl-BE."));
            }
            else if (!Repeats(languages, tag!, pointer, root.Errors))
            {
                languages.Add(tag!);
            }
        }

        return languages;
    }

    public static IReadOnlyList<IscedField> Fields(InputObject root)
    {
        var fields = new List<IscedField>();
        foreach (var (value, pointer) in root.Array("fields", 10))
        {
            var code = value.ValueKind == JsonValueKind.String ? InputText.Of(value) : null;
            if (code is null || !IscedField.TryFind(code, out var field))
            {
                root.Errors.Add(new InputError(pointer, InputReasons.UnknownField, "This must be the code of a field of ISCED-F 2013, such as 0611."));
            }
            else if (!Repeats(fields, field, pointer, root.Errors))
            {
                fields.Add(field);
            }
        }

        return fields;
    }

    private static List<EscoSkill> Skills(InputObject outcome)
    {
        var skills = new List<EscoSkill>();
        foreach (var (value, pointer) in outcome.Array("skills", 20))
        {
            if (InputObject.Open(value, pointer, outcome.Errors) is not { } read)
            {
                continue;
            }

            var uri = read.Text("uri", Line, "The URI of the ESCO skill is missing.");
            var name = LanguageMap.Read(read, "name", Line, "The name of the ESCO skill is missing.");
            read.RefuseOthers();
            if (uri is not null && !EscoSkill.IsUri(uri))
            {
                read.Fault("uri", InputReasons.BadFormat, "This must be the URI of an ESCO skill, http://data.europa.eu/esco/skill/ and a UUID.");
            }
            else if (uri is not null && name is not null)
            {
                skills.Add(new EscoSkill(uri, name));
            }
        }

        return skills;
    }

    private static bool Repeats<T>(List<T> list, T value, string pointer, List<InputError> errors)
    {
        if (!list.Contains(value))
        {
            return false;
        }

        errors.Add(new InputError(pointer, InputReasons.Duplicate, "This stands in the list already."));
        return true;
    }
}
