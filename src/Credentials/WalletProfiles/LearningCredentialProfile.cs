using Credentials.Achievements;
using Credentials.Inputs;
using Credentials.SdJwts;

namespace Credentials.WalletProfiles;

/// <summary>
/// The learning credential of the EUDI reference issuer, under exactly its <c>vct</c>, with its claims and its rules for disclosing them
/// (eudi-srv-pid-issuer, Type Metadata of the learning credential).
/// </summary>
internal sealed class LearningCredentialProfile : WalletProfile
{
    public const string Type = "urn:eu.europa.ec.eudi:learning:credential:1";

    public override string Id => "learning-credential";

    public override bool NeedsHolderKey => true;

    private protected override LanguageMap Name { get; } = ProfileClaim.Texts("Bewijs van leren", "Attestation d'apprentissage", "Lernnachweis", "Learning credential");

    private protected override LanguageMap Description { get; } = ProfileClaim.Texts(
        "Wat een lerende bereikte, voor de Europese portemonnee voor digitale identiteit",
        "Ce qu'un apprenant a acquis, pour le portefeuille européen d'identité numérique",
        "Was Lernende erreicht haben, für die europäische Brieftasche für die digitale Identität",
        "What a learner achieved, for the European Digital Identity Wallet");

    private protected override IReadOnlyList<ProfileClaim> Table { get; } =
    [
        ProfileClaim.Technical("jti", isMandatory: true),
        ProfileClaim.Technical("iat", isMandatory: true),
        ProfileClaim.Technical("exp", isMandatory: true),
        ProfileClaim.Technical("vct", isMandatory: true),
        ProfileClaim.Technical("iss", isMandatory: true),
        ProfileClaim.Technical("cnf", isMandatory: true),
        ProfileClaim.Technical("status"),
        ProfileClaim.Open("issuing_authority", true, "Uitgereikt door", "Délivrée par", "Ausgestellt von", "Issuing authority"),
        ProfileClaim.Open("issuing_country", true, "Land van uitreiking", "Pays de délivrance", "Ausstellungsland", "Issuing country"),
        ProfileClaim.Open("date_of_issuance", true, "Datum van uitreiking", "Date de délivrance", "Ausstellungsdatum", "Date of issuance"),
        ProfileClaim.Disclosable("family_name", true, "Familienaam", "Nom de famille", "Nachname", "Family name"),
        ProfileClaim.Disclosable("given_name", false, "Voornaam", "Prénom", "Vorname", "Given name"),
        ProfileClaim.Open("achievement_title", true, "Titel", "Titre", "Titel", "Achievement title"),
        ProfileClaim.Open("achievement_description", false, "Beschrijving", "Description", "Beschreibung", "Achievement description"),
        ProfileClaim.Disclosable("learning_outcomes", false, "Leerresultaten", "Acquis d'apprentissage", "Lernergebnisse", "Learning outcomes"),
        ProfileClaim.Disclosable("assessment_grade", false, "Resultaat", "Résultat", "Ergebnis", "Assessment grade"),
        ProfileClaim.Open("language_of_classes", true, "Taal van de lessen", "Langue des cours", "Unterrichtssprache", "Language of classes"),
        ProfileClaim.Disclosable("learner_identification", true, "Nummer van de lerende", "Identification de l'apprenant", "Kennung der lernenden Person", "Learner identification"),
        ProfileClaim.Disclosable("expected_study_time", true, "Verwachte studietijd", "Temps d'étude prévu", "Erwartete Lernzeit", "Expected study time"),
        ProfileClaim.Disclosable("level_of_learning_experience", true, "Niveau (EQF)", "Niveau (CEC)", "Niveau (EQR)", "Level of learning experience (EQF)"),
        ProfileClaim.Disclosable("types_of_quality_assurance", true, "Kwaliteitszorg", "Assurance qualité", "Qualitätssicherung", "Types of quality assurance"),
        ProfileClaim.Disclosable("prerequisites_to_enroll", false, "Instapvoorwaarden", "Conditions d'admission", "Zugangsvoraussetzungen", "Prerequisites to enrol"),
        ProfileClaim.Disclosable("integration_stackability_options", false, "Stapelbaar", "Cumulable", "Kumulierbar", "Integration or stackability options"),
    ];

    public override Problem? LackingIn(Achievement achievement) => LearningTexts.EqfLevel(achievement) is null
        ? new Problem(ProblemCode.NotAcceptable, "The EUDI learning credential needs a level of the European Qualifications Framework.")
        : null;

    public override string TypeFor(Uri publicUrl) => Type;

    private protected override bool IsType(string type) => type == Type;

    private protected override SelectiveObject Compose(AwardedLearning learning)
    {
        var (achievement, language) = (learning.Achievement, learning.Language);
        var claims = new SelectiveObject();
        Add(claims, "issuing_authority", learning.Centre.Name);
        Add(claims, "issuing_country", learning.Centre.Address.CountryCode);
        Add(claims, "date_of_issuance", IsoDate.Write(learning.AwardedOn));
        Add(claims, "family_name", learning.FamilyName);
        AddText(claims, "given_name", learning.GivenName);
        Add(claims, "achievement_title", achievement.Title.In(language));
        AddText(claims, "achievement_description", achievement.Description.In(language));
        AddTexts(claims, "learning_outcomes", achievement.LearningOutcomes.Select(outcome => outcome.Title.In(language)));
        AddText(claims, "assessment_grade", learning.Result);
        AddTexts(claims, "language_of_classes", achievement.InstructionLanguages.Count > 0 ? achievement.InstructionLanguages : [language]);
        // The number of the award: the national number stands in no credential, and no number that the learner keeps may link several of them.
        Add(claims, "learner_identification", learning.Id.ToString("D"));
        Add(claims, "expected_study_time", LearningTexts.StudyTime(learning));
        Add(claims, "level_of_learning_experience", LearningTexts.EqfLevel(achievement)!.Level);
        AddTexts(claims, "types_of_quality_assurance", [achievement.QualityAssurance.Type.In(language)]);
        AddTexts(claims, "prerequisites_to_enroll", achievement.Prerequisites is { } prerequisites ? [prerequisites.In(language)] : []);
        Add(claims, "integration_stackability_options", achievement.Stackable is { } stackable ? stackable : default(SelectiveValue?));
        return claims;
    }
}
