using Credentials.Achievements;

namespace Credentials.EvidenceStore.Recording;

/// <summary>How much of a date is known.</summary>
public enum DatePrecision
{
    Day = 0,
    Month = 1,
    Year = 2,
}

/// <summary>
/// The clear part of a record, of an award as of a proof from outside: enough to search and to count by, and nothing about who. It never changes: what
/// was wrong is cancelled or revoked, and recorded anew.
/// </summary>
public sealed record RecordFacts
{
    public required ProofKind Kind { get; init; }

    /// <summary>True for a proof that ends a course of study, false for a step on the way; null where nobody said.</summary>
    public bool? IsEnd { get; init; }

    /// <summary>The centre that awarded it here; null for proofs from outside.</summary>
    public string? Centre { get; init; }

    /// <summary>Who gave it: the ten digits of its enterprise number or its institution number, else its folded name; null where unknown.</summary>
    public string? Institution { get; init; }

    /// <summary>Who handed the proof in, as it is known here; null for awards.</summary>
    public string? Supplier { get; init; }

    /// <summary>The code of LED's subject (Onderwerp).</summary>
    public string? Subject { get; init; }

    /// <summary>1 to 8. Where it is there, so is the EQF level that it is referenced to.</summary>
    public byte? VksLevel { get; init; }

    /// <summary>1 to 8.</summary>
    public byte? EqfLevel { get; init; }

    /// <summary>The body that verified the level.</summary>
    public string? LevelBy { get; init; }

    /// <summary>A field of ISCED-F 2013: two, three or four digits, as narrow as is certain.</summary>
    public string? IscedField { get; init; }

    public LearningSetting? Setting { get; init; }

    /// <summary>The day, or the first day of the month or year that is known.</summary>
    public required DateOnly ObtainedOn { get; init; }

    public DatePrecision ObtainedPrecision { get; init; }

    /// <summary>The last day it is valid; null: without end, or not said.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Hours of learning, to the hundredth.</summary>
    public decimal? Hours { get; init => field = value is { } hours ? decimal.Round(hours, 2) : null; }
}
