using Credentials.Achievements;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Led;

/// <summary>Where a proof stands in LED.</summary>
public enum LedProofStatus
{
    Registered = 1,

    /// <summary>Withdrawn by its supplier; what replaces it is registered as another proof.</summary>
    Cancelled = 10,
}

/// <summary>What LED derives from what the supplier said (BewijsAfgeleidType); null where an answer leaves it out.</summary>
/// <param name="IscedStudiegebied">The field, as three digits of ISCED 1997.</param>
/// <param name="IscedNiveau">The ISCED 1997 level, e.g. <c>3A</c>, or <c>NBS</c>.</param>
/// <param name="VksNiveauOnderwijskwalificatie">The VKS level as an educational qualification: 1 to 8, <c>NVT</c> (has none) or <c>NBS</c> (not available).</param>
/// <param name="VksNiveauBeroepskwalificatie">The VKS level as a professional qualification, written likewise.</param>
public sealed record LedDerived(
    LedCode? IscedStudiegebied, LedCode? IscedNiveau, LedCode? VksNiveauOnderwijskwalificatie, LedCode? VksNiveauBeroepskwalificatie);

/// <summary>
/// A proof as LED holds it (a Bewijs of GeefBewijs 02.00), complete enough to be a record: texts are trimmed and folded, and its supplier, learner,
/// date and classification are known. What else is unknown is listed in <see cref="Gaps"/>.
/// </summary>
public sealed record LedProof
{
    /// <summary>LED's own reference of the proof.</summary>
    public required string Bewijsreferte { get; init; }

    /// <summary>LED's own reference of its last change.</summary>
    public required string Bewijsmutatiereferte { get; init; }

    public required LedProofStatus Status { get; init; }

    /// <summary>When the status last changed; null where the answer does not say.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    public required LedSupplier Leverancier { get; init; }

    /// <summary>The person it was awarded to, by a number that was current when it was registered.</summary>
    public required NationalNumber PersoonUitgereikt { get; init; }

    public required LedBasis Basis { get; init; }

    public required LedDerived Afgeleid { get; init; }

    public required ProofKind Kind { get; init; }

    /// <summary>What a record of this proof lacks: codes of <see cref="LedGaps"/>.</summary>
    public IReadOnlyList<string> Gaps { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Of([]);

    public override string ToString() => $"(proof {Leverancier.Naam} {Leverancier.Bewijsreferte})";
}
