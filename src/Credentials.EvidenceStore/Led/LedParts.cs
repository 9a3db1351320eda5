using System.Globalization;

namespace Credentials.EvidenceStore.Led;

/// <summary>The supplier of a proof and its own reference: together they name one proof in all of LED, and are what it is cancelled by.</summary>
/// <param name="Naam">The source database as LED knows it, e.g. <c>Volwassenenonderwijs</c>; at most 100 characters.</param>
/// <param name="Bewijsreferte">At most 36 characters.</param>
public sealed record LedSupplier(string Naam, string Bewijsreferte);

/// <param name="Code">The code in LED's taxonomy.</param>
/// <param name="Naam">Its name there, which LED may leave out.</param>
public sealed record LedCode(string Code, string? Naam);

/// <param name="Naam">A name, or several separated by semicolons.</param>
/// <param name="Code">The code or codes of the source for it.</param>
public sealed record LedNamed(string Naam, string? Code);

/// <param name="Naam">The institution, place of teaching or centre.</param>
/// <param name="Nummer">The number that its source knows it by: at most six digits, so that a KBO number does not fit.</param>
public sealed record LedInstitution(string Naam, string? Nummer);

/// <param name="Instantierol">What the body did.</param>
/// <param name="Instantie">The class of body.</param>
public sealed record LedOtherBody(string Instantierol, string Instantie);

public sealed record LedInformation(string Naam, string Inhoud);

/// <summary>The date of a proof: a year, or a month of it, or a day.</summary>
public readonly record struct LedDate(int Year, int? Month, int? Day)
{
    /// <summary>The first day that it may be; the day itself where that is known.</summary>
    public DateOnly FirstDay => new(Year, Month ?? 1, Day ?? 1);

    public bool IsWholeDate => Day is not null;

    public static LedDate Of(DateOnly day) => new(day.Year, day.Month, day.Day);

    /// <summary>ISO 8601 to the precision that is known: <c>2014</c>, <c>2014-06</c> or <c>2014-06-30</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Year:0000}{(Month is { } month ? $"-{month:00}" : "")}{(Day is { } day ? $"-{day:00}" : "")}");
}
