using System.Globalization;
using System.Text.Json.Nodes;
using Credentials.Achievements;
using Credentials.Frameworks;

namespace Credentials.IssuerService.Staff.Achievements;

/// <summary>
/// What the buttons inside the form do, besides saving: rows come and go, and what was ticked among the hits of a search is taken over. Rows in which nothing was
/// typed are dropped each time.
/// </summary>
internal static class DraftSteps
{
    /// <summary>The field of what is sought, and of the hits that were ticked.</summary>
    public const string Seek = "seek", Hit = "hit";

    /// <param name="tree">The form as it was sent.</param>
    /// <param name="word">The button: <c>add-…</c> or <c>remove-…</c>, with the numbers of the rows after it.</param>
    /// <param name="skills">The skills that can be found.</param>
    public static void Take(JsonObject tree, string word, EscoSkills skills)
    {
        var parts = word.Split('.');
        var rows = parts[1..].Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : int.MaxValue).ToList();
        var outcomes = FieldTree.RowsOf(tree, "learningOutcomes");
        Remove(tree, outcomes, parts[0], rows);
        TakeHits(tree, outcomes, skills);
        var added = parts[0] == "add-skill" && rows is [var outcome] && outcome < outcomes.Count ? outcomes[outcome] as JsonObject : null;
        Tidy(tree, outcomes, keep: added);
        switch (parts[0])
        {
            case "add-outcome":
                outcomes.Add(BlankOutcome((tree["lang"] as JsonObject)?.Select(choice => choice.Key) ?? []));
                break;
            case "add-skill" when added is not null:
                FieldTree.RowsOf(added, "skills").Add(new JsonObject { ["uri"] = "" });
                break;
            case "add-value":
                ScaleValues(tree).Add(BlankValue());
                break;
        }
    }

    public static JsonObject BlankOutcome(IEnumerable<string> languages) =>
        new() { ["title"] = new JsonObject(languages.Select(language => KeyValuePair.Create(language, (JsonNode?)""))) };

    public static JsonObject BlankValue() => new() { ["value"] = "", ["pass"] = "true" };

    public static JsonArray ScaleValues(JsonObject tree)
    {
        if (tree["assessment"] is not JsonObject assessment)
            tree["assessment"] = assessment = [];
        if (assessment["scale"] is not JsonObject scale)
            assessment["scale"] = scale = [];
        return FieldTree.RowsOf(scale, "values");
    }

    private static void Remove(JsonObject tree, JsonArray outcomes, string word, List<int> rows)
    {
        var (list, row) = (word, rows) switch
        {
            ("remove-outcome", [var outcome]) => (outcomes, outcome),
            ("remove-skill", [var outcome, var skill]) => (FieldTree.Find(outcomes, outcome.ToString(CultureInfo.InvariantCulture), "skills") as JsonArray, skill),
            ("remove-value", [var value]) => (FieldTree.Find(tree, "assessment", "scale", "values") as JsonArray, value),
            ("remove-field", [var field]) => (tree["fields"] as JsonArray, field),
            _ => (null, 0),
        };
        if (list is not null && row < list.Count)
            list.RemoveAt(row);
    }

    private static void TakeHits(JsonObject tree, JsonArray outcomes, EscoSkills skills)
    {
        foreach (var outcome in outcomes.OfType<JsonObject>())
        {
            var ticked = Ticked(outcome);
            foreach (var skill in ticked.Select(skills.Find).OfType<EscoSkill>())
            {
                var rows = FieldTree.RowsOf(outcome, "skills");
                if (rows.All(row => FieldTree.Text(row, "uri") != skill.Uri))
                    rows.Add(new JsonObject
                    {
                        ["uri"] = skill.Uri,
                        ["name"] = new JsonObject(skill.Name.Texts.Select(text => KeyValuePair.Create(text.Key, (JsonNode?)text.Value))),
                    });
            }
        }
        if (tree["isced"] is not JsonObject isced)
            return;
        foreach (var code in Ticked(isced).Where(code => IscedField.TryFind(code, out _)))
        {
            var fields = FieldTree.RowsOf(tree, "fields");
            if (fields.All(field => (field as JsonValue)?.GetValue<string>() != code))
                fields.Add(code);
        }
    }

    /// <summary>The hits that were ticked; a search that found what was wanted is over.</summary>
    private static List<string> Ticked(JsonObject search)
    {
        var ticked = FieldTree.Rows(search, Hit).OfType<JsonValue>().Select(hit => hit.GetValue<string>()).ToList();
        search.Remove(Hit);
        if (ticked.Count > 0)
            search.Remove(Seek);
        return ticked;
    }

    private static void Tidy(JsonObject tree, JsonArray outcomes, JsonObject? keep)
    {
        foreach (var outcome in outcomes.OfType<JsonObject>())
        {
            DropBlank(outcome["skills"] as JsonArray);
            if (FieldTree.Rows(outcome, "skills").Count == 0)
                outcome.Remove("skills");
        }
        DropBlank(outcomes, keep);
        if (FieldTree.Find(tree, "assessment", "scale", "values") is JsonArray values)
            values.RemoveAll(value => FieldTree.Text(value, "value") is null);
        DropBlank(tree["fields"] as JsonArray);
    }

    private static void DropBlank(JsonArray? rows, JsonNode? keep = null) =>
        rows?.RemoveAll(row => row != keep && FieldTree.Flatten(row).All(leaf => string.IsNullOrWhiteSpace(leaf.Value)));
}
