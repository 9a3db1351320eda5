using Credentials.EvidenceStore.Sealing;

namespace Credentials.EvidenceStore.Erasing;

/// <summary>How a learner is named in the records, while these can still be read: by that other texts are known to be about the same person.</summary>
internal sealed class ErasedPerson
{
    // Shorter words than these are in too many texts that name nobody.
    private const int ShortestWord = 3;

    private static readonly HashSet<string> Particles = ["van", "von", "der", "den", "ter", "ten", "des", "del", "dos", "das", "bin", "ben"];

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _codes = new(StringComparer.OrdinalIgnoreCase);

    public HashSet<string> Centres { get; } = new(StringComparer.Ordinal);

    public void Add(string? givenName, string? familyName, string? email, string? nationalNumber)
    {
        foreach (var word in MatchKey.WordsOf($"{givenName} {familyName}")
            .Where(word => word.Length >= ShortestWord && !Particles.Contains(word)))
            _names.Add(word);
        if (!string.IsNullOrWhiteSpace(email))
            _codes.Add(email.Trim());
        if (nationalNumber is not null)
            _codes.Add(string.Concat(nationalNumber.Where(char.IsAsciiDigit)));
    }

    /// <summary>Whether the text has one of the names as a word, the e-mail address or the national number.</summary>
    public bool IsNamedIn(string text) =>
        MatchKey.WordsOf(text).Any(_names.Contains)
        || _codes.Any(code => text.Contains(code, StringComparison.OrdinalIgnoreCase))
        || _codes.Contains(string.Concat(text.Where(char.IsAsciiDigit)));
}
