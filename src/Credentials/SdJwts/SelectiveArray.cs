namespace Credentials.SdJwts;

/// <summary>A JSON array whose elements are open or selectively disclosable (RFC 9901 section 4.2.4.2). Their order is kept.</summary>
public sealed class SelectiveArray
{
    private readonly List<SelectiveElement> _elements = [];

    /// <summary>How many digests that stand for nothing are strewn among the elements (section 4.2.5).</summary>
    public int Decoys { get; init; }

    internal IReadOnlyList<SelectiveElement> Elements => _elements;

    /// <summary>Texts that everyone sees who sees the array.</summary>
    public static SelectiveArray OfTexts(IEnumerable<string> texts)
    {
        var array = new SelectiveArray();
        foreach (var text in texts)
            array.Add(text);
        return array;
    }

    public SelectiveArray Add(SelectiveValue value)
    {
        _elements.Add(new SelectiveElement(value, false));
        return this;
    }

    public SelectiveArray AddDisclosable(SelectiveValue value)
    {
        _elements.Add(new SelectiveElement(value, true));
        return this;
    }
}

internal readonly record struct SelectiveElement(SelectiveValue Value, bool IsDisclosable);
