using System.Text.Json;
using System.Text.Json.Serialization;
using Credentials.EvidenceStore.Sealing;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Erasing;

/// <summary>How a learner is named in the records, while these can still be read: by that other texts are known to be about the same person.</summary>
/// <param name="Centres">Centres that have a record of the learner.</param>
/// <param name="Names">What each record says of the learner.</param>
internal sealed record ErasedPerson(IReadOnlyList<string> Centres, IReadOnlyList<KnownName> Names)
{
    // Shorter words than these are in too many texts that name nobody.
    private const int ShortestWord = 3;

    private static readonly HashSet<string> Particles = ["van", "von", "der", "den", "ter", "ten", "des", "del", "dos", "das", "bin", "ben"];

    private HashSet<string>? _words;
    private HashSet<string>? _codes;

    private HashSet<string> Words => _words ??= [.. Names.SelectMany(name => MatchKey.WordsOf($"{name.GivenName} {name.FamilyName}"))
        .Where(word => word.Length >= ShortestWord && !Particles.Contains(word))];

    private HashSet<string> Codes => _codes ??= new(
        Names.SelectMany(name => new[] { name.Email?.Trim(), name.Number?.Digits }).OfType<string>().Where(code => code.Length > 0),
        StringComparer.OrdinalIgnoreCase);

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this);

    public static ErasedPerson Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<ErasedPerson>(json)!;

    /// <summary>Whether the text has one of the names as a word, the e-mail address or the national number.</summary>
    public bool IsNamedIn(string text) =>
        MatchKey.WordsOf(text).Any(Words.Contains)
        || Codes.Any(code => text.Contains(code, StringComparison.OrdinalIgnoreCase))
        || Codes.Contains(string.Concat(text.Where(char.IsAsciiDigit)));

    /// <summary>By what the rows of the centre's class lists are told to be about this person.</summary>
    public IReadOnlyList<PersonMarks> MarksIn(string centre, MatchKey match) =>
        [.. Names.Select(name => match.PersonOf(centre, name.GivenName, name.FamilyName, name.BirthDate, name.Email, name.Number)).Distinct()];
}

/// <summary>A learner as one record says.</summary>
internal sealed record KnownName(string? GivenName, string? FamilyName, DateOnly? BirthDate, string? Email, string? NationalNumber)
{
    [JsonIgnore]
    public NationalNumber? Number => Issuing.NationalNumber.TryParse(NationalNumber, out var number, acceptTestNumbers: true) ? number : null;
}
