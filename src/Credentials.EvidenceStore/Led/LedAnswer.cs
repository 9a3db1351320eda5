namespace Credentials.EvidenceStore.Led;

/// <summary>
/// An answer of GeefBewijs 02.00: the proofs of one person. Every Bewijs is in <see cref="Proofs"/> or in <see cref="Refusals"/>. An answer with faults
/// alone (LED has nothing, is overloaded, filtered everything) is an answer too, without proofs. One file can hold the same proof twice, and proofs under
/// an older number of the same person: who records them decides by supplier and reference.
/// </summary>
public sealed record LedAnswer(IReadOnlyList<LedProof> Proofs, IReadOnlyList<LedRefusal> Refusals, IReadOnlyList<LedFault> Faults)
{
    /// <summary>The largest answer that is read, in bytes.</summary>
    public const int MostBytes = LedXml.MostBytes;

    public IReadOnlyList<LedProof> Proofs { get; init => field = ValueList<LedProof>.Of(value); } = ValueList<LedProof>.Of(Proofs);

    public IReadOnlyList<LedRefusal> Refusals { get; init => field = ValueList<LedRefusal>.Of(value); } = ValueList<LedRefusal>.Of(Refusals);

    public IReadOnlyList<LedFault> Faults { get; init => field = ValueList<LedFault>.Of(value); } = ValueList<LedFault>.Of(Faults);

    /// <summary>Reads a file or the body of an answer: a SOAP envelope, or the GeefBewijsResponse alone.</summary>
    /// <param name="xml">The bytes, at most <see cref="MostBytes"/>.</param>
    /// <param name="acceptTestNumbers">Whether persons with a test number (month +60 or +80) are accepted.</param>
    /// <returns>
    /// <see cref="ProblemCode.TooLarge"/>, or <see cref="ProblemCode.InvalidInput"/> for what is no well-formed XML (with line and column), has a document
    /// type, or is no answer of GeefBewijs.
    /// </returns>
    public static Result<LedAnswer> Read(byte[] xml, bool acceptTestNumbers)
    {
        if (!LedEnvelope.Read(xml, LedNames.GetProofs, LedNames.GetProofsSpace).TryGet(out var envelope, out var problem))
            return problem;
        var list = envelope.Answer?.At("Inhoud", "Bewijzen");
        if (list is null && envelope.Faults.Count == 0)
            return LedEnvelope.NotAnAnswer("This answer of GeefBewijs has neither Bewijzen nor Uitzonderingen.");

        var proofs = new List<LedProof>();
        var refusals = new List<LedRefusal>();
        var position = 0;
        foreach (var element in list?.All("Bewijs") ?? [])
        {
            if (LedProofReader.Read(element, ++position, acceptTestNumbers, out var refusal) is { } proof)
                proofs.Add(proof);
            else
                refusals.Add(refusal!);
        }
        return new LedAnswer(proofs, refusals, envelope.Faults);
    }
}
