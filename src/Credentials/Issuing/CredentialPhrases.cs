using Credentials.Achievements;

namespace Credentials.Issuing;

/// <summary>The few sentences that a credential itself adds, in nl, fr, de and en; English for any other language.</summary>
internal static class CredentialPhrases
{
    private static readonly Concept VerifiedByPhrase = Phrase("Niveau geverifieerd door", "Niveau vérifié par", "Niveau geprüft von", "Level verified by");
    private static readonly Concept ResultPhrase = Phrase("Resultaat", "Résultat", "Ergebnis", "Result");
    private static readonly Concept AuditPhrase = Phrase("Externe kwaliteitsaudit", "Audit externe de la qualité", "Externes Qualitätsaudit", "External quality audit");

    private static readonly Concept PriorLearningPhrase = Phrase(
        "Toegekend na erkenning van eerder verworven competenties (EVC)", "Attribué après validation des acquis de l'expérience",
        "Nach Anerkennung früher erworbener Kompetenzen verliehen", "Awarded after recognition of prior learning");

    public static string VerifiedBy(string language, string body) => $"{VerifiedByPhrase.NameIn(language)} {body}";

    public static string Result(string language) => ResultPhrase.NameIn(language);

    public static string QualityAudit(string language) => AuditPhrase.NameIn(language);

    public static string PriorLearning(string language) => PriorLearningPhrase.NameIn(language);

    private static Concept Phrase(string nl, string fr, string de, string en) => Concept.Of("", null, nl, fr, de, en);
}
