namespace Credentials.LinkedData;

/// <summary>What becomes of a string's base direction (JSON-LD 1.1 API section 9.3, rdfDirection).</summary>
public enum JsonLdRdfDirection
{
    /// <summary>It is left out, which safe mode refuses.</summary>
    None,
    I18nDatatype,
    CompoundLiteral,
}
