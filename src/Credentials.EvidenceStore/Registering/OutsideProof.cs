using Credentials.Achievements;
using Credentials.EvidenceStore.Led;
using Credentials.Frameworks;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Registering;

/// <summary>
/// A proof that was given elsewhere, as its supplier says it: everything that LED keeps of a proof, and the EU standard elements of a micro-credential
/// (Council Recommendation 2022/C 243/02, Annex I) besides.
/// </summary>
public sealed record OutsideProof
{
    /// <summary>Who hands it in, e.g. <c>VDAB</c>. With <see cref="Reference"/> it names one proof for ever.</summary>
    public required string Supplier { get; init; }

    public required string Reference { get; init; }

    public required ProofLearner Learner { get; init; }

    public required ProofKind Kind { get; init; }

    public required string Title { get; init; }

    public required LedDate ObtainedOn { get; init; }

    /// <summary>True for a proof that ends a course of study, false for a step on the way.</summary>
    public bool? IsEnd { get; init; }

    public ProofInstitution? Institution { get; init; }

    /// <summary>At most one a framework, each with who verified it; the EQF level that a VKS level is referenced to is among them.</summary>
    public IReadOnlyList<AchievementLevel> Levels { get; init => field = ValueList<AchievementLevel>.Of(value); } = ValueList<AchievementLevel>.Of([]);

    public IscedField? Field { get; init; }

    public LearningSetting? Setting { get; init; }

    public DateOnly? ValidUntil { get; init; }

    /// <summary>How long it is valid in the supplier's own words, e.g. <c>5 jaar</c>.</summary>
    public string? Validity { get; init; }

    public decimal? Hours { get; init; }

    public decimal? Ects { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string> LearningOutcomes { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Of([]);

    public string? Assessment { get; init; }

    public Supervision? Supervision { get; init; }

    public Participation? Participation { get; init; }

    public string? QualityAssurance { get; init; }

    public string? Result { get; init; }

    /// <summary>ISO 3166-1 alpha-3.</summary>
    public string? Country { get; init; }

    /// <summary>ISO 639-3: the language of instruction.</summary>
    public string? Language { get; init; }

    /// <summary>What LED says of it in its own words.</summary>
    public LedWords? Led { get; init; }

    /// <summary>The cancelled record that this one replaces.</summary>
    public Guid? Replaces { get; init; }

    public override string ToString() => $"(proof {Supplier} {Reference})";
}

/// <summary>Whose proof it is: known by national number, else by names with e-mail address or birth date.</summary>
public sealed record ProofLearner
{
    public NationalNumber? NationalNumber { get; init; }

    public string? GivenName { get; init; }

    public string? FamilyName { get; init; }

    public DateOnly? BirthDate { get; init; }

    public string? Email { get; init; }

    public override string ToString() => "(learner)";
}

/// <param name="Name">As the proof names it.</param>
/// <param name="Number">The ten digits of its enterprise number (KBO), or its number in its own register; null where it has none.</param>
public sealed record ProofInstitution(string? Name, string? Number);
