using System.Collections.Frozen;

namespace Credentials.Achievements;

/// <summary>How the learner takes part (EU element 10, form of participation).</summary>
public enum Participation
{
    Online,
    OnSite,
    Blended,
}

/// <summary>Where the learning takes place.</summary>
public enum LearningSetting
{
    Formal,
    NonFormal,
    Informal,
}

/// <summary>Supervision and identity verification during the assessment.</summary>
public enum Supervision
{
    UnsupervisedWithoutId,
    SupervisedWithoutId,
    SupervisedOnlineWithId,
    SupervisedOnSiteWithId,
}

/// <summary>What an achievement is a part of: a beroepskwalificatie or an onderwijskwalificatie.</summary>
public enum QualificationKind
{
    Professional,
    Educational,
}

/// <summary>What a proof of learning is, whoever gave it.</summary>
public enum ProofKind
{
    /// <summary>Closes a course of study with a qualification (diploma).</summary>
    Diploma,

    /// <summary>Closes a course or a profession's training (getuigschrift, certificaat, bewijs van beroepskwalificatie).</summary>
    Certificate,

    /// <summary>Of a part of a course or qualification (deelcertificaat, bewijs van deelkwalificatie).</summary>
    PartialCertificate,

    /// <summary>States that something was followed or reached, without being a certificate (attest).</summary>
    Attest,

    /// <summary>Of a profession's skills, by experience and a test (ervaringsbewijs).</summary>
    ExperienceCertificate,

    /// <summary>Recognition of earlier learning (EVC).</summary>
    PriorLearning,

    WorkplaceLearning,

    /// <summary>Recognition that a proof from elsewhere is equivalent (gelijkwaardigheid).</summary>
    Equivalence,
}

/// <summary>
/// The words of a definition's closed lists, with the EU's concept where there is one: modes and learning settings of the European Learning Model,
/// methods of supervision and verification.
/// </summary>
public static class Vocabularies
{
    /// <summary>The mode of the European Learning Model for learning at a workplace.</summary>
    public static Concept WorkBased { get; } = Concept.Of(
        "work-based", "http://data.europa.eu/snb/learning-assessment/729f3bed4b",
        "Werkplekleren", "Apprentissage en milieu de travail", "Lernen am Arbeitsplatz", "Work-based learning");

    public static FrozenDictionary<Participation, Concept> Participation { get; } = new Dictionary<Participation, Concept>
    {
        [Achievements.Participation.Online] = Concept.Of(
            "online", "http://data.europa.eu/snb/learning-assessment/920fbb3cbe", "Online", "En ligne", "Online", "Online"),
        [Achievements.Participation.OnSite] = Concept.Of(
            "on-site", "http://data.europa.eu/snb/learning-assessment/9191af2ed9", "Ter plaatse", "En présentiel", "Vor Ort", "On site"),
        [Achievements.Participation.Blended] = Concept.Of(
            "blended", "http://data.europa.eu/snb/learning-assessment/e92d221e4d", "Gecombineerd", "Hybride", "Gemischt", "Blended"),
    }.ToFrozenDictionary();

    public static FrozenDictionary<LearningSetting, Concept> LearningSetting { get; } = new Dictionary<LearningSetting, Concept>
    {
        [Achievements.LearningSetting.Formal] = Concept.Of(
            "formal", "http://data.europa.eu/snb/learning-setting/6fd4685715",
            "Formeel leren", "Apprentissage formel", "Formales Lernen", "Formal learning"),
        [Achievements.LearningSetting.NonFormal] = Concept.Of(
            "non-formal", "http://data.europa.eu/snb/learning-setting/e207a81fc7",
            "Niet-formeel leren", "Apprentissage non formel", "Nicht formales Lernen", "Non-formal learning"),
        [Achievements.LearningSetting.Informal] = Concept.Of(
            "informal", null, "Informeel leren", "Apprentissage informel", "Informelles Lernen", "Informal learning"),
    }.ToFrozenDictionary();

    public static FrozenDictionary<Supervision, Concept> Supervision { get; } = new Dictionary<Supervision, Concept>
    {
        [Achievements.Supervision.UnsupervisedWithoutId] = Concept.Of(
            "unsupervised-no-id", "http://data.europa.eu/snb/supervision-verification/c598449d64",
            "Zonder toezicht en zonder identiteitscontrole", "Sans surveillance ni vérification d'identité",
            "Ohne Aufsicht und ohne Identitätsprüfung", "Unsupervised without ID verification"),
        [Achievements.Supervision.SupervisedWithoutId] = Concept.Of(
            "supervised-no-id", null,
            "Onder toezicht zonder identiteitscontrole", "Sous surveillance sans vérification d'identité",
            "Unter Aufsicht ohne Identitätsprüfung", "Supervised without ID verification"),
        [Achievements.Supervision.SupervisedOnlineWithId] = Concept.Of(
            "supervised-id-online", null,
            "Online onder toezicht met identiteitscontrole", "Sous surveillance en ligne avec vérification d'identité",
            "Online unter Aufsicht mit Identitätsprüfung", "Supervised online with ID verification"),
        [Achievements.Supervision.SupervisedOnSiteWithId] = Concept.Of(
            "supervised-id-onsite", null,
            "Ter plaatse onder toezicht met identiteitscontrole", "Sous surveillance sur place avec vérification d'identité",
            "Vor Ort unter Aufsicht mit Identitätsprüfung", "Supervised on site with ID verification"),
    }.ToFrozenDictionary();

    public static FrozenDictionary<QualificationKind, Concept> QualificationKind { get; } = new Dictionary<QualificationKind, Concept>
    {
        [Achievements.QualificationKind.Professional] = Concept.Of(
            "professional", null, "Beroepskwalificatie", "Qualification professionnelle", "Berufliche Qualifikation", "Professional qualification"),
        [Achievements.QualificationKind.Educational] = Concept.Of(
            "educational", null, "Onderwijskwalificatie", "Qualification d'enseignement", "Bildungsqualifikation", "Educational qualification"),
    }.ToFrozenDictionary();

    public static FrozenDictionary<ProofKind, Concept> ProofKind { get; } = new Dictionary<ProofKind, Concept>
    {
        [Achievements.ProofKind.Diploma] = Concept.Of("diploma", null, "Diploma", "Diplôme", "Diplom", "Diploma"),
        [Achievements.ProofKind.Certificate] = Concept.Of("certificate", null, "Certificaat", "Certificat", "Zertifikat", "Certificate"),
        [Achievements.ProofKind.PartialCertificate] = Concept.Of(
            "partial-certificate", null, "Deelcertificaat", "Certificat partiel", "Teilzertifikat", "Partial certificate"),
        [Achievements.ProofKind.Attest] = Concept.Of("attest", null, "Attest", "Attestation", "Bescheinigung", "Attestation"),
        [Achievements.ProofKind.ExperienceCertificate] = Concept.Of(
            "experience-certificate", null, "Ervaringsbewijs", "Titre d'expérience", "Erfahrungsnachweis", "Experience certificate"),
        [Achievements.ProofKind.PriorLearning] = Concept.Of(
            "prior-learning", null, "Erkenning van verworven competenties", "Reconnaissance des acquis",
            "Anerkennung früheren Lernens", "Recognition of prior learning"),
        [Achievements.ProofKind.WorkplaceLearning] = Concept.Of(
            "workplace-learning", WorkBased.Uri, "Werkplekleren", "Apprentissage en milieu de travail", "Lernen am Arbeitsplatz", "Workplace learning"),
        [Achievements.ProofKind.Equivalence] = Concept.Of(
            "equivalence", null, "Gelijkwaardigheidserkenning", "Reconnaissance d'équivalence", "Anerkennung der Gleichwertigkeit", "Recognition of equivalence"),
    }.ToFrozenDictionary();

    /// <summary>The values of a vocabulary by the words that stand for them, in their own order.</summary>
    public static IReadOnlyDictionary<string, T> Words<T>(FrozenDictionary<T, Concept> vocabulary)
        where T : struct, Enum =>
        vocabulary.OrderBy(entry => entry.Key).ToDictionary(entry => entry.Value.Word, entry => entry.Key, StringComparer.Ordinal);
}
