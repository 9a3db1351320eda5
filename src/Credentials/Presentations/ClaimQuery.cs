using System.Text.Json;
using Credentials.SdJwts;

namespace Credentials.Presentations;

/// <summary>One claim that is asked for (OpenID4VP 1.0 section 6.3), where useful with the values that would do: texts or numbers.</summary>
internal sealed record ClaimQuery(ClaimPath Path)
{
    public IReadOnlyList<string> Texts { get; init; } = [];

    public IReadOnlyList<int> Numbers { get; init; } = [];

    /// <summary>Letters, digits and what else an identifier may have: the path, since no two claims of a query have the same.</summary>
    public string Id => string.Join('-', Path.Steps.Select(step => step.Name ?? "each"));

    public void Write(Utf8JsonWriter writer, bool withId)
    {
        writer.WriteStartObject();
        if (withId)
            writer.WriteString("id"u8, Id);
        writer.WritePropertyName("path"u8);
        Path.Write(writer);
        if (Texts.Count + Numbers.Count > 0)
        {
            writer.WriteStartArray("values"u8);
            foreach (var text in Texts)
                writer.WriteStringValue(text);
            foreach (var number in Numbers)
                writer.WriteNumberValue(number);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
