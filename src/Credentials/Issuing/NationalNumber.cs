namespace Credentials.Issuing;

/// <summary>
/// A Belgian national number (INSZ: Rijksregister or BIS number), checked by modulo 97 for both centuries. It is never placed in a credential,
/// a log or a problem, so <see cref="ToString"/> does not show it.
/// </summary>
public readonly record struct NationalNumber
{
    private NationalNumber(string digits) => Digits = digits;

    public string Digits { get; }

    /// <param name="text">Eleven digits, with or without the usual dots, dash and spaces.</param>
    /// <param name="number">The number.</param>
    /// <param name="acceptTestNumbers">Whether the test numbers with month +60 or +80 are accepted.</param>
    public static bool TryParse(string? text, out NationalNumber number, bool acceptTestNumbers = false) => throw new NotImplementedException();

    public override string ToString() => "(national number)";
}
