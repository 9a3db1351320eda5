namespace Credentials.LinkedData;

/// <summary>An active context (JSON-LD 1.1 API section 4.1): what terms mean at a place of a document. Shared between documents; not changed once it was read.</summary>
internal sealed class JsonLdContext
{
    public required Dictionary<string, TermDefinition> Terms { get; init; }

    /// <summary>The base that the document was given, which <c>null</c> as a context goes back to.</summary>
    public string? OriginalBase { get; init; }

    public string? Base { get; set; }

    public string? Vocab { get; set; }

    public string? Language { get; set; }

    public string? Direction { get; set; }

    /// <summary>What holds again in nested nodes, where this context does not propagate.</summary>
    public JsonLdContext? Previous { get; set; }

    /// <summary>Whether it comes of a stranger's large context: neither it nor what is made of it is kept beyond the document.</summary>
    public bool IsTransient { get; set; }

    public static JsonLdContext Initial(string? baseIri) => new() { Terms = [], OriginalBase = baseIri, Base = baseIri };

    public JsonLdContext Copy(bool withTerms) => new()
    {
        Terms = withTerms ? new Dictionary<string, TermDefinition>(Terms) : Terms,
        OriginalBase = OriginalBase,
        Base = Base,
        Vocab = Vocab,
        Language = Language,
        Direction = Direction,
        Previous = Previous,
        IsTransient = IsTransient,
    };

    public bool HasProtectedTerms() => Terms.Values.Any(term => term.IsProtected);

    public TermDefinition? Find(string? term) => term is not null && Terms.TryGetValue(term, out var definition) ? definition : null;

    /// <summary>IRI expansion (section 5.2), of a value in a document.</summary>
    /// <returns>An IRI, absolute or not, a blank node identifier or a keyword; null for what is to be ignored.</returns>
    public string? Expand(string value, bool vocab, bool documentRelative) => Expand(value, vocab, documentRelative, define: null);

    /// <param name="define">While a context is read: defines a term that the context defines later on.</param>
    public string? Expand(string value, bool vocab, bool documentRelative, Action<string>? define)
    {
        if (JsonLdKeywords.IsKeyword(value))
            return value;
        if (JsonLdKeywords.HasKeywordForm(value))
            return null;
        define?.Invoke(value);
        var definition = Find(value);
        if (definition is not null && (vocab || (definition.Iri is { } iri && JsonLdKeywords.IsKeyword(iri))))
            return definition.Iri;

        int colon = value.Length > 1 ? value.IndexOf(':', 1) : -1;
        if (colon > 0)
        {
            if ((colon == 1 && value[0] == '_') || value.AsSpan(colon + 1).StartsWith("//", StringComparison.Ordinal))
                return value;
            string prefix = value[..colon];
            define?.Invoke(prefix);
            if (Find(prefix) is { Iri: not null, IsPrefix: true } named)
                return string.Concat(named.Iri, value.AsSpan(colon + 1));
            if (JsonLdIri.IsAbsolute(value))
                return value;
        }
        if (vocab && Vocab is not null)
            return Vocab + value;
        return documentRelative ? JsonLdIri.Resolve(Base, value) : value;
    }
}
