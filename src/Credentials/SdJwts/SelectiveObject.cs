namespace Credentials.SdJwts;

/// <summary>A JSON object of claims, each open or selectively disclosable (RFC 9901 section 4.2.4.1).</summary>
public sealed class SelectiveObject
{
    private readonly List<SelectiveMember> _members = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>How many digests that stand for nothing are put beside the real ones, so that their number says less (section 4.2.5).</summary>
    public int Decoys { get; init; }

    public IEnumerable<string> Names => _members.Select(member => member.Name);

    internal IReadOnlyList<SelectiveMember> Members => _members;

    /// <summary>Adds a claim that everyone sees.</summary>
    /// <exception cref="ArgumentException">The name is reserved, or was added before.</exception>
    public SelectiveObject Add(string name, SelectiveValue value) => Add(name, value, isDisclosable: false);

    /// <summary>Adds a claim that the holder discloses or not. What is selectively disclosable inside it makes it recursive (section 4.2.6).</summary>
    /// <exception cref="ArgumentException">The name is reserved, or was added before.</exception>
    public SelectiveObject AddDisclosable(string name, SelectiveValue value) => Add(name, value, isDisclosable: true);

    internal SelectiveObject Add(string name, SelectiveValue value, bool isDisclosable)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Disclosure.IsReserved(name))
            throw new ArgumentException($"{name} is reserved", nameof(name));
        if (!_names.Add(name))
            throw new ArgumentException($"{name} stands twice", nameof(name));
        _members.Add(new SelectiveMember(name, value, isDisclosable));
        return this;
    }
}

internal readonly record struct SelectiveMember(string Name, SelectiveValue Value, bool IsDisclosable);
