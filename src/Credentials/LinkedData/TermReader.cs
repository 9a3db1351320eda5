using System.Text.Json;

namespace Credentials.LinkedData;

/// <summary>Creating term definitions (JSON-LD 1.1 API section 4.2), of one context object.</summary>
internal sealed class TermReader
{
    private readonly ContextFrame _frame;
    private readonly JsonLdContext _active;
    private readonly Dictionary<string, JsonElement> _entries;
    private readonly Dictionary<string, bool> _defined = [];
    private readonly Action<string> _define;
    private readonly bool _protected;

    public TermReader(ContextFrame frame, JsonLdContext active, Dictionary<string, JsonElement> entries)
    {
        (_frame, _active, _entries) = (frame, active, entries);
        _define = DefineIfPending;
        _protected = entries.TryGetValue(JsonLdKeywords.Protected, out var value)
            && ContextValues.Boolean(value, JsonLdErrors.InvalidProtectedValue, "@protected must be true or false");
    }

    public void ReadAll()
    {
        foreach (string term in _entries.Keys)
        {
            if (term is not (JsonLdKeywords.Base or JsonLdKeywords.Direction or JsonLdKeywords.Import or JsonLdKeywords.Language
                or JsonLdKeywords.Propagate or JsonLdKeywords.Protected or JsonLdKeywords.Version or JsonLdKeywords.Vocab))
            {
                Define(term);
            }
        }
    }

    private void DefineIfPending(string term)
    {
        if (_entries.ContainsKey(term) && !(_defined.TryGetValue(term, out bool done) && done))
            Define(term);
    }

    private void Define(string term)
    {
        if (_defined.TryGetValue(term, out bool done))
        {
            if (!done)
                throw new JsonLdException(JsonLdErrors.CyclicIriMapping, "terms are defined by each other");
            return;
        }
        if (term.Length == 0)
            throw new JsonLdException(JsonLdErrors.InvalidTermDefinition, "a term is empty");
        // A chain of terms, each defined by the next, is as long as its writer likes; the stack is not.
        _frame.Reader.Budget.Enter();
        _frame.Reader.Budget.SpendTerm();
        _defined[term] = false;
        try
        {
            DefineNew(term, _entries[term]);
        }
        catch (JsonLdException e) when (e.Passes(term))
        {
            throw;
        }
        _defined[term] = true;
        _frame.Reader.Budget.Leave();
    }

    private void DefineNew(string term, JsonElement value)
    {
        if (term == JsonLdKeywords.Type)
            CheckTypeTerm(value);
        else if (JsonLdKeywords.IsKeyword(term))
            throw new JsonLdException(JsonLdErrors.KeywordRedefinition, "a keyword cannot be defined anew");
        else if (JsonLdKeywords.HasKeywordForm(term))
            return;

        _active.Terms.Remove(term, out var previous);
        var definition = new TermEntries(_frame, _active, _define, term, value, _protected).Read();
        if (!_frame.OverrideProtected && previous is { IsProtected: true })
        {
            if (definition?.SaysTheSameAs(previous) != true)
                throw new JsonLdException(JsonLdErrors.ProtectedTermRedefinition, "a protected term is defined anew");
            definition = previous;
        }
        if (definition is not null)
        {
            // A short definition with a long prefix makes a long IRI.
            _frame.Reader.Budget.Spend(definition.Characters);
            _active.Terms[term] = definition;
        }
    }

    private static void CheckTypeTerm(JsonElement value)
    {
        bool allowed = value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any() && value.EnumerateObject().All(entry =>
            (entry.NameEquals(JsonLdKeywords.Container) && entry.Value.ValueKind == JsonValueKind.String && entry.Value.ValueEquals(JsonLdKeywords.Set))
            || (entry.NameEquals(JsonLdKeywords.Protected) && entry.Value.ValueKind is JsonValueKind.True or JsonValueKind.False));
        if (!allowed)
            throw new JsonLdException(JsonLdErrors.KeywordRedefinition, "@type may only be given the container @set and protection");
    }
}
