using System.Text.Json;

namespace Credentials.LinkedData;

/// <summary>How a document is processed (JSON-LD 1.1 API section 9.3). The processing mode is 1.1.</summary>
public sealed record JsonLdOptions
{
    /// <summary>As signatures need it: safe, without base.</summary>
    public static JsonLdOptions Default { get; } = new();

    /// <summary>What relative references are relative to: an absolute IRI, or null where there is none.</summary>
    public string? Base { get; init; }

    /// <summary>
    /// Whether a document is refused of which anything would be left out of the graph: a term that no context defines, a type or reference that does not
    /// lead to an absolute IRI, a language tag that is not well-formed. What is signed is the graph, so that whatever is not in it could be changed.
    /// </summary>
    public bool Safe { get; init; } = true;

    public JsonLdRdfDirection RdfDirection { get; init; }

    /// <summary>A context that holds before the document's own; undefined for none.</summary>
    internal JsonElement ExpandContext { get; init; }
}
