using Credentials.Inputs;

namespace Credentials.EvidenceStore.Led;

/// <summary>What every answer of LED has: one Antwoord, or faults, or both.</summary>
/// <param name="Answer">The Antwoord; null where the request was refused before it was looked at.</param>
/// <param name="Faults">The faults of the whole reply, then those of the Antwoord.</param>
internal sealed record LedEnvelope(LedElement? Answer, IReadOnlyList<LedFault> Faults)
{
    /// <summary>Reads a SOAP envelope (1.1 or 1.2) or its body alone, as LED's answers are stored in files.</summary>
    /// <param name="xml">The bytes.</param>
    /// <param name="service">The service whose answer is expected.</param>
    /// <param name="space">The namespace of that answer.</param>
    public static Result<LedEnvelope> Read(byte[] xml, string service, string space) =>
        LedXml.Read(xml).Then(root => Read(root, service, space));

    private static Result<LedEnvelope> Read(LedElement root, string service, string space)
    {
        var body = root;
        if (IsSoap(root, "Envelope"))
            body = root.Children.FirstOrDefault(child => IsSoap(child, "Body")) is { Children: [var first, ..] } ? first : null;
        if (body is not null && IsSoap(body, "Fault"))
            return new LedEnvelope(null, [SoapFault(body)]);
        if (body is null || body.Name != $"{service}Response" || body.Space != space)
            return NotAnAnswer($"This is no answer of {service}: expected {service}Response of the namespace {space}.");

        if (body.Child("Repliek") is not { } reply)
            return NotAnAnswer($"This answer of {service} has no Repliek.");
        var answer = reply.At("Antwoorden", "Antwoord");
        LedFault[] faults = [.. LedFault.Read(reply), .. LedFault.Read(reply.Child("Antwoorden")), .. LedFault.Read(answer)];
        return answer is null && faults.Length == 0
            ? NotAnAnswer($"This answer of {service} has neither an Antwoord nor Uitzonderingen.")
            : new LedEnvelope(answer, faults);
    }

    internal static Problem NotAnAnswer(string detail) =>
        new(ProblemCode.InvalidInput, detail) { Errors = [new InputError("", InputReasons.BadFormat, detail)] };

    private static bool IsSoap(LedElement element, string name) =>
        element.Name == name && (element.Space == LedNames.Soap11 || element.Space == LedNames.Soap12);

    private static LedFault SoapFault(LedElement fault)
    {
        // SOAP 1.1 has faultcode and faultstring without a namespace, SOAP 1.2 Code/Value and Reason/Text in its own.
        var code = fault.TextAt("faultcode") ?? Inner(fault, "Code", "Value");
        return new LedFault(
            code?[(code.IndexOf(':', StringComparison.Ordinal) + 1)..] ?? "", LedFault.SoapOrigin, LedSeverity.Error,
            fault.TextAt("faultstring") ?? Inner(fault, "Reason", "Text") ?? "", null);
    }

    private static string? Inner(LedElement fault, string outer, string inner) =>
        fault.Children.FirstOrDefault(child => IsSoap(child, outer))?.Children.FirstOrDefault(child => IsSoap(child, inner))?.Text;
}
