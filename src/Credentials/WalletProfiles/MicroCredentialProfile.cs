using Credentials.Achievements;
using Credentials.Frameworks;
using Credentials.Inputs;
using Credentials.Issuing;
using Credentials.SdJwts;
using Credentials.SdJwtVcs;

namespace Credentials.WalletProfiles;

/// <summary>
/// The micro-credential rulebook for the EUDI wallet (webuild-consortium, rb-microcredential 0.2), under a <c>vct</c> of ours: the rulebook's own
/// <c>VerifiableMicroCredential</c> is no collision-resistant name, which SD-JWT VC requires.
/// </summary>
internal sealed class MicroCredentialProfile : WalletProfile
{
    public override string Id => "micro-credential";

    public override bool NeedsHolderKey => false;

    private protected override LanguageMap Name { get; } = ProfileClaim.Texts("Microcredential", "Microcertification", "Microcredential", "Micro-credential");

    private protected override LanguageMap Description { get; } = ProfileClaim.Texts(
        "Beoordeelde leerresultaten, beschreven volgens de Europese aanpak van microcredentials",
        "Acquis d'apprentissage évalués, décrits selon l'approche européenne des microcertifications",
        "Bewertete Lernergebnisse, beschrieben nach dem europäischen Ansatz für Microcredentials",
        "Assessed learning outcomes, described by the European approach to micro-credentials");

    private protected override IReadOnlyList<ProfileClaim> Table => MicroCredentialClaims.Table;

    public override string TypeFor(Uri publicUrl) => $"{publicUrl.GetLeftPart(UriPartial.Path).TrimEnd('/')}/types/{Id}";

    // Every installation of this service has the type under its own address, which may have a path.
    private protected override bool IsType(string type) =>
        Uri.TryCreate(type, UriKind.Absolute, out var address) && address.AbsolutePath.EndsWith($"/types/{Id}", StringComparison.Ordinal)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    public override TypeMetadata? MetadataFor(Uri publicUrl) => Metadata(TypeFor(publicUrl));

    private protected override SelectiveObject Compose(AwardedLearning learning)
    {
        var (achievement, language) = (learning.Achievement, learning.Language);
        var claims = new SelectiveObject();
        Add(claims, MicroCredentialClaims.LegalCategory, "non-qualified-EAA");
        Add(claims, "identifier", $"urn:uuid:{learning.Id:D}");
        Add(claims, "title", achievement.Title.In(language));
        Add(claims, "givenName", learning.GivenName);
        Add(claims, "familyName", learning.FamilyName);
        Add(claims, "issuerCountry", learning.Centre.Address.CountryCode);
        Add(claims, "awardingBody", learning.Centre.Name);
        Add(claims, "issuanceDate", IsoDate.Write(learning.AwardedOn));
        AddTexts(claims, "learningOutcomes", achievement.LearningOutcomes.Select(outcome => outcome.Title.In(language)));
        Add(claims, "notionalWorkload", Workload(achievement.Workload));
        Add(claims, "typeOfAssessment", achievement.Assessment.Type.In(language));
        Add(claims, "formOfParticipation", Vocabularies.Participation[achievement.Participation].Word);
        Add(claims, "qualityAssurance", achievement.QualityAssurance.Type.In(language));
        AddLevels(claims, achievement);
        AddText(claims, "fieldOfEducation", achievement.Fields.Count > 0 ? achievement.Fields[0].Code : null);
        AddTexts(claims, "escoReference", achievement.LearningOutcomes.SelectMany(outcome => outcome.EscoSkills).Select(skill => skill.Uri).Distinct());
        AddText(claims, "idVerificationMethod", SupervisionWord(achievement.Assessment.Supervision));
        AddGrade(claims, learning);
        AddTexts(claims, "entryRequirements", achievement.Prerequisites is { } prerequisites ? [prerequisites.In(language)] : []);
        Add(claims, "stackable", achievement.Stackable is { } stackable ? stackable : default(SelectiveValue?));
        AddText(claims, "partOfQualification", achievement.PartOf?.Title.In(language));
        Add(claims, "accreditation", Accreditation(achievement.QualityAssurance, language));
        AddBody(claims, learning.Centre);
        AddText(claims, "additionalNote", learning is { Recognition: true, Achievement.PriorLearning: not null } ? CredentialPhrases.PriorLearning(language) : null);
        return claims;
    }

    // ECTS wherever possible, says the Council Recommendation.
    private static SelectiveValue Workload(Workload workload) => workload.Ects is { } ects
        ? new SelectiveObject().Add("value", ects).Add("unit", "ECTS")
        : new SelectiveObject().Add("value", workload.Hours ?? throw new InvalidOperationException("an achievement without workload")).Add("unit", "hours");

    private void AddLevels(SelectiveObject claims, Achievement achievement)
    {
        AddText(claims, "level", LearningTexts.EqfLevel(achievement) is { } eqf ? LearningTexts.LevelWord(eqf) : null);
        var own = achievement.Levels.FirstOrDefault(level => level.Framework != QualificationsFramework.Eqf);
        AddText(claims, "nationalQualificationsFrameworkLevel", own is null ? null : LearningTexts.LevelWord(own));
    }

    // Left out where the assessment is passed or failed and no more, as the rulebook's section 3.4 has it.
    private void AddGrade(SelectiveObject claims, AwardedLearning learning)
    {
        if (learning.Result is not { } result || learning.Achievement.Assessment.Scale is not { } scale || !LearningTexts.IsGraded(scale))
            return;
        Add(claims, "grade", result);
        Add(claims, "gradingScheme", LearningTexts.Scheme(scale));
    }

    // The rulebook's own words where it has one, ours where it leaves the choice to the issuer.
    private static string? SupervisionWord(Supervision? supervision) => supervision switch
    {
        null => null,
        Supervision.SupervisedOnSiteWithId => "in-person-supervision",
        Supervision.SupervisedOnlineWithId => "identity-verified-remote-exam",
        { } other => Vocabularies.Supervision[other].Word,
    };

    // Its type must be the one of qualityAssurance (MC-IR-08).
    private static SelectiveValue? Accreditation(QualityAssurance assurance, string language) => assurance.Body is not { } body ? default(SelectiveValue?)
        : new SelectiveObject().Add("title", assurance.Type.In(language)).Add("type", assurance.Type.In(language)).Add("accreditingAgent", body);

    private void AddBody(SelectiveObject claims, Centre centre)
    {
        var place = string.Join(' ', new[] { centre.Address.PostalCode, centre.Address.Locality }.Where(part => !string.IsNullOrEmpty(part)));
        AddText(
            claims, "awardingBodyAddress",
            string.Join(", ", new[] { centre.Address.Street, place, centre.Address.Region, centre.Address.CountryCode }.Where(part => !string.IsNullOrEmpty(part))));
        AddText(claims, "awardingBodyHomepage", centre.Homepage);
        Add(claims, "awardingBodyIdentifier", centre.Kbo.Digits);
    }
}
