using System.Globalization;

namespace Credentials.EvidenceStore.Led;

/// <summary>The reading of one Bewijs: takes texts out of it and keeps what is wrong, the gravest first.</summary>
internal sealed class LedReading(LedElement element)
{
    private static readonly string[] Order =
    [
        LedRefusalReasons.Malformed, LedRefusalReasons.BadNationalNumber, LedRefusalReasons.UnknownDate,
        LedRefusalReasons.MissingTaxonomy, LedRefusalReasons.UnknownTaxonomy,
    ];

    private readonly List<(string Reason, string Detail)> _faults = [];

    public LedElement Element => element;

    /// <summary>The fault that the refusal names: the first in the order of <see cref="LedRefusalReasons"/>.</summary>
    public (string Reason, string Detail)? First => _faults.Count == 0 ? null : _faults.MinBy(fault => Array.IndexOf(Order, fault.Reason));

    public void Fault(string reason, string detail) => _faults.Add((reason, detail));

    /// <summary>A text that must be there.</summary>
    /// <param name="most">The most characters it may have.</param>
    /// <param name="path">The names of the elements down to it.</param>
    public string? Text(int most, params ReadOnlySpan<string> path) => Text(most, LedRefusalReasons.Malformed, path);

    /// <summary>A value of one of LED's dimensions.</summary>
    public string? Dimension(params ReadOnlySpan<string> path) => Text(255, LedRefusalReasons.MissingTaxonomy, path);

    /// <summary>A text that may be missing.</summary>
    public string? Optional(int most, params ReadOnlySpan<string> path) => OptionalOf(element, most, path);

    /// <summary>A text of an element inside that may be missing.</summary>
    public string? OptionalOf(LedElement inner, int most, params ReadOnlySpan<string> path) =>
        inner.TextAt(path) is { } text ? Bounded(text, most, path) : null;

    private string? Text(int most, string missing, ReadOnlySpan<string> path)
    {
        if (element.TextAt(path) is { } text)
            return Bounded(text, most, path);
        Fault(missing, $"{string.Join('/', path!)} is missing.");
        return null;
    }

    private string? Bounded(string text, int most, ReadOnlySpan<string> path)
    {
        if (text.Length <= most)
            return text;
        Fault(LedRefusalReasons.Malformed, string.Create(CultureInfo.InvariantCulture, $"{string.Join('/', path!)} has more than {most} characters."));
        return null;
    }
}
