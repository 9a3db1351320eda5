using System.Text.Json;

namespace Credentials.Schemas;

/// <summary>The keywords about lists and objects.</summary>
internal static class SchemaContainerKeywords
{
    public static bool TryRead(
        SchemaCompiler compiler, SchemaNode node, JsonElement schema, string keyword, JsonElement value, string pointer, int depth)
    {
        switch (keyword)
        {
            case "items" when value.ValueKind == JsonValueKind.Array:
                // Draft 2019-09: a list of schemas, one for each place; additionalItems says what follows.
                node.PrefixItems = compiler.Children(value, pointer, keyword, depth);
                return true;
            case "items":
                node.Items = compiler.Child(value, pointer, keyword, depth);
                return true;
            case "additionalItems":
                // Without a list in items it means nothing (2019-09 core, section 9.3.1.2).
                if (schema.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array)
                {
                    node.Items = compiler.Child(value, pointer, keyword, depth);
                }

                return true;
            case "prefixItems":
                node.PrefixItems = compiler.Children(value, pointer, keyword, depth);
                return true;
            case "contains":
                node.Contains = compiler.Child(value, pointer, keyword, depth);
                return true;
            case "minContains":
                node.MinContains = SchemaValueKeywords.Count(compiler, value, keyword, pointer) ?? 1;
                return true;
            case "maxContains":
                node.MaxContains = SchemaValueKeywords.Count(compiler, value, keyword, pointer);
                return true;
            case "minItems":
                node.MinItems = SchemaValueKeywords.Count(compiler, value, keyword, pointer);
                return true;
            case "maxItems":
                node.MaxItems = SchemaValueKeywords.Count(compiler, value, keyword, pointer);
                return true;
            case "uniqueItems":
                node.UniqueItems = value.ValueKind == JsonValueKind.True;
                return true;
            case "properties":
                node.Properties = compiler.Named(value, pointer, keyword, depth);
                return true;
            case "patternProperties":
                node.PatternProperties =
                [
                    .. compiler.Named(value, pointer, keyword, depth)
                        .Select(entry => (Pattern: SchemaValueKeywords.Pattern(compiler, entry.Key, pointer)!, entry.Value))
                        .Where(entry => entry.Pattern is not null),
                ];
                return true;
            case "additionalProperties":
                node.AdditionalProperties = compiler.Child(value, pointer, keyword, depth);
                return true;
            case "propertyNames":
                node.PropertyNames = compiler.Child(value, pointer, keyword, depth);
                return true;
            case "required":
                node.Required = Names(compiler, value, keyword, pointer);
                return true;
            case "dependentRequired" when value.ValueKind == JsonValueKind.Object:
                node.DependentRequired = value.EnumerateObject()
                    .ToDictionary(entry => entry.Name, entry => Names(compiler, entry.Value, keyword, pointer), StringComparer.Ordinal);
                return true;
            case "dependentSchemas":
                node.DependentSchemas = compiler.Named(value, pointer, keyword, depth);
                return true;
            case "minProperties":
                node.MinProperties = SchemaValueKeywords.Count(compiler, value, keyword, pointer);
                return true;
            case "maxProperties":
                node.MaxProperties = SchemaValueKeywords.Count(compiler, value, keyword, pointer);
                return true;
            default:
                return false;
        }
    }

    private static IReadOnlyList<string> Names(SchemaCompiler compiler, JsonElement value, string keyword, string pointer)
    {
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String))
        {
            return [.. value.EnumerateArray().Select(name => name.GetString()!)];
        }

        compiler.Refuse(pointer, $"{keyword} must be a list of names");
        return [];
    }
}
