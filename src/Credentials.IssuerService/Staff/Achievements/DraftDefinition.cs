using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Credentials.Web.Languages;

namespace Credentials.IssuerService.Staff.Achievements;

/// <summary>
/// The definition that a draft says, as JSON: what the form shows replaces what was there, and every other member stays as it is. What is missing is left out, for
/// the reader of definitions to name; only what cannot be written as JSON is refused here.
/// </summary>
internal sealed partial class DraftDefinition
{
    /// <summary>The reason code for what is no number.</summary>
    public const string NotANumber = "not-a-number";

    private readonly AchievementDraft _draft;
    private readonly JsonObject _tree;

    private DraftDefinition(AchievementDraft draft) => (_draft, _tree) = (draft, draft.Tree);

    /// <param name="draft">The form; it learns which of its numbers are none.</param>
    /// <param name="original">The definition that is changed or copied; null for none.</param>
    /// <param name="id">The achievement's id.</param>
    public static JsonObject Of(AchievementDraft draft, JsonObject? original, string id)
    {
        var definition = original?.DeepClone().AsObject() ?? [];
        var written = new DraftDefinition(draft);
        foreach (var (name, value) in written.Members().Prepend(("id", id)))
        {
            definition.Remove(name);
            if (value is not null)
                definition.Add(name, InOrderOf(original?[name], value));
        }
        return definition;
    }

    /// <summary>
    /// The order of languages has a meaning, and nothing but what was changed may differ: members stand in the order that they had, new ones after them.
    /// </summary>
    private static JsonNode InOrderOf(JsonNode? original, JsonNode value) => (original, value) switch
    {
        (JsonObject before, JsonObject now) => new JsonObject(
            before.Select(member => member.Key).Where(now.ContainsKey).Concat(now.Select(member => member.Key).Where(name => !before.ContainsKey(name)))
                .Select(name => KeyValuePair.Create(name, now[name] is { } member ? InOrderOf(before[name], member) : null))),
        (JsonArray before, JsonArray now) when now.All(item => item is JsonValue) =>
            before.Count == now.Count && before.All(item => now.Any(other => JsonNode.DeepEquals(item, other))) ? before.DeepClone() : now.DeepClone(),
        (JsonArray before, JsonArray now) => new JsonArray(
            [.. now.Select((item, index) => item is null ? null : InOrderOf(index < before.Count ? before[index] : null, item))]),
        _ => value.DeepClone(),
    };

    private IEnumerable<(string Name, JsonNode? Value)> Members()
    {
        yield return ("title", Texts("title"));
        yield return ("description", Texts("description"));
        yield return ("levels", Levels());
        yield return ("learningOutcomes", List(FieldTree.Rows(_tree, "learningOutcomes").Select((_, index) => (JsonNode?)Outcome(index))));
        yield return ("workload", Object(("ects", Number("workload.ects")), ("hours", Number("workload.hours"))) ?? []);
        yield return ("assessment", Object(
            ("type", Texts("assessment.type")), ("supervision", Text("assessment.supervision")), ("scale", Scale())) ?? []);
        yield return ("participation", Text("participation"));
        yield return ("qualityAssurance", Object(("type", Texts("qualityAssurance.type")), ("body", Text("qualityAssurance.body"))) ?? []);
        yield return ("languages", List(InstructionLanguages().Select(language => (JsonNode?)language)));
        yield return ("learningSetting", Text("learningSetting"));
        yield return ("workBasedShare", Number("workBasedShare"));
        yield return ("priorLearning", Object(("assessedBy", Text("priorLearning.assessedBy"))));
        yield return ("fields", List(FieldTree.Rows(_tree, "fields").Select(field => field?.DeepClone())));
        yield return ("suspendable", Flag("suspendable"));
        yield return ("stackable", Text("stackable") switch { "true" => true, "false" => false, _ => null });
        yield return ("partOf", Text("partOf.code") is null && Texts("partOf.title") is null ? null
            : Object(("kind", Text("partOf.kind")), ("code", Text("partOf.code")), ("title", Texts("partOf.title"))));
        yield return ("prerequisites", Texts("prerequisites"));
        yield return ("recognition", Object(
            ("register", Text("recognition.register")), ("number", Text("recognition.number")), ("from", Text("recognition.from")), ("until", Text("recognition.until"))));
        yield return ("qualityAudit", Object(("date", Text("qualityAudit.date")), ("by", Text("qualityAudit.by"))));
        yield return ("criteria", Texts("criteria"));
    }

    private JsonArray? Levels()
    {
        if (!int.TryParse(Text("level"), NumberStyles.None, CultureInfo.InvariantCulture, out var chosen))
            return null;
        return List(FieldTree.Rows(_tree, "levels").Select(row => (JsonNode?)Object(
            ("framework", FieldTree.Text(row, "framework")), ("level", chosen), ("verifiedBy", FieldTree.Text(row, "verifiedBy")))));
    }

    private JsonObject? Outcome(int index)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"learningOutcomes.{index}");
        return Object(
            ("title", Texts($"{place}.title")),
            ("skills", List(FieldTree.Rows(_tree, [.. place.Split('.'), "skills"]).Select(skill => (JsonNode?)Object(
                ("uri", FieldTree.Text(skill, "uri")), ("name", Names(skill)))))));
    }

    /// <summary>ESCO's labels need not be in the languages of the title.</summary>
    private static JsonObject? Names(JsonNode? skill) => Object(
        [.. ((skill as JsonObject)?["name"] as JsonObject ?? []).Select(name => (name.Key, (JsonNode?)FieldTree.Text(skill, "name", name.Key)))]);

    private JsonObject? Scale() => _draft.Scale switch
    {
        AchievementDraft.Words => Object(
            ("required", Flag("assessment.scale.required")),
            ("values", new JsonArray([.. FieldTree.Rows(_tree, "assessment", "scale", "values").Select(value => Object(
                ("value", FieldTree.Text(value, "value")), ("pass", FieldTree.Text(value, "pass") == "true")))]))),
        AchievementDraft.Numbers => Object(
            ("required", Flag("assessment.scale.required")), ("minimum", Number("assessment.scale.minimum")),
            ("maximum", Number("assessment.scale.maximum")), ("pass", Number("assessment.scale.pass"))),
        _ => null,
    };

    private IEnumerable<string> InstructionLanguages() => PageLanguage.All.Select(language => language.Tag)
        .Where(tag => Flag($"instruction.{tag}"))
        .Concat((Text("languages") ?? "").Split((char[])[',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private string? Text(string name) => FieldTree.Text(_tree, name.Split('.'));

    private bool Flag(string name) => Text(name) == "true";

    private JsonObject? Texts(string name) => Object([.. _draft.Languages.Select(language => (language, (JsonNode?)Text($"{name}.{language}")))]);

    /// <summary>At most two decimals, after a point or a comma.</summary>
    private JsonNode? Number(string name)
    {
        if (Text(name) is not { } typed)
            return null;
        if (NumberForm().IsMatch(typed))
            return decimal.Parse(typed.Replace(',', '.'), CultureInfo.InvariantCulture);
        _draft.Form.Refuse(name, NotANumber);
        return null;
    }

    private static JsonArray? List(IEnumerable<JsonNode?> items) => new JsonArray([.. items.Where(item => item is not null)]) is { Count: > 0 } list ? list : null;

    private static JsonObject? Object(params IEnumerable<(string Name, JsonNode? Value)> members) =>
        new JsonObject(members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Name, member.Value))) is { Count: > 0 } made
            ? made
            : null;

    [GeneratedRegex(@"^-?[0-9]{1,7}([.,][0-9]{1,2})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberForm();
}
