using System.Text.Json;

namespace Credentials.LinkedData;

/// <content>Language, index, id and type maps, steps 13.7 and 13.8.</content>
internal sealed partial class JsonLdExpansion
{
    private void ExpandLanguageMap(JsonLdContext active, TermDefinition definition, JsonElement map, List<ExpandedObject> values)
    {
        string? direction = definition.HasDirection ? definition.Direction : active.Direction;
        foreach (var entry in map.EnumerateObject())
        {
            string? language = active.Expand(entry.Name, vocab: true, documentRelative: false) == JsonLdKeywords.None ? null : entry.Name;
            if (language is not null)
                CheckLanguage(language);
            if (entry.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in entry.Value.EnumerateArray())
                    AddOfLanguage(item, language, direction, values);
            }
            else
            {
                AddOfLanguage(entry.Value, language, direction, values);
            }
        }
    }

    private static void AddOfLanguage(JsonElement item, string? language, string? direction, List<ExpandedObject> values)
    {
        if (item.ValueKind == JsonValueKind.Null)
            return;
        if (item.ValueKind != JsonValueKind.String)
            throw new JsonLdException(JsonLdErrors.InvalidLanguageMapValue, "a language map holds strings");
        var value = ExpandedObject.OfValue(item);
        SetLanguage(value, language);
        SetDirection(value, direction);
        values.Add(value);
    }

    private void ExpandIndexMap(JsonLdContext active, string name, TermDefinition definition, JsonElement map, List<ExpandedObject> values)
    {
        bool byIdOrType = (definition.Container & (ContainerMapping.Id | ContainerMapping.Type)) != 0;
        var mapContext = byIdOrType ? active.Previous ?? active : active;
        foreach (var entry in map.EnumerateObject())
        {
            var context = (definition.Container & ContainerMapping.Type) != 0 && mapContext.Find(entry.Name) is { HasLocalContext: true } type
                ? reader.Scoped(mapContext, type, ofType: true)
                : mapContext;
            string? expandedIndex = active.Expand(entry.Name, vocab: true, documentRelative: false);
            int from = values.Count;
            try
            {
                Expand(context, name, entry.Value, values, fromMap: true);
                for (int i = from; i < values.Count; i++)
                    values[i] = Indexed(active, definition, entry.Name, expandedIndex, values[i]);
            }
            catch (JsonLdException e) when (e.Passes(entry.Name))
            {
                throw;
            }
        }
    }

    private ExpandedObject Indexed(JsonLdContext active, TermDefinition definition, string index, string? expandedIndex, ExpandedObject item)
    {
        var container = definition.Container;
        if ((container & ContainerMapping.Graph) != 0 && !item.IsGraph)
            item = ExpandedObject.OfGraph([item]);
        if (expandedIndex == JsonLdKeywords.None)
            return item;
        if ((container & ContainerMapping.Index) != 0)
        {
            if (definition.Index is not null and not JsonLdKeywords.Index)
            {
                AddIndexProperty(active, definition.Index, index, item);
            }
            else if (!item.Has(ExpandedMembers.Index))
            {
                item.Members |= ExpandedMembers.Index;
                item.Index = index;
            }
        }
        else if ((container & ContainerMapping.Id) != 0)
        {
            if (!item.Has(ExpandedMembers.Id))
            {
                item.Members |= ExpandedMembers.Id;
                item.Id = ExpandReference(active, index, vocab: false);
            }
        }
        else if ((container & ContainerMapping.Type) != 0 && expandedIndex is not null)
        {
            item.Members |= ExpandedMembers.Type;
            (item.Types ??= []).Insert(0, expandedIndex);
        }
        return item;
    }

    /// <summary>The index becomes the first value of a property (step 13.8.3.7.2).</summary>
    private void AddIndexProperty(JsonLdContext active, string indexProperty, string index, ExpandedObject item)
    {
        if (item.IsValue)
            throw new JsonLdException(JsonLdErrors.InvalidValueObject, "a value has no property");
        var definition = active.Find(indexProperty);
        ExpandedObject value;
        if (definition?.Type is JsonLdKeywords.Id or JsonLdKeywords.Vocab)
        {
            value = ExpandedObject.OfId(ExpandReference(active, index, vocab: definition.Type == JsonLdKeywords.Vocab));
        }
        else
        {
            value = new ExpandedObject { Members = ExpandedMembers.Value, Text = index };
            SetTypeOrLanguage(active, definition, value, isString: true);
        }
        if (active.Expand(indexProperty, vocab: true, documentRelative: false) is { } iri)
            item.Property(iri).Insert(0, value);
    }
}
