using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Achievements;
using Credentials.Frameworks;
using Credentials.Web.Languages;

namespace Credentials.IssuerService.Staff.Achievements;

/// <summary>
/// A definition while it is being written: every field as it was typed, under the JSON pointer of its place. Members of a definition that the form does not show
/// are not in here.
/// </summary>
public sealed class AchievementDraft
{
    /// <summary>The word of the scale in words, in numbers, and of none.</summary>
    public const string Words = "words", Numbers = "numbers", NoScale = "none";

    private AchievementDraft(JsonObject tree, IReadOnlyList<string> languages)
    {
        (Tree, Languages) = (tree, languages);
        Form = Form.Of(FieldTree.Flatten(tree));
        OfferedLanguages =
        [
            .. PageLanguage.All.Select(language => language.Tag).Concat(languages)
                .Concat((tree["title"] as JsonObject)?.Select(text => text.Key).Where(LanguageMap.IsTag) ?? []).Distinct(StringComparer.Ordinal),
        ];
    }

    public Form Form { get; }

    /// <summary>In which the texts are written.</summary>
    public IReadOnlyList<string> Languages { get; }

    public IReadOnlyList<string> OfferedLanguages { get; }

    internal JsonObject Tree { get; }

    public string Scale => Form.Typed("scale") is Words or Numbers ? Form.Typed("scale") : NoScale;

    public int Rows(string name) => FieldTree.Rows(Tree, name.Split('.')).Count;

    /// <summary>A form that nothing was typed into yet.</summary>
    public static AchievementDraft Blank(string language, string framework)
    {
        var tree = new JsonObject
        {
            ["lang"] = new JsonObject { [language] = "true" },
            ["levels"] = new JsonArray(new JsonObject { ["framework"] = framework }),
            ["scale"] = NoScale,
            ["assessment"] = new JsonObject { ["scale"] = new JsonObject { ["required"] = "true" } },
        };
        return Settle(tree);
    }

    /// <summary>A definition that is there.</summary>
    public static AchievementDraft Of(Achievement achievement)
    {
        var tree = FieldTree.Grow(FieldTree.Flatten(Json(achievement)));
        tree["lang"] = new JsonObject(achievement.Languages.Select(language => KeyValuePair.Create(language, (JsonNode?)"true")));
        tree["level"] = FieldTree.Find(tree, "levels", "0", "level")?.DeepClone();
        tree["scale"] = achievement.Assessment.Scale switch { ListScale => Words, NumericScale => Numbers, _ => NoScale };
        tree.Remove("languages");
        var offered = PageLanguage.All.Select(language => language.Tag).ToList();
        tree["instruction"] = new JsonObject(
            achievement.InstructionLanguages.Intersect(offered).Select(language => KeyValuePair.Create(language, (JsonNode?)"true")));
        tree["languages"] = string.Join(", ", achievement.InstructionLanguages.Except(offered));
        return Settle(tree);
    }

    /// <summary>What a browser sent, after what its button asks for was done.</summary>
    internal static AchievementDraft Sent(IEnumerable<KeyValuePair<string, string>> fields, EscoSkills skills)
    {
        var tree = FieldTree.Grow(fields);
        DraftSteps.Take(tree, FieldTree.Text(tree, "do") ?? "", skills);
        return Settle(tree);
    }

    internal AchievementDraft WithId(string id)
    {
        Tree["id"] = id;
        return new(Tree, Languages);
    }

    internal static JsonObject Json(Achievement achievement)
    {
        var output = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(output))
            achievement.Write(writer);
        return JsonNode.Parse(output.WrittenSpan)!.AsObject();
    }

    /// <summary>There is always a language, a level's framework, a row for an outcome, and one for a result where results are words.</summary>
    private static AchievementDraft Settle(JsonObject tree)
    {
        var languages = (tree["lang"] as JsonObject)?.Select(choice => choice.Key).Where(LanguageMap.IsTag).ToList() ?? [];
        if (languages.Count == 0)
            languages = [PageLanguage.Dutch.Tag];
        if (FieldTree.Rows(tree, "levels").Count == 0)
            tree["levels"] = new JsonArray(new JsonObject { ["framework"] = QualificationsFramework.Vks });
        if (FieldTree.Rows(tree, "learningOutcomes").Count == 0)
            FieldTree.RowsOf(tree, "learningOutcomes").Add(DraftSteps.BlankOutcome(languages));
        if (FieldTree.Text(tree, "scale") == Words && FieldTree.Rows(tree, "assessment", "scale", "values").Count == 0)
            DraftSteps.ScaleValues(tree).Add(DraftSteps.BlankValue());
        return new(tree, languages);
    }
}
