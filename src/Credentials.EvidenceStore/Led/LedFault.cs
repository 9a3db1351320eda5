using System.Globalization;

namespace Credentials.EvidenceStore.Led;

/// <summary>How grave an Uitzondering is.</summary>
public enum LedSeverity
{
    /// <summary>FOUT: the request, or a part of it, was not done.</summary>
    Error,

    /// <summary>WAARSCHUWING: it was done, and its answer may have to be read otherwise.</summary>
    Warning,

    /// <summary>INFORMATIE.</summary>
    Information,
}

/// <summary>An Uitzondering of an answer (MAGDA Generiek 02.00), or a SOAP fault with the origin <see cref="SoapOrigin"/>.</summary>
/// <param name="Code">Digits that MAGDA or LED gave it; for a SOAP fault its code, e.g. <c>Server</c>.</param>
/// <param name="Origin">Who says so: <c>LED</c>, <c>MAGDA</c>.</param>
/// <param name="Severity">How grave it is; one that is not known counts as an error.</param>
/// <param name="Diagnosis">A sentence in Dutch. It may hold personal data, so that it is shown to who sent the request and never logged.</param>
/// <param name="Circumstance">The part of the request that it is about.</param>
public sealed record LedFault(string Code, string Origin, LedSeverity Severity, string Diagnosis, string? Circumstance)
{
    /// <summary>LED has nothing for this person, or no such proof.</summary>
    public const string NothingFound = "40000";

    public const string SoapOrigin = "SOAP";

    private const int FirstTechnicalCode = 90_000;

    /// <summary>
    /// Whether the same request may succeed later. Codes from 90000 on are technical, of LED and MAGDA alike (90000 temporarily unavailable, 99996 too
    /// many requests at once), and so is a SOAP fault of the server. Every other one speaks of the request itself, or of rights (13202, 15021, 40000):
    /// it stays until somebody changes something, so that a code that is not known is final too and goes to a person.
    /// </summary>
    public bool IsWorthRetrying => Severity == LedSeverity.Error && (Origin == SoapOrigin
        ? Code is "Server" or "Receiver"
        : int.TryParse(Code, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code >= FirstTechnicalCode);

    public override string ToString() => $"{Origin} {Code}";

    internal static IEnumerable<LedFault> Read(LedElement? of) =>
        of?.Child("Uitzonderingen")?.All("Uitzondering").Select(fault => new LedFault(
            fault.TextAt("Identificatie") ?? "", fault.TextAt("Oorsprong") ?? "", SeverityOf(fault.TextAt("Type")),
            fault.TextAt("Diagnose") ?? "", fault.TextAt("Omstandigheid"))) ?? [];

    private static LedSeverity SeverityOf(string? word) => word switch
    {
        "WAARSCHUWING" => LedSeverity.Warning,
        "INFORMATIE" or "INFO" => LedSeverity.Information,
        _ => LedSeverity.Error,
    };
}
