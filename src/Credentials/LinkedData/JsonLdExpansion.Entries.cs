using System.Text.Json;

namespace Credentials.LinkedData;

/// <content>The entries of a map, steps 13 to 20.</content>
internal sealed partial class JsonLdExpansion
{
    private void ExpandEntries(EntryScope scope, JsonElement element, ExpandedObject result)
    {
        List<(string Name, JsonElement Value)>? nests = null;
        foreach (var entry in element.EnumerateObject())
        {
            string name = entry.Name;
            if (name == JsonLdKeywords.Context)
                continue;
            var definition = scope.Active.Find(name);
            string? expanded = definition is not null ? definition.Iri : scope.Active.Expand(name, vocab: true, documentRelative: false);
            if (expanded is null || expanded.Length == 0 || (expanded[0] == '@' ? !JsonLdKeywords.IsKeyword(expanded) : !expanded.Contains(':', StringComparison.Ordinal)))
            {
                DropEntry(name);
                continue;
            }
            try
            {
                if (expanded == JsonLdKeywords.Nest)
                    (nests ??= []).Add((name, entry.Value));
                else if (expanded[0] == '@')
                    ExpandKeyword(scope, expanded, entry.Value, result);
                else
                    ExpandProperty(scope.Active, name, definition, expanded, entry.Value, result);
            }
            catch (JsonLdException e) when (e.Passes(name))
            {
                throw;
            }
        }
        foreach (var (name, value) in nests ?? [])
            ExpandNest(scope, name, value, result);
    }

    private void DropEntry(string name)
    {
        if (!safe)
            return;
        var fault = new JsonLdException(JsonLdErrors.Dropped, "a term that no context defines");
        fault.Passes(name);
        throw fault;
    }

    private void ExpandNest(EntryScope scope, string name, JsonElement value, ExpandedObject result)
    {
        if (scope.Active.Find(name) is { HasLocalContext: true } definition)
            scope = scope with { Active = reader.Scoped(scope.Active, definition, ofType: false) };
        budget.Enter();
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                ExpandNested(scope, item, result);
        }
        else
        {
            ExpandNested(scope, value, result);
        }
        budget.Leave();
    }

    private void ExpandNested(EntryScope scope, JsonElement value, ExpandedObject result)
    {
        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Any(entry => KeywordOf(scope.Active, entry.Name) == JsonLdKeywords.Value))
            throw new JsonLdException(JsonLdErrors.InvalidNestValue, "what is nested must be objects that are not values");
        ExpandEntries(scope, value, result);
    }

    private void ExpandProperty(JsonLdContext active, string name, TermDefinition? definition, string iri, JsonElement value, ExpandedObject result)
    {
        budget.Spend(1 + iri.Length);
        var container = definition?.Container ?? ContainerMapping.None;
        var values = new List<ExpandedObject>(1);
        bool isArray;
        if (definition?.Type == JsonLdKeywords.Json)
        {
            var literal = ExpandedObject.OfValue(value);
            literal.Members |= ExpandedMembers.Type;
            literal.Datatype = JsonLdKeywords.Json;
            values.Add(literal);
            isArray = false;
        }
        else if (value.ValueKind == JsonValueKind.Object && (container & ContainerMapping.Language) != 0)
        {
            ExpandLanguageMap(active, definition!, value, values);
            isArray = true;
        }
        else if (value.ValueKind == JsonValueKind.Object && (container & (ContainerMapping.Index | ContainerMapping.Type | ContainerMapping.Id)) != 0)
        {
            ExpandIndexMap(active, name, definition!, value, values);
            isArray = true;
        }
        else
        {
            isArray = Expand(active, name, value, values, fromMap: false);
        }
        if (!isArray && values.Count == 0)
            return;
        if ((container & ContainerMapping.List) != 0 && (isArray || !values[0].IsList))
            values = [ExpandedObject.OfList(values)];
        if ((container & ContainerMapping.Graph) != 0 && (container & (ContainerMapping.Id | ContainerMapping.Index)) == 0)
            values = values.ConvertAll(item => ExpandedObject.OfGraph([item]));
        if (definition is { IsReverse: true })
            AddReverse(result, iri, values);
        else
            result.Property(iri).AddRange(values);
    }

    private static void AddReverse(ExpandedObject result, string iri, List<ExpandedObject> values)
    {
        foreach (var item in values)
        {
            if (item.IsValue || item.IsList)
                throw new JsonLdException(JsonLdErrors.InvalidReversePropertyValue, "a reverse property leads to nodes only");
        }
        result.ReverseProperty(iri).AddRange(values);
    }

    private bool Finish(ExpandedObject result, string? property, bool isJson, List<ExpandedObject> into)
    {
        bool keeps = result.IsValue ? FinishValue(result, isJson) : true;
        if (!keeps)
            return false;
        bool isFree = property is null or JsonLdKeywords.Graph;
        if ((result.Members & (ExpandedMembers.Set | ExpandedMembers.List)) != 0)
        {
            if (!result.HasOnly(ExpandedMembers.Set | ExpandedMembers.Index) && !result.HasOnly(ExpandedMembers.List | ExpandedMembers.Index))
                throw new JsonLdException(JsonLdErrors.InvalidSetOrListObject, "a list or set has nothing beside it but @index");
            if (result.Has(ExpandedMembers.Set))
            {
                into.AddRange(result.Items!);
                return true;
            }
        }
        if (result.Members == ExpandedMembers.Language && result.Properties is null)
        {
            Drop("an object with only @language");
            return false;
        }
        if (isFree && (result.IsValue || result.IsList))
        {
            Drop("a value or list that belongs to nothing");
            return false;
        }
        if (isFree && result.IsEmpty)
        {
            Drop("an empty object");
            return false;
        }
        if (isFree && result.Members == ExpandedMembers.Id && result.Properties is null)
        {
            Drop("an object with only @id");
            return false;
        }
        into.Add(result);
        return false;
    }

    /// <returns>False for the value null, which is none.</returns>
    private bool FinishValue(ExpandedObject result, bool isJson)
    {
        const ExpandedMembers OfValues =
            ExpandedMembers.Value | ExpandedMembers.Type | ExpandedMembers.Language | ExpandedMembers.Direction | ExpandedMembers.Index;
        bool hasLanguage = (result.Members & (ExpandedMembers.Language | ExpandedMembers.Direction)) != 0;
        if (!result.HasOnly(OfValues) || (hasLanguage && result.Has(ExpandedMembers.Type)))
            throw new JsonLdException(JsonLdErrors.InvalidValueObject, "a value has an entry that it cannot have");
        if (isJson)
        {
            result.Datatype = JsonLdKeywords.Json;
            result.Types = null;
            return true;
        }
        if (result.Value.ValueKind == JsonValueKind.Null)
        {
            Drop("a value that is null");
            return false;
        }
        if (result.Has(ExpandedMembers.Language) && result.Value.ValueKind != JsonValueKind.String)
            throw new JsonLdException(JsonLdErrors.InvalidLanguageTaggedValue, "only a string has a language");
        if (result.Has(ExpandedMembers.Type))
        {
            if (result.Types is not [var datatype] || result.Datatype is null || !JsonLdIri.IsAbsolute(datatype))
                throw new JsonLdException(JsonLdErrors.InvalidTypedValue, "the type of a value must be one IRI");
            result.Types = null;
        }
        return true;
    }
}
