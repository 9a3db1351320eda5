using System.Globalization;
using System.Text.Json;
using Credentials.Achievements;
using Credentials.EvidenceStore.Led;
using Credentials.Frameworks;
using Credentials.Inputs;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Registering;

/// <summary>Reads the body of <c>POST /api/records</c>; every fault is named with its JSON pointer.</summary>
internal static class OutsideProofReader
{
    private const int Line = 500;
    private const int MostOutcomes = 100;

    private static readonly DateOnly FirstBelievable = new(1900, 1, 1);

    public static Result<OutsideProof> Read(JsonElement body, DateOnly today, bool acceptTestNumbers)
    {
        var errors = new List<InputError>();
        var proof = InputObject.Open(body, "", errors) is { } root ? Read(root, today, acceptTestNumbers) : null;
        return errors.Count == 0 ? proof! : new Problem(ProblemCode.InvalidInput, "The proof has faults.") { Errors = errors };
    }

    /// <summary>Complete only when no error was added: a missing value stands as null until then.</summary>
    private static OutsideProof Read(InputObject root, DateOnly today, bool acceptTestNumbers)
    {
        var obtainedOn = ReadObtainedOn(root, today);
        var learner = ProofLearnerReader.Read(root, acceptTestNumbers);
        if (obtainedOn is { } date && learner?.BirthDate is { } born && LastDayOf(date) < born)
            root.Fault("obtainedOn", InputReasons.BeforeBirth, "The proof was obtained before the learner's birth.");
        var levels = ReadLevels(root);
        var led = LedWordsReader.Read(root);
        var proof = new OutsideProof
        {
            Supplier = LedText.Fold(root.Text("supplier", 100, "Who supplies the proof is missing."))!,
            Reference = LedText.Fold(root.Text("reference", 100, "The supplier's own reference of the proof is missing."))!,
            Learner = learner!,
            Kind = root.OneOf("kind", Vocabularies.Words(Vocabularies.ProofKind), "The kind of proof is missing.") ?? default,
            Title = root.Text("title", 1000, "The title is missing.")!,
            ObtainedOn = obtainedOn ?? default,
            IsEnd = root.Boolean("endProof"),
            Institution = ReadInstitution(root),
            Levels = levels.Count > 0 || led is null ? levels : LedMeaning.LevelsOf(led.Derived),
            Field = ReadField(root) ?? FieldOf(led),
            Setting = root.OneOf("learningSetting", Vocabularies.Words(Vocabularies.LearningSetting)),
            ValidUntil = root.Date("validUntil"),
            Validity = root.Text("validity", 100),
            Hours = root.Number("hours", 0, 100_000, exclusive: true),
            Ects = root.Number("ects", 0, 1000, exclusive: true),
            Description = root.Text("description", 5000, lines: true),
            LearningOutcomes = ReadOutcomes(root),
            Assessment = root.Text("assessment", Line),
            Supervision = root.OneOf("supervision", Vocabularies.Words(Vocabularies.Supervision)),
            Participation = root.OneOf("participation", Vocabularies.Words(Vocabularies.Participation)),
            QualityAssurance = root.Text("qualityAssurance", Line),
            Result = root.Text("result", 100),
            Country = ReadCode(root, "country", char.IsAsciiLetterUpper, "This must be a country code of three capitals (ISO 3166-1 alpha-3), such as BEL."),
            Language = ReadCode(root, "language", char.IsAsciiLetterLower, "This must be a language code of three small letters (ISO 639-3), such as nld."),
            Led = led,
            Replaces = ReadReplaces(root),
        };
        if (obtainedOn is { } from && proof.ValidUntil < from.FirstDay)
            root.Fault("validUntil", InputReasons.UntilBeforeFrom, "The proof would end before it was obtained.");
        root.RefuseOthers();
        return proof;
    }

    /// <summary>A day, a month or a year, as much as is known.</summary>
    private static LedDate? ReadObtainedOn(InputObject root, DateOnly today)
    {
        if (root.Text("obtainedOn", 10, "The date of the proof is missing.") is not { } text)
            return null;
        string[] forms = ["yyyy-MM-dd", "yyyy-MM", "yyyy"];
        var form = Array.FindIndex(forms, one => one.Length == text.Length);
        if (form < 0 || !DateOnly.TryParseExact(text, forms[form], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            root.Fault("obtainedOn", InputReasons.NotADate, "This must be a day, a month or a year of the calendar: 2014-06-30, 2014-06 or 2014.");
            return null;
        }
        if (day >= FirstBelievable && day <= today)
            return new LedDate(day.Year, form < 2 ? day.Month : null, form < 1 ? day.Day : null);
        if (day > today)
            root.Fault("obtainedOn", InputReasons.DateInTheFuture, "The date is in the future.");
        else
            root.Fault("obtainedOn", InputReasons.OutOfRange, "A date before 1900 stands for one that is not known; a proof needs one that is.");
        return null;
    }

    private static DateOnly LastDayOf(LedDate date) => (date.Month, date.Day) switch
    {
        (_, { }) => date.FirstDay,
        ({ }, _) => date.FirstDay.AddMonths(1).AddDays(-1),
        _ => date.FirstDay.AddYears(1).AddDays(-1),
    };

    private static ProofInstitution? ReadInstitution(InputObject root)
    {
        if (root.Object("institution") is not { } read)
            return null;
        var name = LedText.Fold(read.Text("name", Line));
        var number = read.Text("number", 20);
        if (KboNumber.TryParse(number, out var kbo))
            number = kbo.Digits;
        else if (number is not null && (number.Length > 9 || !number.All(char.IsAsciiDigit)))
            read.Fault("number", InputReasons.BadFormat, "This must be an enterprise number (KBO) with a right check number, or an institution number of at most nine digits.");
        if (name is null && number is null)
            read.Fault("name", InputReasons.Missing, "The name of the institution is missing.");
        read.RefuseOthers();
        return new(name, number);
    }

    private static List<AchievementLevel> ReadLevels(InputObject root)
    {
        var levels = new List<AchievementLevel>();
        if (!root.Has("levels"))
            return levels;
        foreach (var (value, pointer) in root.Array("levels", 2))
        {
            if (InputObject.Open(value, pointer, root.Errors) is not { } read)
                continue;
            var framework = read.Text("framework", 20, "The framework is missing.");
            var number = read.Number("level", 1, 99, whole: true, missing: "The number of the level is missing.");
            var verifiedBy = read.Text("verifiedBy", 200, "Who verified the level is missing.");
            read.RefuseOthers();
            if (framework is null || number is null || verifiedBy is null)
                continue;
            if (!QualificationsFramework.TryFindLevel(framework, (int)number.Value, out var level))
                root.Errors.Add(new InputError(pointer, InputReasons.UnknownLevel, "There is no such level of a framework that is known."));
            else if (levels.Any(other => other.Level.Framework == framework))
                root.Errors.Add(new InputError(pointer, InputReasons.Duplicate, "A level of this framework stands here already."));
            else
                levels.Add(new(level, verifiedBy));
        }
        if (levels.Select(level => QualificationsFramework.TryToEqf(level.Level, out var eqf) ? eqf : null).OfType<FrameworkLevel>().Distinct().Count() > 1)
            root.Fault("levels", InputReasons.LevelsDisagree, "The levels do not correspond to each other.");
        else if (levels is [var stated] && stated.Level.Framework != QualificationsFramework.Eqf && QualificationsFramework.TryToEqf(stated.Level, out var referenced))
            levels.Add(stated with { Level = referenced });
        return levels;
    }

    private static IscedField? ReadField(InputObject root)
    {
        if (root.Text("field", 4) is not { } code)
            return null;
        if (IscedField.TryFind(code, out var field))
            return field;
        root.Fault("field", InputReasons.UnknownField, "This must be a field of ISCED-F 2013: two, three or four digits.");
        return null;
    }

    /// <summary>The field that follows with certainty from LED's code for it, else from its subject, which begins with such a code.</summary>
    private static IscedField? FieldOf(LedWords? led)
    {
        if (led is null)
            return null;
        if (LedTaxonomy.FieldOf(led.Derived) is { } derived)
            return derived;
        return led.Onderwerp?.Code is { Length: >= 3 } subject && FormerIscedField.TryToIscedF(subject[..3], out var field) ? field : null;
    }

    private static List<string> ReadOutcomes(InputObject root)
    {
        var outcomes = new List<string>();
        if (!root.Has("learningOutcomes"))
            return outcomes;
        foreach (var (value, pointer) in root.Array("learningOutcomes", MostOutcomes))
        {
            if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= 1000 } text && LedText.Fold(text) is { } outcome)
                outcomes.Add(outcome);
            else
                root.Errors.Add(new InputError(pointer, InputReasons.WrongType, "A learning outcome is a text of at most 1,000 characters."));
        }
        return outcomes;
    }

    private static string? ReadCode(InputObject root, string name, Func<char, bool> isLetter, string fault)
    {
        if (root.Text(name, 20) is not { } code)
            return null;
        if (code.Length != 3 || !code.All(isLetter))
            root.Fault(name, InputReasons.BadFormat, fault);
        return code;
    }

    private static Guid? ReadReplaces(InputObject root)
    {
        if (root.Text("replaces", 36) is not { } text)
            return null;
        if (Guid.TryParseExact(text, "D", out var id))
            return id;
        root.Fault("replaces", InputReasons.BadFormat, "This must be the id of a record.");
        return null;
    }
}
