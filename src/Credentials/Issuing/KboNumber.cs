using System.Globalization;

namespace Credentials.Issuing;

/// <summary>An enterprise number of the Belgian Crossroads Bank for Enterprises: ten digits, the last two 97 minus the first eight modulo 97.</summary>
public readonly record struct KboNumber
{
    private KboNumber(string digits) => Digits = digits;

    /// <summary>The ten digits without dots.</summary>
    public string Digits { get; }

    /// <summary>Accepts ten digits with or without the usual dots, with a right check number.</summary>
    public static bool TryParse(string? text, out KboNumber number)
    {
        number = default;
        if (text is null)
        {
            return false;
        }

        var digits = text is { Length: 12 } && text[4] == '.' && text[8] == '.' ? string.Concat(text.AsSpan(0, 4), text.AsSpan(5, 3), text.AsSpan(9)) : text;
        if (digits.Length != 10 || !digits.All(char.IsAsciiDigit) || digits[0] > '1')
        {
            return false;
        }

        var first = int.Parse(digits.AsSpan(0, 8), NumberStyles.None, CultureInfo.InvariantCulture);
        if (97 - (first % 97) != int.Parse(digits.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture))
        {
            return false;
        }

        number = new KboNumber(digits);
        return true;
    }

    /// <summary>The usual form: <c>0566.988.259</c>.</summary>
    public override string ToString() => Digits is null ? "" : $"{Digits[..4]}.{Digits[4..7]}.{Digits[7..]}";
}
