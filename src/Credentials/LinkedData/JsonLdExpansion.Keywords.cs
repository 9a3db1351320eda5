using System.Text.Json;

namespace Credentials.LinkedData;

/// <content>The keywords of a map, step 13.4.</content>
internal sealed partial class JsonLdExpansion
{
    private void ExpandKeyword(EntryScope scope, string keyword, JsonElement value, ExpandedObject result)
    {
        if (scope.Property == JsonLdKeywords.Reverse)
            throw new JsonLdException(JsonLdErrors.InvalidReversePropertyMap, "@reverse holds properties, and no keyword");
        var member = MemberOf(keyword);
        if (member != ExpandedMembers.None && result.Has(member) && member is not (ExpandedMembers.Included or ExpandedMembers.Type))
            throw new JsonLdException(JsonLdErrors.CollidingKeywords, "a keyword stands twice in one object, once by another name");
        switch (keyword)
        {
            case JsonLdKeywords.Id:
                result.Id = ExpandReference(scope.Active, Text(value, JsonLdErrors.InvalidIdValue, "@id must be a string"), vocab: false);
                break;
            case JsonLdKeywords.Type:
                ExpandTypes(scope.TypeScoped, value, result);
                break;
            case JsonLdKeywords.Graph:
                result.Graph = ExpandAll(scope.Active, JsonLdKeywords.Graph, value);
                break;
            case JsonLdKeywords.Included:
                ExpandIncluded(scope.Active, value, result);
                break;
            case JsonLdKeywords.Value:
                if (!scope.IsJson && value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                    throw new JsonLdException(JsonLdErrors.InvalidValueObjectValue, "@value must be a string, a number, true, false or null");
                result.Value = value;
                break;
            case JsonLdKeywords.Language:
                result.Language = Text(value, JsonLdErrors.InvalidLanguageTaggedString, "@language must be a string");
                CheckLanguage(result.Language);
                break;
            case JsonLdKeywords.Direction:
                result.Direction = ContextValues.ReadDirection(value)
                    ?? throw new JsonLdException(JsonLdErrors.InvalidBaseDirection, "@direction must be ltr or rtl");
                break;
            case JsonLdKeywords.Index:
                result.Index = Text(value, JsonLdErrors.InvalidIndexValue, "@index must be a string");
                break;
            case JsonLdKeywords.List when scope.Property is null or JsonLdKeywords.Graph:
                Drop("a list that belongs to nothing");
                return;
            case JsonLdKeywords.List or JsonLdKeywords.Set:
                result.Items = ExpandAll(scope.Active, scope.Property, value);
                break;
            case JsonLdKeywords.Reverse:
                ExpandReverse(scope.Active, value, result);
                return;
            default:
                DropEntry(keyword);
                return;
        }
        result.Members |= member;
    }

    private static ExpandedMembers MemberOf(string keyword) => keyword switch
    {
        JsonLdKeywords.Id => ExpandedMembers.Id,
        JsonLdKeywords.Type => ExpandedMembers.Type,
        JsonLdKeywords.Value => ExpandedMembers.Value,
        JsonLdKeywords.Language => ExpandedMembers.Language,
        JsonLdKeywords.Direction => ExpandedMembers.Direction,
        JsonLdKeywords.Index => ExpandedMembers.Index,
        JsonLdKeywords.List => ExpandedMembers.List,
        JsonLdKeywords.Set => ExpandedMembers.Set,
        JsonLdKeywords.Graph => ExpandedMembers.Graph,
        JsonLdKeywords.Included => ExpandedMembers.Included,
        JsonLdKeywords.Reverse => ExpandedMembers.Reverse,
        _ => ExpandedMembers.None,
    };

    private static string Text(JsonElement value, string error, string detail) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new JsonLdException(error, detail);

    private List<ExpandedObject> ExpandAll(JsonLdContext active, string? property, JsonElement value)
    {
        var items = new List<ExpandedObject>();
        Expand(active, property, value, items, fromMap: false);
        return items;
    }

    /// <remarks>A value object's type comes this way too; what it means is known once the map is complete.</remarks>
    private void ExpandTypes(JsonLdContext typeScoped, JsonElement value, ExpandedObject result)
    {
        result.Types ??= [];
        if (value.ValueKind == JsonValueKind.String)
        {
            result.Datatype = AddType(typeScoped, value, result.Types);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                AddType(typeScoped, item, result.Types);
        }
        else
        {
            throw InvalidType();
        }
    }

    private string? AddType(JsonLdContext typeScoped, JsonElement value, List<string> types)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw InvalidType();
        string? type = ExpandReference(typeScoped, value.GetString()!, vocab: true);
        if (type is not null)
            types.Add(type);
        return type;
    }

    private static JsonLdException InvalidType() => new(JsonLdErrors.InvalidTypeValue, "@type must be a string, or strings");

    private void ExpandIncluded(JsonLdContext active, JsonElement value, ExpandedObject result)
    {
        var items = ExpandAll(active, null, value);
        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) || items.Exists(item => !item.IsNode)
            || (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object))
            || (items.Count == 0 && value.ValueKind == JsonValueKind.Object))
        {
            throw new JsonLdException(JsonLdErrors.InvalidIncludedValue, "@included must hold nodes");
        }
        (result.Included ??= []).AddRange(items);
    }

    private void CheckLanguage(string language)
    {
        if (!JsonLdLanguage.IsWellFormed(language))
            Drop("a language tag that is not well-formed");
    }

    private void ExpandReverse(JsonLdContext active, JsonElement value, ExpandedObject result)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw new JsonLdException(JsonLdErrors.InvalidReverseValue, "@reverse must be an object");
        foreach (var expanded in ExpandAll(active, JsonLdKeywords.Reverse, value))
        {
            foreach (var (iri, items) in expanded.Reverse ?? [])
                result.Property(iri).AddRange(items);
            foreach (var (iri, items) in expanded.Properties ?? [])
                AddReverse(result, iri, items);
        }
    }
}
