namespace Credentials.LinkedData;

/// <summary>What an RDF term is (RDF 1.1 Concepts section 3).</summary>
public enum RdfTermKind
{
    /// <summary>No term: as the graph of a quad, the default graph.</summary>
    None,
    Iri,
    BlankNode,
    Literal,
}

/// <summary>An RDF term (RDF 1.1 Concepts section 3).</summary>
/// <param name="Kind">The kind; the default value is the name of the default graph.</param>
/// <param name="Value">The IRI, the blank node's label without <c>_:</c>, or the lexical form.</param>
/// <param name="Datatype">Of a literal: its datatype's IRI; null otherwise.</param>
/// <param name="Language">Of a literal with datatype <c>rdf:langString</c>: its language tag; null otherwise.</param>
public readonly record struct RdfTerm(RdfTermKind Kind, string Value, string? Datatype = null, string? Language = null)
{
    public static RdfTerm Iri(string iri) => new(RdfTermKind.Iri, iri);

    public static RdfTerm BlankNode(string label) => new(RdfTermKind.BlankNode, label);
}
