using System.Globalization;
using System.Runtime.InteropServices;
using Credentials.Encoding;

namespace Credentials.LinkedData;

/// <summary>
/// A dataset under canonicalisation (RDFC-1.0 sections 4.3, 4.4 and 4.6). Each statement's text is written once, with gaps where its blank nodes stand;
/// every form of it that is hashed or sorted is that text with the gaps filled.
/// </summary>
internal sealed class RdfcDataset(IReadOnlyList<RdfQuad> quads, RdfcHash hash) : IDisposable
{
    private const int None = QuadLines.None;

    private readonly PooledBuffer _texts = new(quads.Count * 160 + 256);
    private readonly QuadLines _lines = new();
    private readonly PooledBuffer _sorted = new();
    private readonly QuadForm[] _forms = new QuadForm[quads.Count];
    private readonly Dictionary<string, int> _nodes = new(StringComparer.Ordinal);
    private readonly List<string> _labels = [];
    private readonly List<int> _canonicalOrder = [];
    private int[] _quadsOf = [];
    private int[] _firstQuadOf = [];
    private int[] _quadCountOf = [];
    private int[] _canonical = [];
    private byte[] _firstDegree = [];

    public RdfcHash Hash => hash;

    public IReadOnlyList<RdfQuad> Quads => quads;

    /// <summary>The canonical number of a blank node; negative while it has none.</summary>
    public int CanonicalOf(int node) => _canonical[node];

    public ReadOnlySpan<byte> FirstDegreeOf(int node) => _firstDegree.AsSpan(node * hash.Length(), hash.Length());

    /// <summary>The statements that mention a blank node, each once.</summary>
    public ReadOnlySpan<int> QuadsOf(int node) => _quadsOf.AsSpan(_firstQuadOf[node], _quadCountOf[node]);

    public QuadForm FormOf(int quad) => _forms[quad];

    public void IssueCanonical(int node)
    {
        _canonical[node] = _canonicalOrder.Count;
        _canonicalOrder.Add(node);
    }

    public Dictionary<string, string> IssuedIdentifiers()
    {
        var issued = new Dictionary<string, string>(_canonicalOrder.Count, StringComparer.Ordinal);
        for (int number = 0; number < _canonicalOrder.Count; number++)
            issued[_labels[_canonicalOrder[number]]] = "c14n" + number.ToString(CultureInfo.InvariantCulture);
        return issued;
    }

    /// <summary>Writes the texts and finds which statements mention which blank node; false if a term cannot be written.</summary>
    public bool TryRead()
    {
        var sink = new ByteSink(_texts);
        int start = 0;
        for (int index = 0; index < quads.Count; index++)
        {
            var quad = quads[index];
            ref var form = ref _forms[index];
            (form.Subject, form.Object, form.Graph) = (None, None, None);
            if (!TryNode(quad.Subject, ref form.Subject, ref sink))
                return false;
            sink.Write((byte)' ');
            if (quad.Predicate.Kind != RdfTermKind.Iri || !CanonicalTerm.TryWriteIri(quad.Predicate.Value, ref sink))
                return false;
            sink.Write((byte)' ');
            form.ObjectAt = Position(sink);
            if (!(quad.Object.Kind == RdfTermKind.Literal
                ? CanonicalTerm.TryWriteLiteral(quad.Object, ref sink)
                : TryNode(quad.Object, ref form.Object, ref sink)))
                return false;
            if (quad.Graph.Kind != RdfTermKind.None)
                sink.Write((byte)' ');
            form.GraphAt = Position(sink);
            if (quad.Graph.Kind != RdfTermKind.None && !TryNode(quad.Graph, ref form.Graph, ref sink))
                return false;
            sink.Write(" .\n"u8);
            (form.Start, start) = (start, Position(sink));
            form.End = start;
        }
        sink.Flush();
        CollectQuads();
        return true;
    }

    /// <summary>Hash First Degree Quads (section 4.6.3) of every blank node.</summary>
    public void HashFirstDegree()
    {
        int length = hash.Length();
        _firstDegree = new byte[_labels.Count * length];
        for (int node = 0; node < _labels.Count; node++)
        {
            if (AddLines(node))
            {
                DropDoubles(node);
                AddLines(node);
            }
            _sorted.Clear();
            _lines.WriteTo(_sorted, eachOnce: false);
            hash.Compute(_sorted.Written, _firstDegree.AsSpan(node * length, length));
        }
    }

    /// <summary>
    /// Canonical identifiers for the blank nodes that nothing resembles, in the order of their hashes (section 4.4.3, step 4). The others are returned,
    /// those of one hash side by side.
    /// </summary>
    public List<int> IssueUnique()
    {
        int[] order = new int[_labels.Count];
        for (int node = 0; node < order.Length; node++)
            order[node] = node;
        order.AsSpan().Sort((left, right) => FirstDegreeOf(left).SequenceCompareTo(FirstDegreeOf(right)));
        var alike = new List<int>();
        for (int place = 0; place < order.Length; place++)
        {
            bool resembles = (place > 0 && IsAlike(order[place - 1], order[place])) || (place + 1 < order.Length && IsAlike(order[place], order[place + 1]));
            if (resembles)
                alike.Add(order[place]);
            else
                IssueCanonical(order[place]);
        }
        return alike;
    }

    public bool IsAlike(int left, int right) => FirstDegreeOf(left).SequenceEqual(FirstDegreeOf(right));

    /// <summary>The statements with canonical identifiers, sorted by code point, each once.</summary>
    public void WriteCanonical(PooledBuffer output)
    {
        _lines.Clear();
        foreach (ref var form in _forms.AsSpan())
            _lines.Add(TextOf(form), form, Number(form.Subject), Number(form.Object), Number(form.Graph));
        _lines.Sort();
        _lines.WriteTo(output, eachOnce: true);
    }

    public void Dispose()
    {
        _texts.Dispose();
        _lines.Dispose();
        _sorted.Dispose();
    }

    // Whether two of the lines are the same.
    private bool AddLines(int node)
    {
        _lines.Clear();
        foreach (int quad in QuadsOf(node))
        {
            ref var form = ref _forms[quad];
            _lines.Add(TextOf(form), form, Mark(form.Subject, node), Mark(form.Object, node), Mark(form.Graph, node));
        }
        return _lines.Sort();
    }

    private ReadOnlySpan<byte> TextOf(in QuadForm form) => _texts.Written[form.Start..form.End];

    private int Number(int node) => node < 0 ? None : _canonical[node];

    private bool TryNode(in RdfTerm term, ref int node, ref ByteSink sink)
    {
        if (term.Kind == RdfTermKind.Iri)
            return CanonicalTerm.TryWriteIri(term.Value, ref sink);
        if (term.Kind != RdfTermKind.BlankNode)
            return false;
        ref int known = ref CollectionsMarshal.GetValueRefOrAddDefault(_nodes, term.Value, out bool exists);
        if (!exists)
        {
            known = _labels.Count;
            _labels.Add(term.Value);
        }
        node = known;
        return true;
    }

    private int Position(in ByteSink sink) => _texts.Length + sink.Pending;

    private void CollectQuads()
    {
        _canonical = new int[_labels.Count];
        _canonical.AsSpan().Fill(None);
        _quadCountOf = new int[_labels.Count];
        _firstQuadOf = new int[_labels.Count];
        Span<int> nodes = stackalloc int[3];
        foreach (ref var form in _forms.AsSpan())
        {
            foreach (int node in nodes[..NodesOf(form, nodes)])
                _quadCountOf[node]++;
        }
        int total = 0;
        for (int node = 0; node < _quadCountOf.Length; node++)
        {
            _firstQuadOf[node] = total;
            total += _quadCountOf[node];
            _quadCountOf[node] = 0;
        }
        _quadsOf = new int[total];
        for (int quad = 0; quad < _forms.Length; quad++)
        {
            foreach (int node in nodes[..NodesOf(_forms[quad], nodes)])
                _quadsOf[_firstQuadOf[node] + _quadCountOf[node]++] = quad;
        }
    }

    private static int NodesOf(in QuadForm form, Span<int> nodes)
    {
        int count = 0;
        if (form.Subject >= 0)
            nodes[count++] = form.Subject;
        if (form.Object >= 0 && form.Object != form.Subject)
            nodes[count++] = form.Object;
        if (form.Graph >= 0 && form.Graph != form.Subject && form.Graph != form.Object)
            nodes[count++] = form.Graph;
        return count;
    }

    private static int Mark(int node, int reference) => node < 0 ? None : node == reference ? QuadLines.This : QuadLines.Another;

    // Statements that differ in another blank node alone have one text here, and both count; the very same statement counts once.
    private void DropDoubles(int node)
    {
        var seen = new HashSet<RdfQuad>();
        int kept = 0;
        var mentioned = _quadsOf.AsSpan(_firstQuadOf[node], _quadCountOf[node]);
        foreach (int quad in mentioned)
        {
            if (seen.Add(quads[quad]))
                mentioned[kept++] = quad;
        }
        _quadCountOf[node] = kept;
    }
}
