using Credentials.Achievements;
using Credentials.Frameworks;

namespace Credentials.EvidenceStore.Led;

/// <summary>What a proof of LED says, in the terms of a record.</summary>
public sealed record LedMeaning
{
    public required ProofKind Kind { get; init; }

    /// <summary>True for a proof that ends a course of study, false for a step on the way.</summary>
    public required bool IsFinal { get; init; }

    /// <summary>The full name; where that is not available the description that LED added, else the name of the subject.</summary>
    public required string Title { get; init; }

    public required LedDate AwardedOn { get; init; }

    /// <summary>True for what the learner declared on their honour, which nobody verified.</summary>
    public required bool IsSelfDeclared { get; init; }

    /// <summary>The VKS level with LED as who verified it, and the EQF level that it is referenced to; empty where no level is known.</summary>
    public required IReadOnlyList<AchievementLevel> Levels { get; init => field = ValueList<AchievementLevel>.Of(value); }

    /// <summary>The field of ISCED-F 2013; null where it does not follow with certainty from LED's older code.</summary>
    public required IscedField? Field { get; init; }

    /// <summary>The institution's name; null where it is not available.</summary>
    public required string? Institution { get; init; }

    /// <summary>Hours of teaching; null where LED does not say, which its sources also write as 0.</summary>
    public required long? Hours { get; init; }

    /// <summary>How long it is valid from the day of award, as LED writes it; null: without end, or not said.</summary>
    public required string? Validity { get; init; }

    public static LedMeaning Of(LedProof proof)
    {
        var basis = proof.Basis;
        return new LedMeaning
        {
            Kind = proof.Kind,
            IsFinal = basis.Bewijsstaat == LedProofState.Final,
            Title = TitleOf(basis),
            AwardedOn = basis.Uitreikingsdatum,
            IsSelfDeclared = basis.Authenticiteit.StartsWith(LedNames.SelfDeclared, StringComparison.Ordinal),
            Levels = LevelsOf(proof.Afgeleid),
            Field = LedTaxonomy.FieldOf(proof.Afgeleid),
            Institution = Known(basis.Instelling.Naam),
            Hours = basis.UrenVolwassenenonderwijs is > 0 ? basis.UrenVolwassenenonderwijs : null,
            Validity = basis.Vervalperiode is { } period ? Known(period) : null,
        };
    }

    private static string TitleOf(LedBasis basis) =>
        Known(basis.VolledigeNaam)
        ?? basis.BijkomendeInformaties.FirstOrDefault(information => information.Naam == LedNames.DescriptionOfProof && LedTaxonomy.IsKnown(information.Inhoud))?.Inhoud
        ?? basis.Onderwerp.Naam
        ?? basis.VolledigeNaam;

    internal static AchievementLevel[] LevelsOf(LedDerived derived)
    {
        if (LedTaxonomy.LevelOf(derived) is not { } level)
            return [];
        var verified = new AchievementLevel(level, LedNames.Led);
        return QualificationsFramework.TryToEqf(level, out var eqf) ? [verified, verified with { Level = eqf }] : [verified];
    }

    private static string? Known(string text) => LedTaxonomy.IsKnown(text) ? text : null;
}
