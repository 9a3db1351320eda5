using System.Globalization;

namespace Credentials.Issuing;

/// <summary>Which register gave a national number out, as the month in it tells.</summary>
public enum NationalNumberKind
{
    /// <summary>The National Register (Rijksregister): the month stands as it is.</summary>
    NationalRegister,

    /// <summary>The BIS register, for who is in no population register: 20 or 40 is added to the month.</summary>
    Bis,

    /// <summary>Nobody's: 60 or 80 is added to the month, as the test numbers of the Flemish services have it.</summary>
    Test,
}

/// <summary>The sex that a national number carries.</summary>
public enum RegisteredSex
{
    Female,
    Male,
}

/// <summary>
/// A Belgian national number (INSZ: Rijksregister or BIS number), checked by modulo 97 for both centuries. It is never placed in a credential,
/// a log or a problem, so <see cref="ToString"/> does not show it.
/// </summary>
public readonly record struct NationalNumber
{
    private const int MonthsApart = 20;

    private NationalNumber(string digits, NationalNumberKind kind, RegisteredSex? sex, DateOnly? birthDate) =>
        (Digits, Kind, Sex, BirthDate) = (digits, kind, sex, birthDate);

    /// <summary>The eleven digits, without what people type between them.</summary>
    public string Digits { get; }

    public NationalNumberKind Kind { get; }

    /// <summary>The sex by the serial, which is odd for men and even for women; null in a BIS number given out without it, and in a test number.</summary>
    public RegisteredSex? Sex { get; }

    /// <summary>The date of birth that the number carries; null where its month or day is unknown.</summary>
    public DateOnly? BirthDate { get; }

    /// <param name="text">Eleven digits, with or without the usual dots, dash and spaces.</param>
    /// <param name="number">The number.</param>
    /// <param name="acceptTestNumbers">Whether the test numbers with month +60 or +80 are accepted.</param>
    public static bool TryParse(string? text, out NationalNumber number, bool acceptTestNumbers = false)
    {
        number = default;
        if (!TryDigits(text, out var digits) || !TryCentury(digits, out var century))
        {
            return false;
        }

        var month = Part(digits, 2, 2);
        var day = Part(digits, 4, 2);
        var serial = Part(digits, 6, 3);

        // BIS numbers add 20 (sex unknown) or 40 (sex known) to the month; the test numbers of the Flemish services add 60 or 80.
        var added = month / MonthsApart * MonthsApart;
        month -= added;
        if (added > (acceptTestNumbers ? 4 * MonthsApart : 2 * MonthsApart) || month > 12 || day > 31 || serial is 0 or 999)
        {
            return false;
        }

        DateOnly? birthDate = null;
        if (month > 0 && day > 0)
        {
            var year = century + Part(digits, 0, 2);
            if (day > DateTime.DaysInMonth(year, month))
            {
                return false;
            }

            birthDate = new DateOnly(year, month, day);
        }

        RegisteredSex? sex = added is 0 or (2 * MonthsApart) ? serial % 2 == 1 ? RegisteredSex.Male : RegisteredSex.Female : null;
        number = new NationalNumber(digits, KindOf(added), sex, birthDate);
        return true;
    }

    public bool Equals(NationalNumber other) => Digits == other.Digits;

    public override int GetHashCode() => Digits is null ? 0 : StringComparer.Ordinal.GetHashCode(Digits);

    public override string ToString() => "(national number)";

    private static bool TryDigits(string? text, out string digits)
    {
        digits = text is { Length: <= 20 } ? text.Replace(".", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal) : "";
        return digits.Length == 11 && digits.All(char.IsAsciiDigit);
    }

    /// <summary>The century for which the check number is right; no number is right for both, because 2,000,000,000 is no multiple of 97.</summary>
    private static bool TryCentury(string digits, out int century)
    {
        var first = long.Parse(digits.AsSpan(0, 9), NumberStyles.None, CultureInfo.InvariantCulture);
        var check = Part(digits, 9, 2);
        century = 97 - (int)(first % 97) == check ? 1900 : 97 - (int)((2_000_000_000 + first) % 97) == check ? 2000 : 0;
        return century != 0;
    }

    private static NationalNumberKind KindOf(int added) => added switch
    {
        0 => NationalNumberKind.NationalRegister,
        <= 2 * MonthsApart => NationalNumberKind.Bis,
        _ => NationalNumberKind.Test,
    };

    private static int Part(string digits, int start, int length) =>
        int.Parse(digits.AsSpan(start, length), NumberStyles.None, CultureInfo.InvariantCulture);
}
