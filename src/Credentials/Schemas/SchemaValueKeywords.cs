using System.Text.Json;

namespace Credentials.Schemas;

/// <summary>The keywords about numbers and texts.</summary>
internal static class SchemaValueKeywords
{
    public static bool TryRead(SchemaCompiler compiler, SchemaNode node, string keyword, JsonElement value, string pointer)
    {
        switch (keyword)
        {
            case "minimum":
                (node.Numbers ??= new SchemaNumbers()).Minimum = Number(compiler, value, keyword, pointer);
                return true;
            case "exclusiveMinimum":
                (node.Numbers ??= new SchemaNumbers()).ExclusiveMinimum = Number(compiler, value, keyword, pointer);
                return true;
            case "maximum":
                (node.Numbers ??= new SchemaNumbers()).Maximum = Number(compiler, value, keyword, pointer);
                return true;
            case "exclusiveMaximum":
                (node.Numbers ??= new SchemaNumbers()).ExclusiveMaximum = Number(compiler, value, keyword, pointer);
                return true;
            case "multipleOf":
                var step = Number(compiler, value, keyword, pointer);
                (node.Numbers ??= new SchemaNumbers()).MultipleOf = step > 0 ? step : null;
                if (step <= 0)
                {
                    compiler.Refuse(pointer, "multipleOf must be more than 0");
                }

                return true;
            case "minLength":
                node.MinLength = Count(compiler, value, keyword, pointer);
                return true;
            case "maxLength":
                node.MaxLength = Count(compiler, value, keyword, pointer);
                return true;
            case "pattern":
                node.Pattern = Pattern(compiler, value.ValueKind == JsonValueKind.String ? value.GetString() : null, pointer);
                return true;
            case "format":
                if (value.ValueKind == JsonValueKind.String && SchemaFormats.TryFind(value.GetString()!, out var accepts))
                {
                    (node.Format, node.FormatName) = (accepts, value.GetString());
                }

                return true;
            default:
                return false;
        }
    }

    public static SchemaPattern? Pattern(SchemaCompiler compiler, string? source, string pointer)
    {
        if (source is not null && SchemaPattern.TryRead(source, out var pattern))
        {
            return pattern;
        }

        compiler.Refuse(pointer, "a pattern cannot be matched in bounded time");
        return null;
    }

    public static int? Count(SchemaCompiler compiler, JsonElement value, string keyword, string pointer)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0)
        {
            return count;
        }

        compiler.Refuse(pointer, $"{keyword} must be a whole number from 0 on");
        return null;
    }

    private static decimal? Number(SchemaCompiler compiler, JsonElement value, string keyword, string pointer)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number))
        {
            return number;
        }

        compiler.Refuse(pointer, $"{keyword} must be a number");
        return null;
    }
}
