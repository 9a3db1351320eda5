using System.Globalization;
using System.Text.Json;
using Credentials.Inputs;

namespace Credentials.Schemas;

/// <summary>Reads a schema's keywords into <see cref="SchemaNode"/>s; each place of the schema becomes one node, so that references may form circles.</summary>
internal sealed class SchemaCompiler(JsonElement schema)
{
    private const int MostNodes = 20_000;
    private const int MostDepth = 64;

    private readonly JsonElement _root = schema.Clone();
    private readonly Dictionary<string, SchemaNode> _nodes = new(StringComparer.Ordinal);
    private string? _problem;

    public string? Id { get; private set; }

    public Result<SchemaNode> Compile()
    {
        Id = _root.ValueKind == JsonValueKind.Object && _root.TryGetProperty("$id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
        var root = Node(_root, "#", 0);
        return _problem is null ? root : new Problem(ProblemCode.InvalidInput, $"The JSON Schema cannot be used: {_problem}.");
    }

    public SchemaNode Node(JsonElement at, string pointer, int depth)
    {
        if (_nodes.TryGetValue(pointer, out var known))
        {
            return known;
        }

        var node = new SchemaNode();
        _nodes.Add(pointer, node);
        if (_nodes.Count > MostNodes || depth > MostDepth)
        {
            Refuse(pointer, "it is too large or too deep");
        }
        else if (at.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            node.Always = at.GetBoolean();
        }
        else if (at.ValueKind != JsonValueKind.Object)
        {
            Refuse(pointer, "a schema must be an object, true or false");
        }
        else
        {
            foreach (var keyword in at.EnumerateObject())
            {
                SchemaKeywords.Read(this, node, at, keyword.Name, keyword.Value, pointer, depth);
            }
        }

        return node;
    }

    public SchemaNode Child(JsonElement at, string pointer, string keyword, int depth) => Node(at, Pointers.Of(pointer, keyword), depth + 1);

    public IReadOnlyList<SchemaNode> Children(JsonElement list, string pointer, string keyword, int depth)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            Refuse(pointer, $"{keyword} must be a list of schemas");
            return [];
        }

        return [.. list.EnumerateArray().Select((entry, index) => Node(entry, Pointers.Of(Pointers.Of(pointer, keyword), index), depth + 1))];
    }

    public IReadOnlyDictionary<string, SchemaNode> Named(JsonElement map, string pointer, string keyword, int depth)
    {
        var nodes = new Dictionary<string, SchemaNode>(StringComparer.Ordinal);
        if (map.ValueKind != JsonValueKind.Object)
        {
            Refuse(pointer, $"{keyword} must be an object of schemas");
            return nodes;
        }

        foreach (var entry in map.EnumerateObject())
        {
            nodes[entry.Name] = Node(entry.Value, Pointers.Of(Pointers.Of(pointer, keyword), entry.Name), depth + 1);
        }

        return nodes;
    }

    /// <summary>Follows a reference within the schema: <c>#</c>, <c>#/…</c>, or either behind the schema's own <c>$id</c>.</summary>
    public SchemaNode? Reference(JsonElement value, string pointer)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        if (Id is not null && text.StartsWith(Id, StringComparison.Ordinal))
        {
            text = text.Length == Id.Length ? "#" : text[Id.Length..];
        }

        if (text == "#")
        {
            return Node(_root, "#", 0);
        }

        if (!text.StartsWith("#/", StringComparison.Ordinal))
        {
            Refuse(pointer, "a $ref leads outside of it");
            return null;
        }

        var at = _root;
        foreach (var escaped in text[2..].Split('/'))
        {
            var name = Uri.UnescapeDataString(escaped).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out var member))
            {
                at = member;
            }
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                && index < at.GetArrayLength())
            {
                at = at[index];
            }
            else
            {
                Refuse(pointer, "a $ref leads nowhere");
                return null;
            }
        }

        return Node(at, text, 0);
    }

    /// <summary>Keeps the first fault.</summary>
    public void Refuse(string pointer, string why) => _problem ??= $"{why} (at {pointer})";
}
