namespace Credentials.EvidenceStore.Counting;

/// <summary>
/// A table with its totals as a flow: every count is an arc, and each sum ("this total is the sum of these cells") says that at a node as much flows out as
/// flows in. What a reader does not know about hidden counts is then exactly what can flow around among them.
/// </summary>
/// <remarks>
/// A hidden count x of an arc is not determined if and only if some closed walk leads through it along hidden arcs, each taken forwards (its count could be
/// greater) or backwards (it could be smaller, but at least 1: a reader knows that what is hidden is not nothing), other than there and back over the
/// arc itself. Counts are whole numbers and so are such changes, so this is exact for whole numbers as well as for real ones. In a circulation of counts of
/// at least 1 every arc lies on a closed walk forwards, so that everything can be protected, if need be by hiding totals.
/// </remarks>
internal sealed class DisclosureNetwork
{
    private readonly List<Arc> _arcs = [];
    private readonly List<List<(int Arc, bool IsForward)>> _steps = [];

    /// <summary>Adds a node, and answers its number.</summary>
    public int AddNode()
    {
        _steps.Add([]);
        return _steps.Count - 1;
    }

    /// <summary>Adds a count of at least 1.</summary>
    /// <param name="from">The node it flows from.</param>
    /// <param name="to">The node it flows to.</param>
    /// <param name="count">The count.</param>
    /// <param name="isHidden">Whether it must not be known.</param>
    /// <param name="loss">How much is lost to readers when it is hidden for another's sake.</param>
    /// <returns>The number by which <see cref="IsHidden"/> knows it.</returns>
    public int AddArc(int from, int to, long count, bool isHidden, long loss)
    {
        _arcs.Add(new(from, to, count, loss) { IsHidden = isHidden });
        var number = _arcs.Count - 1;
        _steps[from].Add((number, true));
        // Taking one step back makes it one less, and it stays at least 1.
        if (count > 1)
            _steps[to].Add((number, false));
        return number;
    }

    public bool IsHidden(int arc) => _arcs[arc].IsHidden;

    /// <summary>Hides what must be hidden besides, with little loss, until no hidden count is determined by what is shown.</summary>
    public void Protect()
    {
        MarkEasilySafe();
        // Hiding more never takes a walk away: once through is enough.
        foreach (var arc in Enumerable.Range(0, _arcs.Count).Where(IsHidden).OrderBy(arc => _arcs[arc].Count).ToList())
        {
            if (_arcs[arc].IsSafe)
                continue;
            var (increase, decrease) = (FindWalk(arc, isForward: true), _arcs[arc].Count > 1 ? FindWalk(arc, isForward: false) : null);
            var walk = decrease is null || increase?.Loss <= decrease.Loss ? increase : decrease;
            // All that lie on one closed walk can change together.
            foreach (var step in walk?.Arcs ?? [])
                (_arcs[step].IsHidden, _arcs[step].IsSafe) = (true, true);
        }
    }

    /// <summary>
    /// Where much is hidden most of it is safe, which is seen without searching: counts above 1 can go both ways, so whatever joins two nodes that such hidden
    /// counts connect already lies on a closed walk.
    /// </summary>
    private void MarkEasilySafe()
    {
        var parents = Enumerable.Range(0, _steps.Count).ToArray();
        int RootOf(int node)
        {
            while (parents[node] != node)
                node = parents[node] = parents[parents[node]];
            return node;
        }
        foreach (var arc in _arcs.Where(arc => arc.IsHidden).OrderByDescending(arc => arc.Count))
        {
            var (from, to) = (RootOf(arc.From), RootOf(arc.To));
            if (from == to)
                arc.IsSafe = true;
            else if (arc.Count > 1)
                parents[from] = to;
        }
    }

    /// <summary>The way back from an arc's end to its beginning (or from its beginning to its end) that hides least; null when there is none.</summary>
    private Walk? FindWalk(int arc, bool isForward)
    {
        var (start, end) = isForward ? (_arcs[arc].To, _arcs[arc].From) : (_arcs[arc].From, _arcs[arc].To);
        var reached = new Dictionary<int, (long Loss, int Arc, int From)> { [start] = (0, -1, -1) };
        var done = new HashSet<int>();
        var next = new PriorityQueue<int, long>();
        next.Enqueue(start, 0);
        while (next.TryDequeue(out var node, out _))
        {
            if (!done.Add(node))
                continue;
            if (node == end)
                return Trace(reached, end);
            foreach (var (step, forward) in _steps[node])
            {
                if (step == arc)
                    continue;
                var to = forward ? _arcs[step].To : _arcs[step].From;
                var loss = reached[node].Loss + (_arcs[step].IsHidden ? 0 : _arcs[step].Loss);
                if (done.Contains(to) || (reached.TryGetValue(to, out var known) && known.Loss <= loss))
                    continue;
                reached[to] = (loss, step, node);
                next.Enqueue(to, loss);
            }
        }
        return null;
    }

    private static Walk Trace(Dictionary<int, (long Loss, int Arc, int From)> reached, int end)
    {
        var arcs = new List<int>();
        for (var node = end; reached[node].Arc >= 0; node = reached[node].From)
            arcs.Add(reached[node].Arc);
        return new(reached[end].Loss, arcs);
    }

    private sealed record Walk(long Loss, IReadOnlyList<int> Arcs);

    private sealed class Arc(int from, int to, long count, long loss)
    {
        public int From => from;

        public int To => to;

        public long Count => count;

        public long Loss => loss;

        public bool IsHidden { get; set; }

        /// <summary>Known to lie on a closed walk.</summary>
        public bool IsSafe { get; set; }
    }
}
