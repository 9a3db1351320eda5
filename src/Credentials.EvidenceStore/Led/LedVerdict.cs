namespace Credentials.EvidenceStore.Led;

/// <summary>
/// What LED answered to one RegistreerBewijs or AnnuleerBewijs. Accepted is <c>Inhoud/Melding</c> OK without an error beside it; anything else is no
/// acceptance. An answer that cannot be read leaves open whether LED did it: sending the same supplier and reference again is safe, because LED keeps
/// that pair unique and refuses it the second time.
/// </summary>
/// <param name="IsAccepted">Whether it was done.</param>
/// <param name="Referte">The reference of the question that LED repeats.</param>
/// <param name="Faults">What LED says besides; warnings can stand beside an acceptance.</param>
public sealed record LedVerdict(bool IsAccepted, string? Referte, IReadOnlyList<LedFault> Faults)
{
    public IReadOnlyList<LedFault> Faults { get; init => field = ValueList<LedFault>.Of(value); } = ValueList<LedFault>.Of(Faults);

    /// <summary>Refused for now only: every error is of a kind that passes. One error that stays makes the refusal final.</summary>
    public bool IsWorthRetrying => !IsAccepted && Errors.Any() && Errors.All(error => error.IsWorthRetrying);

    private IEnumerable<LedFault> Errors => Faults.Where(fault => fault.Severity == LedSeverity.Error);

    /// <summary>Reads the answer of RegistreerBewijs, in a SOAP envelope or alone.</summary>
    /// <returns><see cref="ProblemCode.TooLarge"/> or <see cref="ProblemCode.InvalidInput"/> for what is no such answer.</returns>
    public static Result<LedVerdict> ReadRegistration(byte[] xml) => Read(xml, LedNames.RegisterProof, LedNames.RegisterProofSpace);

    /// <summary>Reads the answer of AnnuleerBewijs, likewise.</summary>
    public static Result<LedVerdict> ReadCancellation(byte[] xml) => Read(xml, LedNames.CancelProof, LedNames.CancelProofSpace);

    private static Result<LedVerdict> Read(byte[] xml, string service, string space) =>
        LedEnvelope.Read(xml, service, space).Then(envelope => Judge(envelope, service));

    private static Result<LedVerdict> Judge(LedEnvelope envelope, string service)
    {
        var isOk = envelope.Answer?.TextAt("Inhoud", "Melding") == "OK";
        var hasErrors = envelope.Faults.Any(fault => fault.Severity == LedSeverity.Error);
        if (isOk && hasErrors)
            return LedEnvelope.NotAnAnswer($"This answer of {service} says OK and lists an error.");
        if (!isOk && !hasErrors)
            return LedEnvelope.NotAnAnswer($"This answer of {service} has neither the Melding OK nor an error.");
        return new LedVerdict(isOk, envelope.Answer?.TextAt("Referte"), envelope.Faults);
    }
}
