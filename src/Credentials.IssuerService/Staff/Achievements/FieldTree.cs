using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Credentials.IssuerService.Staff.Achievements;

/// <summary>
/// The fields of a form as a tree: a field's name is its place with dots in between (<c>learningOutcomes.0.title.nl</c>), so that it is the JSON pointer of what
/// is typed into it. Rows are numbered; rows that are missing in between leave no gap. Every leaf is a text.
/// </summary>
internal static class FieldTree
{
    private const int Deepest = 8;

    public static JsonObject Grow(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var root = new JsonObject();
        foreach (var (name, text) in fields)
            Place(root, name.Split('.', Deepest), text);
        return WithRows(root) as JsonObject ?? [];
    }

    public static IEnumerable<KeyValuePair<string, string>> Flatten(JsonNode? node, string name = "") => node switch
    {
        JsonObject members => members.SelectMany(member => Flatten(member.Value, name.Length == 0 ? member.Key : $"{name}.{member.Key}")),
        JsonArray rows => rows.SelectMany((row, index) => Flatten(row, string.Create(CultureInfo.InvariantCulture, $"{name}.{index}"))),
        JsonValue leaf => [KeyValuePair.Create(name, leaf.GetValueKind() == JsonValueKind.String ? leaf.GetValue<string>() : leaf.ToJsonString())],
        _ => [],
    };

    public static JsonNode? Find(JsonNode? from, params IEnumerable<string> way) => way.Aggregate(from, (node, step) => node switch
    {
        JsonObject members => members[step],
        JsonArray rows when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < rows.Count => rows[index],
        _ => null,
    });

    /// <summary>The text of a leaf without blanks around it; null where there is none, or nothing but blanks.</summary>
    public static string? Text(JsonNode? from, params IEnumerable<string> way) =>
        Find(from, way) is JsonValue leaf && leaf.GetValueKind() == JsonValueKind.String && leaf.GetValue<string>().ReplaceLineEndings("\n").Trim() is { Length: > 0 } text
            ? text
            : null;

    public static IList<JsonNode?> Rows(JsonNode? from, params IEnumerable<string> way) => Find(from, way) as JsonArray ?? new JsonArray();

    /// <summary>The rows, made where there are none.</summary>
    public static JsonArray RowsOf(JsonObject from, string name)
    {
        if (from[name] is not JsonArray rows)
            from[name] = rows = [];
        return rows;
    }

    private static void Place(JsonObject at, string[] way, string text)
    {
        foreach (var step in way[..^1])
        {
            if (at[step] is not JsonObject next)
            {
                if (at.ContainsKey(step))
                    return;
                at[step] = next = [];
            }
            at = next;
        }
        at.TryAdd(way[^1], text);
    }

    private static JsonNode WithRows(JsonNode node) => node is not JsonObject members ? node.DeepClone()
        : members.Count > 0 && members.All(member => IsNumber(member.Key))
            ? new JsonArray([.. members.OrderBy(member => int.Parse(member.Key, CultureInfo.InvariantCulture)).Select(member => WithRows(member.Value!))])
        : new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)WithRows(member.Value!))));

    private static bool IsNumber(string step) => step.Length is > 0 and <= 4 && step.All(char.IsAsciiDigit);
}
