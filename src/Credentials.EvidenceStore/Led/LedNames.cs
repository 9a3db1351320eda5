namespace Credentials.EvidenceStore.Led;

/// <summary>Names and words of LED's services (Leer- en Ervaringsbewijzendatabank, MAGDA version 02.00) as their schemas spell them.</summary>
internal static class LedNames
{
    public const string Soap11 = "http://schemas.xmlsoap.org/soap/envelope/";
    public const string Soap12 = "http://www.w3.org/2003/05/soap-envelope";

    public const string GetProofs = "GeefBewijs";
    public const string RegisterProof = "RegistreerBewijs";
    public const string CancelProof = "AnnuleerBewijs";
    public const string Version = "02.00.0000";

    public const string GetProofsSpace = "http://geefbewijs.bewijsraadplegingdienst.led.vlaanderen.be";
    public const string RegisterProofSpace = "http://registreerbewijs.bewijsregistratiedienst.led.vlaanderen.be";

    /// <summary>AnnuleerBewijs has no published schema; this is the namespace of its published answers.</summary>
    public const string CancelProofSpace = "http://webservice.annuleerbewijsdienst-02_00.led-02_00.vip.vlaanderen.be";

    public const string NotAvailable = "Niet beschikbaar";
    public const string NotApplicable = "Niet van toepassing";
    public const string NotAvailableCode = "NBS";
    public const string NotApplicableCode = "NVT";

    public const string Authentic = "Authentiek";
    public const string SelfDeclared = "Eigen verklaring";
    public const string ExperienceCategory = "Ervaringsbewijzen";
    public const string AdultEducationCentre = "Centrum voor Volwassenenonderwijs";

    /// <summary>The further information that describes a proof in a sentence.</summary>
    public const string DescriptionOfProof = "Bewijs omschrijving";

    /// <summary>Who verified a level that LED derived.</summary>
    public const string Led = "LED";
}
