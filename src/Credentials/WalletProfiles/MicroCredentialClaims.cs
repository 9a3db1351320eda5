namespace Credentials.WalletProfiles;

/// <summary>
/// The claims of the micro-credential rulebook for the EUDI wallet (webuild-consortium, rb-microcredential 0.2, sections 3 and 5.1) that an award can
/// have. What identifies the learner beyond the name is not among them: nobody asked for it to be in the credential.
/// </summary>
internal static class MicroCredentialClaims
{
    public const string LegalCategory = "attestation_legal_category";

    public static readonly IReadOnlyList<ProfileClaim> Table =
    [
        ProfileClaim.Technical("iss", isMandatory: true),
        ProfileClaim.Technical("iat", isMandatory: true),
        ProfileClaim.Technical("nbf"),
        ProfileClaim.Technical("exp"),
        ProfileClaim.Technical("jti"),
        ProfileClaim.Technical("vct", isMandatory: true),
        ProfileClaim.Technical("cnf"),
        ProfileClaim.Technical("status"),
        ProfileClaim.Open(LegalCategory, true, "Juridische categorie", "Catégorie juridique", "Rechtliche Kategorie", "Legal category"),
        ProfileClaim.Disclosable("identifier", true, "Nummer", "Identifiant", "Kennung", "Identifier"),
        ProfileClaim.Disclosable("title", true, "Titel", "Titre", "Titel", "Title"),
        ProfileClaim.Disclosable("givenName", true, "Voornaam", "Prénom", "Vorname", "Given name"),
        ProfileClaim.Disclosable("familyName", true, "Familienaam", "Nom de famille", "Nachname", "Family name"),
        ProfileClaim.Disclosable("issuerCountry", true, "Land van uitreiking", "Pays de délivrance", "Ausstellungsland", "Country of the issuer"),
        ProfileClaim.Disclosable("awardingBody", true, "Uitgereikt door", "Délivrée par", "Verliehen von", "Awarding body"),
        ProfileClaim.Disclosable("issuanceDate", true, "Datum van uitreiking", "Date de délivrance", "Ausstellungsdatum", "Date of issuing"),
        ProfileClaim.Disclosable("learningOutcomes", true, "Leerresultaten", "Acquis d'apprentissage", "Lernergebnisse", "Learning outcomes"),
        ProfileClaim.Disclosable("notionalWorkload", true, "Studielast", "Charge de travail", "Arbeitsaufwand", "Notional workload"),
        ProfileClaim.Disclosable("typeOfAssessment", true, "Soort beoordeling", "Type d'évaluation", "Art der Bewertung", "Type of assessment"),
        ProfileClaim.Disclosable("formOfParticipation", true, "Vorm van deelname", "Forme de participation", "Form der Teilnahme", "Form of participation"),
        ProfileClaim.Disclosable("qualityAssurance", true, "Kwaliteitszorg", "Assurance qualité", "Qualitätssicherung", "Quality assurance"),
        ProfileClaim.Disclosable("level", false, "Niveau (EQF)", "Niveau (CEC)", "Niveau (EQR)", "Level (EQF)"),
        ProfileClaim.Disclosable(
            "nationalQualificationsFrameworkLevel", false, "Niveau in eigen land", "Niveau national", "Nationales Niveau", "National level"),
        ProfileClaim.Disclosable("fieldOfEducation", false, "Studiegebied (ISCED-F)", "Domaine d'études (CITE-F)", "Bildungsfeld (ISCED-F)", "Field of education (ISCED-F)"),
        ProfileClaim.Disclosable("escoReference", false, "ESCO-vaardigheden", "Compétences ESCO", "ESCO-Fähigkeiten", "ESCO skills"),
        ProfileClaim.Disclosable(
            "idVerificationMethod", false, "Toezicht en identiteitscontrole", "Surveillance et vérification d'identité",
            "Aufsicht und Identitätsprüfung", "Supervision and identity verification"),
        ProfileClaim.Disclosable("grade", false, "Resultaat", "Résultat", "Ergebnis", "Grade"),
        ProfileClaim.Disclosable("gradingScheme", false, "Beoordelingsschaal", "Échelle d'évaluation", "Bewertungsskala", "Grading scheme"),
        ProfileClaim.Disclosable("entryRequirements", false, "Instapvoorwaarden", "Conditions d'admission", "Zugangsvoraussetzungen", "Entry requirements"),
        ProfileClaim.Disclosable("stackable", false, "Stapelbaar", "Cumulable", "Kumulierbar", "Stackable"),
        ProfileClaim.Disclosable("partOfQualification", false, "Deel van kwalificatie", "Partie d'une certification", "Teil einer Qualifikation", "Part of a qualification"),
        ProfileClaim.Disclosable("accreditation", false, "Accreditatie", "Accréditation", "Akkreditierung", "Accreditation"),
        ProfileClaim.Disclosable("awardingBodyAddress", false, "Adres van het centrum", "Adresse du centre", "Adresse des Zentrums", "Address of the awarding body"),
        ProfileClaim.Disclosable("awardingBodyHomepage", false, "Website van het centrum", "Site web du centre", "Website des Zentrums", "Website of the awarding body"),
        ProfileClaim.Disclosable(
            "awardingBodyIdentifier", false, "Ondernemingsnummer van het centrum", "Numéro d'entreprise du centre",
            "Unternehmensnummer des Zentrums", "Enterprise number of the awarding body"),
        ProfileClaim.Disclosable("additionalNote", false, "Opmerking", "Remarque", "Anmerkung", "Note"),
    ];
}
