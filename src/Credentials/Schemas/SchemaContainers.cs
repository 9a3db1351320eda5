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
        // Looking each name up in the value would take as many steps as it has members.
        var names = AsksForNames(node) ? new HashSet<string>(StringComparer.Ordinal) : null;
        foreach (var member in value.EnumerateObject())
        {
            if (!run.StepInto(pointer))
            {
                return false;
            }

            count++;
            accepted &= AcceptsMember(run, node, member, names, pointer, errors, depth);
        }

        accepted &= AcceptsNames(run, node, value, names, pointer, errors, depth);
        return (!(count < node.MinProperties || count > node.MaxProperties) || SchemaEvaluation.Fault(errors, pointer, "This has too few or too many members."))
            && accepted;
    }

    private static bool AsksForNames(SchemaNode node) =>
        node.Required.Count > 0 || node.DependentRequired.Count > 0 || node.DependentSchemas.Count > 0;

    private static bool AcceptsNames(
        SchemaEvaluation run, SchemaNode node, JsonElement value, HashSet<string>? names, string pointer, List<InputError>? errors, int depth)
    {
        if (names is null)
        {
            return true;
        }

        var accepted = true;
        foreach (var name in node.Required)
        {
            if (!run.StepInto(pointer))
            {
                return false;
            }

            if (!names.Contains(name))
            {
                accepted = SchemaEvaluation.Fault(errors, Pointers.Of(pointer, name), "This member is missing.");
            }
        }

        foreach (var (name, others) in node.DependentRequired)
        {
            if (!run.StepInto(pointer))
            {
                return false;
            }

            if (names.Contains(name) && run.Spend(others.Count) && others.FirstOrDefault(other => !names.Contains(other)) is { } missing)
            {
                accepted = SchemaEvaluation.Fault(errors, Pointers.Of(pointer, missing), $"This member is missing, which {name} asks for.");
            }
        }

        foreach (var (name, dependent) in node.DependentSchemas)
        {
            accepted &= run.Step() && (!names.Contains(name) || run.Accepts(dependent, value, pointer, errors, depth + 1));
        }

        return accepted;
    }

    public static bool AcceptsArray(SchemaEvaluation run, SchemaNode node, JsonElement value, string pointer, List<InputError>? errors, int depth)
    {
        var accepted = true;
        var (index, contained) = (0, 0);
        foreach (var element in value.EnumerateArray())
        {
            if (!run.StepInto(pointer))
            {
                return false;
            }

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

    private static bool AcceptsMember(
        SchemaEvaluation run, SchemaNode node, JsonProperty member, HashSet<string>? all, string pointer, List<InputError>? errors, int depth)
    {
        if (!TryName(member, out var name))
        {
            return SchemaEvaluation.Fault(errors, pointer, "A member name is not valid Unicode.");
        }

        all?.Add(name);
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
            if (run.Matches(pattern, name))
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
                if (run.AreSame(elements[earlier], elements[later]) || !run.Spend(0))
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
