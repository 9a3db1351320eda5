using Credentials.Inputs;

namespace Credentials.IssuerService.Staff.Achievements;

/// <summary>Puts what is wrong with a definition at the fields of the form that it came from.</summary>
internal static class DraftFaults
{
    /// <summary>Stands for what is wrong with no field of the form.</summary>
    public const string Whole = "";

    public static void Place(AchievementDraft draft, IReadOnlyList<InputError> errors)
    {
        // A credential is written in one of the languages: the title says in which.
        foreach (var language in draft.Languages.Where(language => IsBlank(draft, $"title.{language}")))
            draft.Form.Refuse($"title.{language}", InputReasons.Missing);
        foreach (var error in errors)
            Place(draft, error);
    }

    private static void Place(AchievementDraft draft, InputError error)
    {
        var name = error.Pointer.TrimStart('/').Replace('/', '.');
        // A title that is there proposes an id.
        if (name == "id" && error.Reason == InputReasons.Missing && draft.Languages.All(language => IsBlank(draft, $"title.{language}")))
            return;
        if (error.Reason == InputReasons.ExtraLanguage && IsBlank(draft, $"title.{name[(name.LastIndexOf('.') + 1)..]}"))
            return;
        foreach (var field in FieldsOf(draft, name, error.Reason).DefaultIfEmpty(Whole))
            draft.Form.Refuse(field, error.Reason);
    }

    /// <summary>The field itself; else those inside it that are to be filled in; else what it is in.</summary>
    private static IEnumerable<string> FieldsOf(AchievementDraft draft, string name, string reason)
    {
        if (name == "level" || (name.Split('.') is ["levels", ..] && !name.EndsWith(".verifiedBy", StringComparison.Ordinal)))
            return ["level"];
        if (name == "participation")
            return [name];
        for (; name.Length > 0; name = name[..Math.Max(0, name.LastIndexOf('.'))])
        {
            if (draft.Form.Names.Contains(name))
                return [name];
            var inside = draft.Form.Names.Where(field => field.StartsWith(name + ".", StringComparison.Ordinal) && !IsOfSearch(field)).ToList();
            var blank = inside.Where(field => IsBlank(draft, field)).ToList();
            // What is wrong inside, and so not there, says so already.
            if (reason == InputReasons.Missing && inside.FirstOrDefault(field => draft.Form.FaultOf(field) is not null) is { } faulty)
                return [faulty];
            if (inside.Count > 0)
                return blank.Count == 0 ? inside.Take(1) : SameText(blank);
        }
        return [];
    }

    /// <summary>The first of them, with the same text in the other languages.</summary>
    private static IEnumerable<string> SameText(List<string> fields) => FieldNames.LanguageOf(fields[0]) is { } language
        ? fields.Where(field => FieldNames.LanguageOf(field) is { } other && field[..^other.Length] == fields[0][..^language.Length])
        : fields.Take(1);

    private static bool IsBlank(AchievementDraft draft, string name) => string.IsNullOrWhiteSpace(draft.Form.Typed(name));

    private static bool IsOfSearch(string field) => field.EndsWith("." + DraftSteps.Seek, StringComparison.Ordinal);
}
