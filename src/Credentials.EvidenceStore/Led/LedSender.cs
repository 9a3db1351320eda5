namespace Credentials.EvidenceStore.Led;

/// <summary>Who sends requests to LED: the identity that MAGDA gave, which decides in which suppliers' names proofs may be registered.</summary>
public sealed record LedSender
{
    private LedSender(string identificatie, string? naam, string? hoedanigheid) => (Identificatie, Naam, Hoedanigheid) = (identificatie, naam, hoedanigheid);

    /// <summary>The application's identification, e.g. <c>cvo.vlaanderen.be/centrum/leerbewijzen</c>; at most 120 characters.</summary>
    public string Identificatie { get; }

    /// <summary>Its name; at most 24 characters.</summary>
    public string? Naam { get; }

    /// <summary>The capacity in which it sends; at most 24 characters.</summary>
    public string? Hoedanigheid { get; }

    /// <summary>Checks the settings; errors point to <c>/identificatie</c>, <c>/naam</c>, <c>/hoedanigheid</c>.</summary>
    public static Result<LedSender> Of(string? identificatie, string? naam, string? hoedanigheid)
    {
        var errors = new List<InputError>();
        var check = new LedCheck(errors);
        var sender = new LedSender(
            check.Text("/identificatie", identificatie, 120)!, check.Optional("/naam", naam, 24), check.Optional("/hoedanigheid", hoedanigheid, 24));
        return errors.Count == 0 ? sender : new Problem(ProblemCode.InvalidInput, "The sender of requests to LED has faults.") { Errors = errors };
    }
}
