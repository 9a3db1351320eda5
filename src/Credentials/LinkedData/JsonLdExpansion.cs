using System.Text.Json;

namespace Credentials.LinkedData;

/// <summary>The expansion algorithm (JSON-LD 1.1 API section 5.1), for one document.</summary>
/// <param name="reader">Reads the contexts in the document.</param>
/// <param name="budget">What it may cost.</param>
/// <param name="safe">Whether what would be dropped is an error.</param>
internal sealed partial class JsonLdExpansion(ContextReader reader, JsonLdBudget budget, bool safe)
{
    public List<ExpandedObject> Expand(JsonLdContext active, JsonElement document)
    {
        var expanded = new List<ExpandedObject>();
        Expand(active, null, document, expanded, fromMap: false);
        return expanded is [{ } only] && only.Has(ExpandedMembers.Graph) && only.HasOnly(ExpandedMembers.Graph) ? only.Graph! : expanded;
    }

    /// <param name="property">The active property: a term, <c>@graph</c>, or null at the top.</param>
    /// <param name="into">Receives what the element expands to.</param>
    /// <param name="fromMap">Whether the element is the value of an index, id or type map.</param>
    /// <returns>Whether it expands to an array, and not to one object or none.</returns>
    private bool Expand(JsonLdContext active, string? property, JsonElement element, List<ExpandedObject> into, bool fromMap)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Null:
                return false;
            case JsonValueKind.Array:
                ExpandArray(active, property, element, into, fromMap);
                return true;
            case JsonValueKind.Object:
                budget.Enter();
                bool isArray = ExpandMap(active, property, element, into, fromMap);
                budget.Leave();
                return isArray;
            default:
                var definition = active.Find(property);
                if (property is null or JsonLdKeywords.Graph)
                {
                    Drop("a value that belongs to nothing");
                    return false;
                }
                if (definition is { HasLocalContext: true })
                    active = reader.Scoped(active, definition, ofType: false);
                into.Add(ExpandValue(active, active.Find(property), element));
                return false;
        }
    }

    private void ExpandArray(JsonLdContext active, string? property, JsonElement element, List<ExpandedObject> into, bool fromMap)
    {
        budget.Enter();
        bool inList = active.Find(property) is { } definition && definition.Container.HasFlag(ContainerMapping.List);
        int index = 0;
        foreach (var item in element.EnumerateArray())
        {
            try
            {
                if (!inList)
                {
                    Expand(active, property, item, into, fromMap);
                }
                else
                {
                    var items = new List<ExpandedObject>();
                    if (Expand(active, property, item, items, fromMap))
                        into.Add(ExpandedObject.OfList(items));
                    else
                        into.AddRange(items);
                }
            }
            catch (JsonLdException e) when (e.Passes(index.ToString(null, null)))
            {
                throw;
            }
            index++;
        }
        budget.Leave();
    }

    private bool ExpandMap(JsonLdContext active, string? property, JsonElement element, List<ExpandedObject> into, bool fromMap)
    {
        var definition = active.Find(property);
        if (active.Previous is { } previous && !fromMap && !KeepsScope(active, element))
            active = previous;
        if (definition is { HasLocalContext: true })
            active = reader.Scoped(active, definition, ofType: false);
        if (element.TryGetProperty(JsonLdKeywords.Context, out var local))
            active = Embedded(active, local);

        var typeScoped = active;
        string? inputType = ReadTypes(typeScoped, element, ref active);
        var result = new ExpandedObject();
        var entries = new EntryScope(active, typeScoped, property, inputType is not null && active.Expand(inputType, true, false) == JsonLdKeywords.Json);
        ExpandEntries(entries, element, result);
        return Finish(result, property, entries.IsJson, into);
    }

    private JsonLdContext Embedded(JsonLdContext active, JsonElement local)
    {
        try
        {
            return reader.Embedded(active, local);
        }
        catch (JsonLdException e) when (e.Passes(JsonLdKeywords.Context))
        {
            throw;
        }
    }

    /// <summary>Whether a context that does not propagate reaches into a map: one that is a value, or a mere reference (step 7).</summary>
    private static bool KeepsScope(JsonLdContext active, JsonElement element)
    {
        int count = 0;
        bool hasId = false;
        foreach (var entry in element.EnumerateObject())
        {
            count++;
            switch (KeywordOf(active, entry.Name))
            {
                case JsonLdKeywords.Value:
                    return true;
                case JsonLdKeywords.Id:
                    hasId = true;
                    break;
            }
        }
        return count == 1 && hasId;
    }

    /// <summary>The keyword that a name is or stands for, or null.</summary>
    private static string? KeywordOf(JsonLdContext active, string name) =>
        name.Length > 0 && name[0] == '@' ? JsonLdKeywords.IsKeyword(name) ? name : null
        : active.Find(name) is { Iri: { } iri } && iri[0] == '@' ? iri
        : null;

    /// <summary>Applies the contexts that are scoped to the types (step 11).</summary>
    /// <returns>The last type of the first entry that holds types (step 12), or null.</returns>
    private string? ReadTypes(JsonLdContext typeScoped, JsonElement element, ref JsonLdContext active)
    {
        List<(string Name, JsonElement Value)>? entries = null;
        foreach (var entry in element.EnumerateObject())
        {
            if (KeywordOf(typeScoped, entry.Name) == JsonLdKeywords.Type)
                (entries ??= []).Add((entry.Name, entry.Value));
        }
        if (entries is null)
            return null;
        entries.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        foreach (var (_, value) in entries)
        {
            foreach (string type in SortedTypes(value))
            {
                if (typeScoped.Find(type) is { HasLocalContext: true } definition)
                {
                    budget.Spend(active.Terms.Count / 16);
                    active = reader.Scoped(active, definition, ofType: true);
                }
            }
        }
        var first = entries[0].Value;
        if (first.ValueKind == JsonValueKind.Array)
            first = first.EnumerateArray().LastOrDefault();
        return first.ValueKind == JsonValueKind.String ? first.GetString() : null;
    }

    private static List<string> SortedTypes(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            return [value.GetString()!];
        if (value.ValueKind != JsonValueKind.Array)
            return [];
        var types = new List<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String)
                types.Add(item.GetString()!);
        }
        types.Sort(string.CompareOrdinal);
        return types;
    }

    /// <summary>Value expansion (section 5.3).</summary>
    private ExpandedObject ExpandValue(JsonLdContext active, TermDefinition? definition, JsonElement value)
    {
        bool isString = value.ValueKind == JsonValueKind.String;
        if (isString && definition?.Type is JsonLdKeywords.Id or JsonLdKeywords.Vocab)
            return ExpandedObject.OfId(ExpandReference(active, value.GetString()!, vocab: definition.Type == JsonLdKeywords.Vocab));
        var result = ExpandedObject.OfValue(value);
        SetTypeOrLanguage(active, definition, result, isString);
        return result;
    }

    private static void SetTypeOrLanguage(JsonLdContext active, TermDefinition? definition, ExpandedObject result, bool isString)
    {
        if (definition?.Type is { } type and not (JsonLdKeywords.Id or JsonLdKeywords.Vocab or JsonLdKeywords.None))
        {
            result.Members |= ExpandedMembers.Type;
            result.Datatype = type;
        }
        else if (isString)
        {
            SetLanguage(result, definition is { HasLanguage: true } ? definition.Language : active.Language);
            SetDirection(result, definition is { HasDirection: true } ? definition.Direction : active.Direction);
        }
    }

    private static void SetLanguage(ExpandedObject result, string? language)
    {
        if (language is null)
            return;
        result.Members |= ExpandedMembers.Language;
        result.Language = language;
    }

    private static void SetDirection(ExpandedObject result, string? direction)
    {
        if (direction is null)
            return;
        result.Members |= ExpandedMembers.Direction;
        result.Direction = direction;
    }

    private string? ExpandReference(JsonLdContext active, string value, bool vocab)
    {
        string? iri = active.Expand(value, vocab, documentRelative: true);
        if (iri is null)
            Drop("a reference that looks like a keyword");
        else
            budget.Spend(iri.Length);
        return iri;
    }

    /// <summary>What the algorithms leave out without a word is an error in safe mode.</summary>
    private void Drop(string what)
    {
        if (safe)
            throw new JsonLdException(JsonLdErrors.Dropped, what);
    }

    /// <summary>What holds for the entries of one map.</summary>
    private readonly record struct EntryScope(JsonLdContext Active, JsonLdContext TypeScoped, string? Property, bool IsJson);
}
