namespace Credentials.Issuing;

/// <summary>An enterprise number of the Belgian Crossroads Bank for Enterprises: ten digits, the last two 97 minus the first eight modulo 97.</summary>
public readonly record struct KboNumber
{
    private KboNumber(string digits) => Digits = digits;

    /// <summary>The ten digits without dots.</summary>
    public string Digits { get; }

    /// <summary>Accepts ten digits with or without the usual dots, with a right check number.</summary>
    public static bool TryParse(string? text, out KboNumber number) => throw new NotImplementedException();

    /// <summary>The usual form: <c>0566.988.259</c>.</summary>
    public override string ToString() => throw new NotImplementedException();
}
