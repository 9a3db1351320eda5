using System.Text.Json;

namespace Credentials.LinkedData;

/// <summary>Tells cheaply that the values of one property give no statement twice, which nearly none do; looking for it costs more than making them.</summary>
internal static class RepeatedStatements
{
    private const int FewEnoughToCompare = 8;

    public static bool MayCome(List<string> types) => MayCome(types, (a, b) => a == b);

    public static bool MayCome(List<ExpandedObject> values) => MayCome(values, MayBeSame);

    private static bool MayCome<T>(List<T> values, Func<T, T, bool> mayBeSame)
    {
        if (values.Count > FewEnoughToCompare)
            return true;
        for (int i = 1; i < values.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (mayBeSame(values[i], values[j]))
                    return true;
            }
        }
        return false;
    }

    private static bool MayBeSame(ExpandedObject a, ExpandedObject b)
    {
        // An empty list is the node rdf:nil, which a reference can name too.
        if (a is { IsList: true, Items.Count: 0 } || b is { IsList: true, Items.Count: 0 })
            return true;
        if (a.IsValue && b.IsValue)
        {
            // Two spellings of a number are one literal.
            bool areTexts = a.Value.ValueKind == JsonValueKind.String && b.Value.ValueKind == JsonValueKind.String;
            return !areTexts || JsonElement.DeepEquals(a.Value, b.Value);
        }
        return a.Id is not null && a.Id == b.Id;
    }
}
