using System.Globalization;
using System.Text.Json;
using Credentials.Inputs;

namespace Credentials.Schemas;

/// <summary>Applies the keywords about objects and lists.</summary>
internal static class SchemaContainers
{
    public static bool AcceptsObject(SchemaEvaluation run, SchemaNode node, JsonElement value, string pointer, List<InputError>? errors, int depth)
    {
        var accepted = true;
        var count = 0;
        foreach (var member in value.EnumerateObject())
        {
            count++;
            accepted &= AcceptsMember(run, node, member, pointer, errors, depth);
        }

        foreach (var name in node.Required)
        {
            if (!value.TryGetProperty(name, out _))
            {
                accepted = SchemaEvaluation.Fault(errors, Pointers.Of(pointer, name), "This member is missing.");
            }
        }

        foreach (var (name, others) in node.DependentRequired)
        {
            if (value.TryGetProperty(name, out _) && others.FirstOrDefault(other => !value.TryGetProperty(other, out _)) is { } missing)
            {
                accepted = SchemaEvaluation.Fault(errors, Pointers.Of(pointer, missing), $"This member is missing, which {name} asks for.");
            }
        }

        foreach (var (name, dependent) in node.DependentSchemas)
        {
            accepted &= !value.TryGetProperty(name, out _) || run.Accepts(dependent, value, pointer, errors, depth + 1);
        }

        return (!(count < node.MinProperties || count > node.MaxProperties) || SchemaEvaluation.Fault(errors, pointer, "This has too few or too many members."))
            && accepted;
    }

    public static bool AcceptsArray(SchemaEvaluation run, SchemaNode node, JsonElement value, string pointer, List<InputError>? errors, int depth)
    {
        var accepted = true;
        var (index, contained) = (0, 0);
        foreach (var element in value.EnumerateArray())
        {
            var schema = index < node.PrefixItems.Count ? node.PrefixItems[index] : node.Items;
            accepted &= schema is null || run.Accepts(schema, element, errors is null ? "" : Pointers.Of(pointer, index), errors, depth + 1);
            contained += node.Contains is { } contains && run.Accepts(contains, element, pointer, null, depth + 1) ? 1 : 0;
            index++;
        }

        if (index < node.MinItems || index > node.MaxItems)
        {
            accepted = SchemaEvaluation.Fault(errors, pointer, string.Create(CultureInfo.InvariantCulture,
                $"This must have {node.MinItems ?? 0} to {node.MaxItems?.ToString(CultureInfo.InvariantCulture) ?? "any number of"} entries."));
        }

        if (node.Contains is not null && (contained < node.MinContains || contained > node.MaxContains))
        {
            accepted = SchemaEvaluation.Fault(errors, pointer, "This lacks an entry that it must have, or has too many such entries.");
        }

        return (!node.UniqueItems || AreDifferent(run, value) || SchemaEvaluation.Fault(errors, pointer, "The entries must differ from each other.")) && accepted;
    }

    private static bool AcceptsMember(SchemaEvaluation run, SchemaNode node, JsonProperty member, string pointer, List<InputError>? errors, int depth)
    {
        if (!TryName(member, out var name))
        {
            return SchemaEvaluation.Fault(errors, pointer, "A member name is not valid Unicode.");
        }

        var accepted = true;
        var at = errors is null ? "" : Pointers.Of(pointer, name);
        if (node.PropertyNames is { } names)
        {
            using var written = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(name));
            accepted &= run.Accepts(names, written.RootElement, at, errors, depth + 1);
        }

        var named = node.Properties.TryGetValue(name, out var schema);
        if (named)
        {
            accepted &= run.Accepts(schema!, member.Value, at, errors, depth + 1);
        }

        foreach (var (pattern, patterned) in node.PatternProperties)
        {
            if (pattern.Matches(name))
            {
                named = true;
                accepted &= run.Accepts(patterned, member.Value, at, errors, depth + 1);
            }
        }

        return (named || node.AdditionalProperties is not { } others || run.Accepts(others, member.Value, at, errors, depth + 1)) && accepted;
    }

    private static bool AreDifferent(SchemaEvaluation run, JsonElement array)
    {
        var elements = array.EnumerateArray().ToArray();
        for (var later = 1; later < elements.Length; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                if (!run.Step() || JsonElement.DeepEquals(elements[earlier], elements[later]))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool TryName(JsonProperty member, out string name)
    {
        try
        {
            name = member.Name;
            return true;
        }
        catch (InvalidOperationException)
        {
            name = "";
            return false;
        }
    }
}
