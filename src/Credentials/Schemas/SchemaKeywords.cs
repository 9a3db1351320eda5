using System.Text.Json;

namespace Credentials.Schemas;

/// <summary>The keywords that are understood, each read into its node. Adding one is one more case here and its meaning in <see cref="SchemaEvaluation"/>.</summary>
internal static class SchemaKeywords
{
    public static void Read(SchemaCompiler compiler, SchemaNode node, JsonElement schema, string keyword, JsonElement value, string pointer, int depth)
    {
        switch (keyword)
        {
            case "$schema" or "$id" or "$comment" or "title" or "description" or "default" or "examples" or "deprecated" or "readOnly" or "writeOnly":
            case "contentEncoding" or "contentMediaType" or "contentSchema":
                break;
            case "$defs" or "definitions":
                compiler.Named(value, pointer, keyword, depth);
                break;
            case "$ref":
                node.Reference = compiler.Reference(value, pointer);
                break;
            case "type":
                node.Types = Types(compiler, value, pointer);
                break;
            case "enum":
                node.Enum = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [];
                break;
            case "const":
                node.Const = value;
                break;
            case "allOf":
                node.AllOf = compiler.Children(value, pointer, keyword, depth);
                break;
            case "anyOf":
                node.AnyOf = compiler.Children(value, pointer, keyword, depth);
                break;
            case "oneOf":
                node.OneOf = compiler.Children(value, pointer, keyword, depth);
                break;
            case "not":
                node.Not = compiler.Child(value, pointer, keyword, depth);
                break;
            case "if":
                node.If = compiler.Child(value, pointer, keyword, depth);
                break;
            case "then":
                node.Then = compiler.Child(value, pointer, keyword, depth);
                break;
            case "else":
                node.Else = compiler.Child(value, pointer, keyword, depth);
                break;
            default:
                if (!SchemaValueKeywords.TryRead(compiler, node, keyword, value, pointer)
                    && !SchemaContainerKeywords.TryRead(compiler, node, schema, keyword, value, pointer, depth))
                {
                    compiler.Refuse(pointer, $"the keyword {keyword} is not understood");
                }

                break;
        }
    }

    private static SchemaTypes Types(SchemaCompiler compiler, JsonElement value, string pointer)
    {
        var types = SchemaTypes.None;
        foreach (var name in value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : new[] { value })
        {
            var type = (name.ValueKind == JsonValueKind.String ? name.GetString() : null) switch
            {
                "null" => SchemaTypes.Null,
                "boolean" => SchemaTypes.Boolean,
                "object" => SchemaTypes.Object,
                "array" => SchemaTypes.Array,
                "string" => SchemaTypes.String,
                "number" => SchemaTypes.Number | SchemaTypes.Integer,
                "integer" => SchemaTypes.Integer,
                _ => SchemaTypes.None,
            };
            if (type == SchemaTypes.None)
            {
                compiler.Refuse(pointer, "type names no type of JSON");
            }

            types |= type;
        }

        return types;
    }
}
