using System.Text.Json;

namespace Credentials.LinkedData;

/// <summary>
/// A map of an expanded document (JSON-LD 1.1 API section 5.1): a node, a value, a list, or a graph, by which members it has. The one form between
/// a document and its quads, so that terms are understood in one place.
/// </summary>
internal sealed class ExpandedObject
{
    public ExpandedMembers Members { get; set; }

    public string? Id { get; set; }

    /// <summary>Of a node.</summary>
    public List<string>? Types { get; set; }

    /// <summary>Of a value.</summary>
    public string? Datatype { get; set; }

    /// <summary>Of a value; undefined where <see cref="Text"/> is the value.</summary>
    public JsonElement Value { get; set; }

    /// <summary>Of a value that no place of the document holds.</summary>
    public string? Text { get; set; }

    public string? Language { get; set; }

    public string? Direction { get; set; }

    public string? Index { get; set; }

    /// <summary>Of <c>@list</c> or <c>@set</c>.</summary>
    public List<ExpandedObject>? Items { get; set; }

    public List<ExpandedObject>? Graph { get; set; }

    public List<ExpandedObject>? Included { get; set; }

    public Dictionary<string, List<ExpandedObject>>? Properties { get; set; }

    public Dictionary<string, List<ExpandedObject>>? Reverse { get; set; }

    public bool IsValue => Has(ExpandedMembers.Value);

    public bool IsList => Has(ExpandedMembers.List);

    /// <summary>Has <c>@graph</c>, and nothing beside it but <c>@id</c> and <c>@index</c>.</summary>
    public bool IsGraph =>
        Has(ExpandedMembers.Graph) && (Members & ~(ExpandedMembers.Graph | ExpandedMembers.Id | ExpandedMembers.Index)) == 0 && Properties is null;

    public bool IsNode => !Has(ExpandedMembers.Value) && !Has(ExpandedMembers.List) && !Has(ExpandedMembers.Set);

    public bool IsEmpty => Members == 0 && Properties is null;

    public static ExpandedObject OfValue(JsonElement value) => new() { Members = ExpandedMembers.Value, Value = value };

    public static ExpandedObject OfId(string? id) => new() { Members = ExpandedMembers.Id, Id = id };

    public static ExpandedObject OfList(List<ExpandedObject> items) => new() { Members = ExpandedMembers.List, Items = items };

    public static ExpandedObject OfGraph(List<ExpandedObject> graph) => new() { Members = ExpandedMembers.Graph, Graph = graph };

    public bool Has(ExpandedMembers member) => (Members & member) == member;

    public bool HasOnly(ExpandedMembers members) => (Members & ~members) == 0 && Properties is null;

    /// <summary>The values of a property, which is there from now on.</summary>
    public List<ExpandedObject> Property(string iri)
    {
        Properties ??= [];
        return Slot(Properties, iri);
    }

    public List<ExpandedObject> ReverseProperty(string iri)
    {
        Members |= ExpandedMembers.Reverse;
        Reverse ??= [];
        return Slot(Reverse, iri);
    }

    private static List<ExpandedObject> Slot(Dictionary<string, List<ExpandedObject>> properties, string iri)
    {
        if (!properties.TryGetValue(iri, out var values))
            properties.Add(iri, values = []);
        return values;
    }
}
