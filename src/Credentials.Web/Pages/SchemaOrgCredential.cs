using System.Buffers;
using System.Text.Json;

namespace Credentials.Web.Pages;

/// <summary>A kind of credential as schema.org describes one: <c>EducationalOccupationalCredential</c>.</summary>
public sealed record SchemaOrgCredential(string Name, string Url)
{
    public string? Description { get; init; }

    /// <summary>BCP 47 tag of the texts.</summary>
    public string? Language { get; init; }

    /// <summary>Levels of qualifications frameworks: name and concept URI.</summary>
    public IReadOnlyList<(string Name, string Uri)> Levels { get; init; } = [];

    /// <summary>What the learner can do; with the URI of a classification where there is one.</summary>
    public IReadOnlyList<(string Name, string? Uri)> Competencies { get; init; } = [];

    /// <summary>The awarding body, by the register.</summary>
    public string? AwardingBody { get; init; }

    /// <summary>As JSON-LD that may stand in a page: nothing in it can end the element around it.</summary>
    public string ToJson()
    {
        var output = new ArrayBufferWriter<byte>(1024);
        // The default encoder escapes what HTML could take for markup.
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("@context", "https://schema.org");
            json.WriteString("@type", "EducationalOccupationalCredential");
            json.WriteString("name", Name);
            json.WriteString("url", Url);
            WriteText(json, "description", Description);
            WriteText(json, "inLanguage", Language);
            json.WriteString("credentialCategory", "micro-credential");
            WriteTerms(json, "educationalLevel", Levels.Select(level => (level.Name, (string?)level.Uri)));
            WriteTerms(json, "competencyRequired", Competencies);
            if (AwardingBody is not null)
            {
                json.WriteStartObject("recognizedBy");
                json.WriteString("@type", "EducationalOrganization");
                json.WriteString("name", AwardingBody);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void WriteTerms(Utf8JsonWriter json, string name, IEnumerable<(string Name, string? Uri)> terms)
    {
        var all = terms.ToList();
        if (all.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var term in all)
        {
            json.WriteStartObject();
            json.WriteString("@type", "DefinedTerm");
            json.WriteString("name", term.Name);
            WriteText(json, "url", term.Uri);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }
}
