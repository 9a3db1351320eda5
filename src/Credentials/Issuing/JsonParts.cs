using System.Text.Json;
using Credentials.Achievements;

namespace Credentials.Issuing;

/// <summary>Pieces that recur in a credential's JSON. Open Badges forbids nulls and empty lists, so that what is absent is left out.</summary>
internal static class JsonParts
{
    public static void Type(Utf8JsonWriter writer, string type)
    {
        writer.WriteStartArray("type");
        writer.WriteStringValue(type);
        writer.WriteEndArray();
    }

    public static void Text(Utf8JsonWriter writer, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            writer.WriteString(name, text);
        }
    }

    /// <summary>A concept of a controlled vocabulary: its URI where it has one, and its label in the credential's language.</summary>
    public static void Concept(Utf8JsonWriter writer, string name, Concept? concept, string language)
    {
        if (concept is not null)
        {
            writer.WriteStartObject(name);
            Text(writer, "id", concept.Uri);
            writer.WriteString("prefLabel", concept.NameIn(language));
            writer.WriteEndObject();
        }
    }

    public static void Note(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteStartObject(name);
            writer.WriteString("noteLiteral", text);
            writer.WriteEndObject();
        }
    }
}
