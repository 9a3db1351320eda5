using System.Text.Json;

namespace Credentials.LinkedData;

/// <summary>Reads <c>@container</c> (JSON-LD 1.1 API section 4.2.2 step 19.1).</summary>
internal static class ContainerMappings
{
    private const ContainerMapping WithSet =
        ContainerMapping.Index | ContainerMapping.Graph | ContainerMapping.Id | ContainerMapping.Type | ContainerMapping.Language;

    public static ContainerMapping Read(JsonElement value)
    {
        var mapping = ContainerMapping.None;
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                var one = ReadOne(item);
                if (mapping.HasFlag(one))
                    throw Invalid();
                mapping |= one;
            }
        }
        else
        {
            mapping = ReadOne(value);
        }
        return IsAllowed(mapping) ? mapping : throw Invalid();
    }

    private static ContainerMapping ReadOne(JsonElement value) => value.ValueKind != JsonValueKind.String ? throw Invalid() : value.GetString() switch
    {
        JsonLdKeywords.Graph => ContainerMapping.Graph,
        JsonLdKeywords.Id => ContainerMapping.Id,
        JsonLdKeywords.Index => ContainerMapping.Index,
        JsonLdKeywords.Language => ContainerMapping.Language,
        JsonLdKeywords.List => ContainerMapping.List,
        JsonLdKeywords.Set => ContainerMapping.Set,
        JsonLdKeywords.Type => ContainerMapping.Type,
        _ => throw Invalid(),
    };

    private static bool IsAllowed(ContainerMapping mapping)
    {
        var withoutSet = mapping & ~ContainerMapping.Set;
        bool isOne = int.PopCount((int)withoutSet) <= 1;
        return mapping != ContainerMapping.None
            && (mapping == ContainerMapping.List
                || (isOne && (withoutSet & ~WithSet) == 0)
                || withoutSet is (ContainerMapping.Graph | ContainerMapping.Id) or (ContainerMapping.Graph | ContainerMapping.Index));
    }

    private static JsonLdException Invalid() => new(JsonLdErrors.InvalidContainerMapping, "a @container that a term cannot have");
}
