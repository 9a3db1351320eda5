using Credentials.Achievements;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Led;

/// <summary>Makes of an award the proof that LED registers.</summary>
public static class ComposeRegistration
{
    private const string Belgium = "BEL";

    /// <summary>
    /// The registration of an award of an achievement that must be registered. The name is the title in the award's language. The language is that of
    /// instruction: the award's where the achievement is taught in it or names none, else the first that it is taught in. Hours are those that the award
    /// states, else the achievement's workload, rounded to whole ones; they are given for centres of adult education only, and not where earlier learning
    /// was recognised, unless the award states them. A KBO number is longer than LED's institution number, so that only a number given stands there.
    /// </summary>
    /// <param name="achievement">The achievement, as awarded.</param>
    /// <param name="award">The award.</param>
    /// <param name="centre">The centre that awarded.</param>
    /// <param name="language">The language that the credential is written in.</param>
    /// <param name="supplier">The supplier in whose name it is registered, and its reference for this award, unique for ever (the award's id).</param>
    /// <param name="institutionNumber">The centre's number in the Flemish education administration, at most six digits; null where it has none.</param>
    /// <returns><see cref="ProblemCode.InvalidInput"/> with pointers as <see cref="LedRegistration.Check"/> gives them; a learner without a national number
    /// is the error at <c>/persoonUitgereikt/insz</c>.</returns>
    /// <exception cref="ArgumentException">The achievement need not be registered.</exception>
    public static Result<LedRegistration> From(
        Achievement achievement, AwardRequest award, Centre centre, string language, LedSupplier supplier, string? institutionNumber)
    {
        if (achievement.Led is not { } led)
            throw new ArgumentException("the achievement need not be registered", nameof(achievement));
        return LedRegistration.Check(supplier, award.Learner.NationalNumber, new LedBasis
        {
            Authenticiteit = led.Authenticiteit ?? LedNames.Authentic,
            Categorie = led.Categorie,
            Graad = led.Graad,
            Onderwijsvorm = led.Onderwijsvorm,
            Bewijstype = led.Bewijstype,
            Bewijsstaat = led.Bewijsstaat,
            Instantie = led.Instantie,
            Onderwerp = new LedCode(led.Onderwerp.Code, led.Onderwerp.Naam),
            Uitreikingsdatum = LedDate.Of(award.AwardedOn),
            VolledigeNaam = achievement.Title.In(language),
            Land = Belgium,
            Taal = LedLanguage.Of(InstructionLanguage(achievement, language)) ?? "",
            Instelling = new LedInstitution(centre.Name, institutionNumber),
            Schooltype = led.Schooltype,
            Studierichting = led.Studierichting is { } study ? new LedNamed(study.Naam, study.Code) : null,
            UrenVolwassenenonderwijs = HoursOf(achievement, award, led),
        });
    }

    private static string InstructionLanguage(Achievement achievement, string language) =>
        achievement.InstructionLanguages.Count == 0 || achievement.InstructionLanguages.Any(taught => Base(taught) == Base(language))
            ? language
            : achievement.InstructionLanguages[0];

    private static string Base(string tag) => tag.Split('-')[0];

    private static long? HoursOf(Achievement achievement, AwardRequest award, LedFields led)
    {
        if (!led.Instantie.StartsWith(LedNames.AdultEducationCentre, StringComparison.Ordinal))
            return null;
        var hours = award.Hours ?? (award.Recognition ? null : achievement.Workload.Hours);
        return hours is { } given && decimal.Round(given, MidpointRounding.AwayFromZero) is > 0 and var whole ? (long)whole : null;
    }
}
