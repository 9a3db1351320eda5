using System.Collections.Frozen;

namespace Credentials.IssuerService.ClassLists;

/// <summary>A column of a class list: its names in English and Dutch, and the member of an award that it becomes.</summary>
/// <param name="Pointer">JSON pointer into the award.</param>
internal sealed record ClassListColumn(string English, string Dutch, string Pointer)
{
    /// <summary>The member's name in the object that holds it.</summary>
    public string Member { get; } = Pointer[(Pointer.LastIndexOf('/') + 1)..];

    public bool IsRequired { get; private init; }

    public bool IsDate { get; private init; }

    public static ClassListColumn Achievement { get; } = new("achievement", "opleiding", "/achievement") { IsRequired = true };

    public static ClassListColumn GivenName { get; } = new("givenName", "voornaam", "/learner/givenName") { IsRequired = true };

    public static ClassListColumn FamilyName { get; } = new("familyName", "familienaam", "/learner/familyName") { IsRequired = true };

    public static ClassListColumn BirthDate { get; } = new("birthDate", "geboortedatum", "/learner/birthDate") { IsDate = true };

    public static ClassListColumn Email { get; } = new("email", "e-mail", "/learner/email");

    public static ClassListColumn NationalNumber { get; } = new("nationalNumber", "rijksregisternummer", "/learner/nationalNumber");

    public static ClassListColumn AwardedOn { get; } = new("awardedOn", "uitreikingsdatum", "/awardedOn") { IsRequired = true, IsDate = true };

    public static ClassListColumn Result { get; } = new("result", "resultaat", "/result");

    public static IReadOnlyList<ClassListColumn> All { get; } =
        [Achievement, GivenName, FamilyName, BirthDate, Email, NationalNumber, AwardedOn, Result];

    private static readonly FrozenDictionary<string, ClassListColumn> ByName = All
        .SelectMany(column => new[] { column.English, column.Dutch }, (column, name) => KeyValuePair.Create(Fold(name), column))
        .DistinctBy(entry => entry.Key).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Finds a column by its name in a header, whatever its case, blanks, hyphens and underscores.</summary>
    public static ClassListColumn? Find(string header) => ByName.GetValueOrDefault(Fold(header));

    /// <summary>Whether a header's name is one of the Dutch ones that differ from the English.</summary>
    public static bool IsDutch(string header) => Find(header) is { } column && Fold(column.English) != Fold(header);

    private static string Fold(string name) =>
        string.Concat(name.Where(unit => !char.IsWhiteSpace(unit) && unit is not ('-' or '_' or '\u00AD'))).ToLowerInvariant();
}
