namespace Credentials.LinkedData;

/// <summary>A statement in a graph of a dataset (RDF 1.1 Concepts sections 3.1 and 4).</summary>
/// <param name="Graph">An IRI or a blank node; the default value for the default graph.</param>
public readonly record struct RdfQuad(RdfTerm Subject, RdfTerm Predicate, RdfTerm Object, RdfTerm Graph);
