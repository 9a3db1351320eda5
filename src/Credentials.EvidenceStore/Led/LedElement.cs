using System.Text;

namespace Credentials.EvidenceStore.Led;

/// <summary>An element of an answer. LED's schemas qualify the outermost element only: the others are found by their plain name.</summary>
internal sealed class LedElement(string space, string name)
{
    private readonly List<LedElement> _children = [];
    private StringBuilder? _text;

    public string Space => space;

    public string Name => name;

    public IReadOnlyList<LedElement> Children => _children;

    /// <summary>Its own text, folded; null where there is none.</summary>
    public string? Text => LedText.Fold(_text?.ToString());

    public void Add(LedElement child) => _children.Add(child);

    public void Add(string text) => (_text ??= new StringBuilder()).Append(text);

    /// <summary>The first child of that name without namespace.</summary>
    public LedElement? Child(string childName)
    {
        foreach (var child in _children)
        {
            if (child.Name == childName && child.Space.Length == 0)
                return child;
        }
        return null;
    }

    public IEnumerable<LedElement> All(string childName) => _children.Where(child => child.Name == childName && child.Space.Length == 0);

    /// <summary>The element at the end of the path, the first of each name; null where a step is missing.</summary>
    public LedElement? At(params ReadOnlySpan<string> path)
    {
        LedElement? element = this;
        foreach (var step in path)
            element = element?.Child(step);
        return element;
    }

    /// <summary>The folded text at the end of the path; null where it is missing or blank.</summary>
    public string? TextAt(params ReadOnlySpan<string> path) => At(path)?.Text;
}
