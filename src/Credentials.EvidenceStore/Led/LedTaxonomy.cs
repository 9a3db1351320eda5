using System.Collections.Frozen;
using Credentials.Achievements;
using Credentials.Frameworks;

namespace Credentials.EvidenceStore.Led;

/// <summary>
/// What LED's words mean in the terms of records. LED's taxonomy is not public: these are the types of proof seen in its published answers, and those
/// that the decrees on the qualification structure and on recognised trajectories name.
/// </summary>
internal static class LedTaxonomy
{
    private static readonly FrozenDictionary<string, ProofKind> Kinds = new Dictionary<string, ProofKind>(StringComparer.OrdinalIgnoreCase)
    {
        ["Diploma"] = ProofKind.Diploma,
        ["Getuigschrift"] = ProofKind.Certificate,
        ["Studiegetuigschrift"] = ProofKind.Certificate,
        ["Certificaat"] = ProofKind.Certificate,
        ["Wettelijk certificaat"] = ProofKind.Certificate,
        ["Bewijs van beroepskwalificatie"] = ProofKind.Certificate,
        ["Deelcertificaat"] = ProofKind.PartialCertificate,
        ["Bewijs van deelkwalificatie"] = ProofKind.PartialCertificate,
        ["Bewijs van competenties"] = ProofKind.PartialCertificate,
        ["Attest"] = ProofKind.Attest,
        ["Ervaringsbewijs"] = ProofKind.ExperienceCertificate,
        ["Gelijkwaardigheid"] = ProofKind.Equivalence,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The kind of a proof by its type; what stands in the category of experience certificates is one, whatever its type.</summary>
    public static bool TryKind(string type, string category, out ProofKind kind)
    {
        var known = Kinds.TryGetValue(type, out kind);
        if (known && category == LedNames.ExperienceCategory)
            kind = ProofKind.ExperienceCertificate;
        return known;
    }

    /// <summary>
    /// The level of the VKS that LED derived: as an educational qualification, else as a professional one. An educational qualification is made of
    /// professional ones, so that where LED gives both, the first is the level of the whole.
    /// </summary>
    public static FrameworkLevel? LevelOf(LedDerived derived) =>
        LevelOf(derived.VksNiveauOnderwijskwalificatie) ?? LevelOf(derived.VksNiveauBeroepskwalificatie);

    public static IscedField? FieldOf(LedDerived derived) =>
        derived.IscedStudiegebied is { } field && FormerIscedField.TryToIscedF(field.Code, out var found) ? found : null;

    public static bool IsKnown(string text) => text is not (LedNames.NotAvailable or LedNames.NotApplicable);

    public static IReadOnlyList<string> GapsOf(LedBasis basis, LedDerived derived)
    {
        var gaps = new List<string>();
        if (LevelOf(derived) is null
            && !(IsNotApplicable(derived.VksNiveauOnderwijskwalificatie) && IsNotApplicable(derived.VksNiveauBeroepskwalificatie)))
            gaps.Add(LedGaps.Level);
        if (derived.IscedNiveau is null or { Code: LedNames.NotAvailableCode })
            gaps.Add(LedGaps.IscedLevel);
        if (FieldOf(derived) is null)
            gaps.Add(LedGaps.Field);
        if (!IsKnown(basis.VolledigeNaam))
            gaps.Add(LedGaps.FullName);
        if (!IsKnown(basis.Instelling.Naam))
            gaps.Add(LedGaps.Institution);
        if (!basis.Uitreikingsdatum.IsWholeDate)
            gaps.Add(LedGaps.WholeDate);
        return gaps;
    }

    private static bool IsNotApplicable(LedCode? code) => code?.Code == LedNames.NotApplicableCode;

    private static FrameworkLevel? LevelOf(LedCode? code) =>
        code?.Code is [>= '1' and <= '8' and var digit] && QualificationsFramework.TryFindLevel(QualificationsFramework.Vks, digit - '0', out var level) ? level : null;
}
