namespace Credentials.LinkedData;

/// <summary>
/// Turns an expanded document into statements (JSON-LD 1.1 API section 8). The node map of section 7.2 only merges what is said of one node in several
/// places; statements merge by themselves once each is kept once, so that none is built.
/// </summary>
internal sealed class JsonLdToRdf(JsonLdOptions options, JsonLdBudget budget)
{
    private readonly List<RdfQuad> _quads = new(64);
    private readonly Dictionary<string, string> _labels = [];
    private int _blankNodes;
    private bool _mayRepeat;
    private HashSet<(string Node, string Graph)>? _described;

    public List<RdfQuad> Convert(List<ExpandedObject> expanded)
    {
        foreach (var item in expanded)
            AddNode(item, default, graphIsNamed: true);
        return _mayRepeat ? [.. _quads.Distinct()] : _quads;
    }

    /// <param name="graphIsNamed">False within a graph whose name no graph can have: nothing of it is kept.</param>
    /// <returns>The node's term; none where it has a name that no node can have.</returns>
    private RdfTerm AddNode(ExpandedObject node, RdfTerm graph, bool graphIsNamed)
    {
        budget.Enter();
        var subject = node.Has(ExpandedMembers.Id) ? Reference(node.Id, "an @id") : NewBlankNode();
        if (node.Has(ExpandedMembers.Id) && (node.Properties is not null || node.Types is not null))
            _mayRepeat |= !(_described ??= []).Add((node.Id ?? "", graph.Value ?? ""));
        var place = new Place(graph, graphIsNamed);
        foreach (string type in node.Types ?? [])
            Add(place, subject, JsonLdVocabulary.Type, Reference(type, "a @type"));
        _mayRepeat |= node.Types is not null && (RepeatedStatements.MayCome(node.Types) || node.Properties?.ContainsKey(JsonLdVocabulary.Type) == true);
        if (node.Properties is not null)
        {
            foreach (var (property, values) in node.Properties)
            {
                _mayRepeat |= RepeatedStatements.MayCome(values);
                foreach (var value in values)
                    Add(place, subject, property, ToTerm(value, place));
            }
        }
        if (node.Reverse is not null)
        {
            _mayRepeat = true;
            foreach (var (property, values) in node.Reverse)
            {
                foreach (var value in values)
                    Add(place, ToTerm(value, place), property, subject);
            }
        }
        foreach (var item in node.Included ?? [])
            AddNode(item, graph, graphIsNamed);
        foreach (var item in node.Graph ?? [])
            AddNode(item, subject, subject.Kind != RdfTermKind.None);
        budget.Leave();
        return subject;
    }

    /// <summary>Object to RDF conversion (section 8.2).</summary>
    private RdfTerm ToTerm(ExpandedObject value, Place place)
    {
        if (value.IsList)
            return AddList(value.Items!, place);
        if (!value.IsValue)
            return AddNode(value, place.Graph, place.IsNamed);
        var literal = JsonLdLiteral.Of(value);
        if (value.Direction is null || literal.Datatype is not (JsonLdVocabulary.String or JsonLdVocabulary.LangString))
            return Checked(literal);
        switch (options.RdfDirection)
        {
            case JsonLdRdfDirection.I18nDatatype:
                return Checked(literal with { Datatype = $"{JsonLdVocabulary.I18n}{value.Language?.ToLowerInvariant()}_{value.Direction}", Language = null });
            case JsonLdRdfDirection.CompoundLiteral:
                return AddCompound(value, literal.Value, place);
            default:
                Drop("a base direction");
                return Checked(literal);
        }
    }

    private RdfTerm AddCompound(ExpandedObject value, string text, Place place)
    {
        var node = NewBlankNode();
        Add(place, node, JsonLdVocabulary.Value, JsonLdLiteral.OfString(text));
        if (value.Language is not null)
            Add(place, node, JsonLdVocabulary.Language, JsonLdLiteral.OfString(value.Language.ToLowerInvariant()));
        Add(place, node, JsonLdVocabulary.Direction, JsonLdLiteral.OfString(value.Direction!));
        return node;
    }

    /// <summary>List to RDF conversion (section 8.3).</summary>
    private RdfTerm AddList(List<ExpandedObject> items, Place place)
    {
        budget.Enter();
        var first = RdfTerm.Iri(JsonLdVocabulary.Nil);
        var last = default(RdfTerm);
        foreach (var item in items)
        {
            var node = NewBlankNode();
            if (last.Kind == RdfTermKind.None)
                first = node;
            else
                Add(place, last, JsonLdVocabulary.Rest, node);
            Add(place, node, JsonLdVocabulary.First, ToTerm(item, place));
            last = node;
        }
        if (last.Kind != RdfTermKind.None)
            Add(place, last, JsonLdVocabulary.Rest, RdfTerm.Iri(JsonLdVocabulary.Nil));
        budget.Leave();
        return first;
    }

    private RdfTerm Checked(RdfTerm literal)
    {
        if ((literal.Language is null || JsonLdLanguage.IsWellFormed(literal.Language)) && JsonLdIri.IsWellFormed(literal.Datatype!))
            return literal;
        Drop("a language or datatype that RDF does not have");
        return default;
    }

    private RdfTerm Reference(string? id, string what)
    {
        if (id is not null && JsonLdIri.IsBlankNode(id))
        {
            if (!_labels.TryGetValue(id, out string? label))
                _labels.Add(id, label = NewLabel());
            return RdfTerm.BlankNode(label);
        }
        if (id is not null && JsonLdIri.IsWellFormed(id))
            return RdfTerm.Iri(id);
        Drop($"{what} that is not an absolute IRI");
        return default;
    }

    private RdfTerm NewBlankNode() => RdfTerm.BlankNode(NewLabel());

    private string NewLabel() => string.Create(null, $"b{_blankNodes++}");

    private void Add(Place place, RdfTerm subject, string predicate, RdfTerm value)
    {
        budget.Spend((subject.Value?.Length ?? 0) + predicate.Length + (value.Value?.Length ?? 0) + (place.Graph.Value?.Length ?? 0));
        if (!JsonLdIri.IsWellFormed(predicate))
            Drop("a property that is not an absolute IRI");
        else if (place.IsNamed && subject.Kind != RdfTermKind.None && value.Kind != RdfTermKind.None)
            _quads.Add(new RdfQuad(subject, RdfTerm.Iri(predicate), value, place.Graph));
    }

    private void Drop(string what)
    {
        if (options.Safe)
            throw new JsonLdException(JsonLdErrors.Dropped, what);
    }

    private readonly record struct Place(RdfTerm Graph, bool IsNamed);
}
