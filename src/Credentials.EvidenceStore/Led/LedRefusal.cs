namespace Credentials.EvidenceStore.Led;

/// <summary>A Bewijs that cannot become a record, and why. Holds nothing about the learner.</summary>
/// <param name="Position">Its place in the answer, the first being 1.</param>
/// <param name="Supplier">Supplier and reference, where they could be read: LED's content is corrected by the supplier alone.</param>
/// <param name="Bewijsreferte">LED's own reference, where it could be read.</param>
/// <param name="Reason">A code of <see cref="LedRefusalReasons"/>; the first that applies, in the order in which they stand there.</param>
/// <param name="Detail">A sentence for people.</param>
public sealed record LedRefusal(int Position, LedSupplier? Supplier, string? Bewijsreferte, string Reason, string Detail);

/// <summary>
/// Why a Bewijs is left out. The rule: a record must say whose it is, who supplied it, when it was awarded and what kind of proof it is; a statement
/// that is known to be false or cannot be understood is not recorded. Everything else that is unknown is a gap (<see cref="LedGaps"/>).
/// </summary>
public static class LedRefusalReasons
{
    /// <summary>An element that LED's schema demands is missing, too long, or not written as the schema says.</summary>
    public const string Malformed = "malformed";

    /// <summary>The number of the person does not check, or is a test number where those are not accepted.</summary>
    public const string BadNationalNumber = "bad-national-number";

    /// <summary>
    /// The date is the placeholder 1800/01/01, or any other day before 1900: LED's sources write it where they do not know the date, nearly always for
    /// what learners declared themselves. A record of it would state a date that is false, and no search by period or statistic by year could use it.
    /// </summary>
    public const string UnknownDate = "unknown-date";

    /// <summary>One of LED's dimensions (category, stage, form, type, state, body, subject, type of school, authenticity) is missing or blank.</summary>
    public const string MissingTaxonomy = "missing-taxonomy";

    /// <summary>
    /// The type or the state of the proof is none of the taxonomy that is known here, so that the kind of proof is unknown. Reading the answer again after
    /// the taxonomy was extended records it.
    /// </summary>
    public const string UnknownTaxonomy = "unknown-taxonomy";
}
