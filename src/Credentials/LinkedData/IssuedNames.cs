namespace Credentials.LinkedData;

/// <summary>An identifier issuer for temporary names (RDFC-1.0 section 4.5), <c>b0</c> and on, given to blank nodes by their numbers.</summary>
internal sealed class IssuedNames
{
    private readonly Dictionary<int, int> _numbers;
    private readonly List<int> _order;

    public IssuedNames() => (_numbers, _order) = ([], []);

    private IssuedNames(IssuedNames other) => (_numbers, _order) = (new Dictionary<int, int>(other._numbers), [.. other._order]);

    /// <summary>The nodes in the order in which they got their names.</summary>
    public IReadOnlyList<int> Order => _order;

    /// <summary>The number of a node's name; negative if it has none.</summary>
    public int Find(int node) => _numbers.TryGetValue(node, out int number) ? number : -1;

    public int Issue(int node)
    {
        if (_numbers.TryGetValue(node, out int number))
            return number;
        _numbers.Add(node, _order.Count);
        _order.Add(node);
        return _order.Count - 1;
    }

    public IssuedNames Copy() => new(this);
}
