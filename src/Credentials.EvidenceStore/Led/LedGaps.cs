namespace Credentials.EvidenceStore.Led;

/// <summary>
/// What a proof does not say and a record can live without. A proof of a module or an attest has no level and is a true proof all the same: so an
/// unknown level is a gap, shown with the record, and no reason to leave the proof out.
/// </summary>
public static class LedGaps
{
    /// <summary>No VKS level is known, and LED says <c>NBS</c> (or nothing) for at least one of the two. Not given where both are <c>NVT</c>.</summary>
    public const string Level = "level-not-available";

    /// <summary>LED says <c>NBS</c> (or nothing) for the ISCED level.</summary>
    public const string IscedLevel = "isced-level-not-available";

    /// <summary>LED's field is none that becomes a field of ISCED-F with certainty; its code is kept.</summary>
    public const string Field = "field-not-derivable";

    /// <summary>The full name is <c>Niet beschikbaar</c>; the description or the subject stands in for it.</summary>
    public const string FullName = "full-name-not-available";

    /// <summary>The institution is <c>Niet beschikbaar</c>.</summary>
    public const string Institution = "institution-not-available";

    /// <summary>The date is a year or a month only.</summary>
    public const string WholeDate = "whole-date-not-available";
}
