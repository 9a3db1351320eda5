namespace Credentials.LinkedData;

/// <summary>The IRIs that turning JSON-LD into RDF adds (JSON-LD 1.1 API section 8).</summary>
internal static class JsonLdVocabulary
{
    public const string Type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    public const string First = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first";
    public const string Rest = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest";
    public const string Nil = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil";
    public const string Value = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value";
    public const string Language = "http://www.w3.org/1999/02/22-rdf-syntax-ns#language";
    public const string Direction = "http://www.w3.org/1999/02/22-rdf-syntax-ns#direction";
    public const string Json = "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON";
    public const string LangString = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";
    public const string String = "http://www.w3.org/2001/XMLSchema#string";
    public const string Boolean = "http://www.w3.org/2001/XMLSchema#boolean";
    public const string Integer = "http://www.w3.org/2001/XMLSchema#integer";
    public const string Double = "http://www.w3.org/2001/XMLSchema#double";
    public const string I18n = "https://www.w3.org/ns/i18n#";
}
