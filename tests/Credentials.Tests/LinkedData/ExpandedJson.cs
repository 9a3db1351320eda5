using System.Buffers;
using System.Text.Json;
using Credentials.LinkedData;

namespace Credentials.Tests.LinkedData;

/// <summary>Expanded documents as JSON, and the comparison that the test suite asks for.</summary>
internal static class ExpandedJson
{
    public static JsonElement Write(List<ExpandedObject> expanded)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            WriteAll(writer, expanded);
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>Equal, where the order of values matters in lists only.</summary>
    public static bool AreEqual(JsonElement expected, JsonElement actual, bool inOrder = false)
    {
        if (expected.ValueKind != actual.ValueKind)
            return false;
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                return expected.EnumerateObject().Count() == actual.EnumerateObject().Count() && expected.EnumerateObject().All(entry =>
                    actual.TryGetProperty(entry.Name, out var value)
                    && (entry.NameEquals("@value") ? JsonElement.DeepEquals(entry.Value, value) : AreEqual(entry.Value, value, entry.NameEquals("@list"))));
            case JsonValueKind.Array when inOrder:
                return expected.GetArrayLength() == actual.GetArrayLength() && expected.EnumerateArray().Zip(actual.EnumerateArray()).All(pair => AreEqual(pair.First, pair.Second));
            case JsonValueKind.Array:
                var left = actual.EnumerateArray().ToList();
                foreach (var item in expected.EnumerateArray())
                {
                    int found = left.FindIndex(other => AreEqual(item, other));
                    if (found < 0)
                        return false;
                    left.RemoveAt(found);
                }
                return left.Count == 0;
            default:
                return JsonElement.DeepEquals(expected, actual);
        }
    }

    private static void WriteAll(Utf8JsonWriter writer, List<ExpandedObject> items)
    {
        writer.WriteStartArray();
        foreach (var item in items)
            WriteOne(writer, item);
        writer.WriteEndArray();
    }

    private static void WriteOne(Utf8JsonWriter writer, ExpandedObject item)
    {
        writer.WriteStartObject();
        if (item.Has(ExpandedMembers.Id))
            writer.WriteString("@id", item.Id);
        if (item.IsValue)
            WriteValue(writer, item);
        else if (item.Types is not null)
            WriteTypes(writer, item.Types);
        if (item.Has(ExpandedMembers.Language))
            writer.WriteString("@language", item.Language);
        if (item.Has(ExpandedMembers.Direction))
            writer.WriteString("@direction", item.Direction);
        if (item.Has(ExpandedMembers.Index))
            writer.WriteString("@index", item.Index);
        WriteMember(writer, "@list", item.Items);
        WriteMember(writer, "@graph", item.Graph);
        WriteMember(writer, "@included", item.Included);
        WriteProperties(writer, item.Properties);
        if (item.Reverse is not null)
        {
            writer.WriteStartObject("@reverse");
            WriteProperties(writer, item.Reverse);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, ExpandedObject item)
    {
        writer.WritePropertyName("@value");
        if (item.Text is not null)
            writer.WriteStringValue(item.Text);
        else
            item.Value.WriteTo(writer);
        if (item.Datatype is not null)
            writer.WriteString("@type", item.Datatype);
    }

    private static void WriteTypes(Utf8JsonWriter writer, List<string> types)
    {
        writer.WriteStartArray("@type");
        foreach (string type in types)
            writer.WriteStringValue(type);
        writer.WriteEndArray();
    }

    private static void WriteMember(Utf8JsonWriter writer, string name, List<ExpandedObject>? items)
    {
        if (items is null)
            return;
        writer.WritePropertyName(name);
        WriteAll(writer, items);
    }

    private static void WriteProperties(Utf8JsonWriter writer, Dictionary<string, List<ExpandedObject>>? properties)
    {
        foreach (var (iri, values) in properties ?? [])
            WriteMember(writer, iri, values);
    }
}
