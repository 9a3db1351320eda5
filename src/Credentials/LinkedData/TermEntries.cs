using System.Text.Json;

namespace Credentials.LinkedData;

/// <summary>The entries of one term's definition (JSON-LD 1.1 API section 4.2.2, from step 7 on).</summary>
internal sealed class TermEntries
{
    private readonly ContextFrame _frame;
    private readonly JsonLdContext _active;
    private readonly Action<string> _define;
    private readonly string _term;
    private readonly JsonElement _value;
    private readonly bool _isMap;
    private readonly TermDefinition _definition;

    public TermEntries(ContextFrame frame, JsonLdContext active, Action<string> define, string term, JsonElement value, bool isProtected)
    {
        (_frame, _active, _define, _term, _value) = (frame, active, define, term, value);
        _isMap = value.ValueKind == JsonValueKind.Object;
        if (!_isMap && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.String))
            throw new JsonLdException(JsonLdErrors.InvalidTermDefinition, "a term must be defined by a string, an object or null");
        _definition = new TermDefinition { IsProtected = isProtected };
    }

    /// <returns>Null for a term that is not defined after all.</returns>
    public TermDefinition? Read()
    {
        if (Entry(JsonLdKeywords.Protected, out var isProtected))
            _definition.IsProtected = ContextValues.Boolean(isProtected, JsonLdErrors.InvalidProtectedValue, "@protected must be true or false");
        if (Entry(JsonLdKeywords.Type, out var type))
            _definition.Type = ReadType(type);
        if (Entry(JsonLdKeywords.Reverse, out var reverse))
            return ReadReverse(reverse);
        if (!ReadIri())
            return null;
        ReadContainer();
        if (Entry(JsonLdKeywords.Index, out var index))
            ReadIndex(index);
        if (Entry(JsonLdKeywords.Context, out var context))
            ReadContext(context);
        ReadLanguage();
        if (Entry(JsonLdKeywords.Nest, out var nest))
            ReadNest(nest);
        if (Entry(JsonLdKeywords.Prefix, out var prefix))
            ReadPrefix(prefix);
        RefuseOthers();
        return _definition;
    }

    private bool Entry(string keyword, out JsonElement value)
    {
        value = default;
        return _isMap && _value.TryGetProperty(keyword, out value);
    }

    private string? Expand(string value) => _active.Expand(value, vocab: true, documentRelative: false, _define);

    private string ReadType(JsonElement value)
    {
        string? type = value.ValueKind == JsonValueKind.String ? Expand(value.GetString()!) : null;
        bool allowed = type is JsonLdKeywords.Id or JsonLdKeywords.Json or JsonLdKeywords.None or JsonLdKeywords.Vocab
            || (type is not null && JsonLdIri.IsAbsolute(type));
        return allowed ? ContextValues.Bounded(type!)
            : throw new JsonLdException(JsonLdErrors.InvalidTypeMapping, "a term's @type must be an IRI, @id, @json, @none or @vocab");
    }

    private TermDefinition? ReadReverse(JsonElement value)
    {
        if (Entry(JsonLdKeywords.Id, out _) || Entry(JsonLdKeywords.Nest, out _))
            throw new JsonLdException(JsonLdErrors.InvalidReverseProperty, "a reverse property has neither @id nor @nest");
        if (value.ValueKind != JsonValueKind.String)
            throw new JsonLdException(JsonLdErrors.InvalidIriMapping, "@reverse must be a string");
        string text = value.GetString()!;
        if (!JsonLdKeywords.IsKeyword(text) && JsonLdKeywords.HasKeywordForm(text))
            return null;
        _definition.Iri = Expand(text) is { } iri && JsonLdIri.IsIriOrBlankNode(iri) ? ContextValues.Bounded(iri)
            : throw new JsonLdException(JsonLdErrors.InvalidIriMapping, "@reverse must lead to an IRI or a blank node");
        if (Entry(JsonLdKeywords.Container, out var container) && container.ValueKind != JsonValueKind.Null)
        {
            _definition.Container = container.ValueKind != JsonValueKind.String ? ContainerMapping.None : container.GetString() switch
            {
                JsonLdKeywords.Set => ContainerMapping.Set,
                JsonLdKeywords.Index => ContainerMapping.Index,
                _ => ContainerMapping.None,
            };
            if (_definition.Container == ContainerMapping.None)
                throw new JsonLdException(JsonLdErrors.InvalidReverseProperty, "a reverse property's @container must be @set or @index");
        }
        _definition.IsReverse = true;
        return _definition;
    }

    /// <returns>False where the term is not to be defined.</returns>
    private bool ReadIri()
    {
        bool isNull = _value.ValueKind == JsonValueKind.Null;
        JsonElement id = _value;
        bool stated = !_isMap || Entry(JsonLdKeywords.Id, out id);
        if (stated && (isNull || id.ValueKind == JsonValueKind.Null))
            return true;
        if (stated && id.ValueKind != JsonValueKind.String)
            throw new JsonLdException(JsonLdErrors.InvalidIriMapping, "a term's @id must be a string or null");
        if (stated && !id.ValueEquals(_term))
            return ReadStatedIri(id.GetString()!);
        _definition.Iri = ContextValues.Bounded(ImpliedIri());
        return true;
    }

    private bool ReadStatedIri(string id)
    {
        if (!JsonLdKeywords.IsKeyword(id) && JsonLdKeywords.HasKeywordForm(id))
            return false;
        string? iri = Expand(id);
        if (iri is null || !(JsonLdKeywords.IsKeyword(iri) || JsonLdIri.IsIriOrBlankNode(iri)))
            throw new JsonLdException(JsonLdErrors.InvalidIriMapping, "a term's @id must lead to an IRI, a blank node or a keyword");
        if (iri == JsonLdKeywords.Context)
            throw new JsonLdException(JsonLdErrors.InvalidKeywordAlias, "@context has no alias");
        _definition.Iri = ContextValues.Bounded(iri);
        bool looksLikeIri = _term.Contains('/', StringComparison.Ordinal) || (_term.Length > 2 && _term.AsSpan(1, _term.Length - 2).Contains(':'));
        if (looksLikeIri)
        {
            // Without the definition that is being made: what the term means without it must be what it says.
            if (_active.Expand(_term, vocab: true, documentRelative: false, term => { if (term != _term) _define(term); }) != iri)
                throw new JsonLdException(JsonLdErrors.InvalidIriMapping, "a term that is an IRI must stand for that IRI");
        }
        else if (!_isMap && !_term.Contains(':', StringComparison.Ordinal))
        {
            _definition.IsPrefix = iri[^1] is ':' or '/' or '?' or '#' or '[' or ']' or '@' || JsonLdIri.IsBlankNode(iri);
        }
        return true;
    }

    private string ImpliedIri()
    {
        int colon = _term.Length > 1 ? _term.IndexOf(':', 1) : -1;
        if (colon > 0)
        {
            string prefix = _term[..colon];
            _define(prefix);
            return _active.Find(prefix) is { Iri: { } iri } ? string.Concat(iri, _term.AsSpan(colon + 1)) : _term;
        }
        if (_term.Contains('/', StringComparison.Ordinal))
        {
            string? expanded = _active.Expand(_term, vocab: true, documentRelative: false);
            return expanded is not null && JsonLdIri.IsAbsolute(expanded) ? expanded
                : throw new JsonLdException(JsonLdErrors.InvalidIriMapping, "a relative term needs @vocab");
        }
        if (_term == JsonLdKeywords.Type)
            return JsonLdKeywords.Type;
        return _active.Vocab is not null ? _active.Vocab + _term
            : throw new JsonLdException(JsonLdErrors.InvalidIriMapping, "a term without @id needs @vocab");
    }

    private void ReadContainer()
    {
        if (!Entry(JsonLdKeywords.Container, out var value))
            return;
        _definition.Container = ContainerMappings.Read(value);
        if (!_definition.Container.HasFlag(ContainerMapping.Type))
            return;
        _definition.Type ??= JsonLdKeywords.Id;
        if (_definition.Type is not (JsonLdKeywords.Id or JsonLdKeywords.Vocab))
            throw new JsonLdException(JsonLdErrors.InvalidTypeMapping, "a type map's values are @id or @vocab");
    }

    private void ReadIndex(JsonElement value)
    {
        string? iri = _definition.Container.HasFlag(ContainerMapping.Index) && value.ValueKind == JsonValueKind.String ? Expand(value.GetString()!) : null;
        if (iri is null || !JsonLdIri.IsAbsolute(iri))
            throw new JsonLdException(JsonLdErrors.InvalidTermDefinition, "@index must be an IRI, with the container @index");
        _definition.Index = value.GetString();
    }

    private void ReadContext(JsonElement value)
    {
        try
        {
            _frame.Reader.Process(_frame with { Remote = [.. _frame.Remote], OverrideProtected = true, ValidateScoped = false }, _active, value, propagate: true);
        }
        catch (JsonLdException e) when (e.ErrorCode is not (JsonLdErrors.TooLarge or JsonLdErrors.ContextOverflow))
        {
            throw new JsonLdException(JsonLdErrors.InvalidScopedContext, e.Message);
        }
        (_definition.LocalContext, _definition.BaseUrl) = (value, _frame.BaseUrl);
    }

    private void ReadLanguage()
    {
        if (Entry(JsonLdKeywords.Language, out var language) && !Entry(JsonLdKeywords.Type, out _))
        {
            _definition.HasLanguage = true;
            _definition.Language = ContextValues.StringOrNull(language, JsonLdErrors.InvalidLanguageMapping, "a term's @language must be a string or null");
        }
        if (Entry(JsonLdKeywords.Direction, out var direction) && !Entry(JsonLdKeywords.Type, out _))
        {
            _definition.HasDirection = true;
            _definition.Direction = ContextValues.ReadDirection(direction);
        }
    }

    private void ReadNest(JsonElement value)
    {
        string? nest = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (nest is null || (JsonLdKeywords.IsKeyword(nest) && nest != JsonLdKeywords.Nest))
            throw new JsonLdException(JsonLdErrors.InvalidNestValue, "@nest must be @nest or a term");
        _definition.Nest = nest;
    }

    private void ReadPrefix(JsonElement value)
    {
        if (_term.AsSpan().ContainsAny(':', '/'))
            throw new JsonLdException(JsonLdErrors.InvalidTermDefinition, "an IRI is no prefix");
        _definition.IsPrefix = ContextValues.Boolean(value, JsonLdErrors.InvalidPrefixValue, "@prefix must be true or false");
        if (_definition is { IsPrefix: true, Iri: { } iri } && JsonLdKeywords.IsKeyword(iri))
            throw new JsonLdException(JsonLdErrors.InvalidTermDefinition, "a keyword is no prefix");
    }

    private void RefuseOthers()
    {
        if (!_isMap)
            return;
        foreach (var entry in _value.EnumerateObject())
        {
            if (entry.Name is not (JsonLdKeywords.Id or JsonLdKeywords.Reverse or JsonLdKeywords.Container or JsonLdKeywords.Context
                or JsonLdKeywords.Direction or JsonLdKeywords.Index or JsonLdKeywords.Language or JsonLdKeywords.Nest or JsonLdKeywords.Prefix
                or JsonLdKeywords.Protected or JsonLdKeywords.Type))
            {
                throw new JsonLdException(JsonLdErrors.InvalidTermDefinition, "a term's definition has an entry that no definition has");
            }
        }
    }
}
