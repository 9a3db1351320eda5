namespace Credentials.Issuing;

/// <summary>What a member's value must be.</summary>
internal enum MemberKind
{
    Text,
    Number,
    Boolean,
    Duration,
    Date,

    /// <summary>Midnight in Brussels with its offset.</summary>
    Midnight,

    /// <summary><c>urn:uuid:</c> and the id.</summary>
    Urn,

    Object,
    Objects,
    ObjectOrObjects,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>Exactly the list of <see cref="ShapeMember.Words"/>.</summary>
    TheWords,

    /// <summary>One of <see cref="ShapeMember.Words"/>.</summary>
    OneOfWords,
}

/// <summary>One member that an object of a credential may have.</summary>
internal sealed record ShapeMember(string Name, MemberKind Kind)
{
    public byte[] Utf8 { get; } = System.Text.Encoding.UTF8.GetBytes(Name);

    public CredentialShape? Shape { get; init; }

    public byte[][] Words { get; init; } = [];

    /// <summary>The sentence for its absence; null where it is optional.</summary>
    public string? Missing { get; init; }
}

/// <summary>
/// An object of a credential as this service writes it: a closed list of members, so that nothing that was not meant can stand in a draft.
/// Open Badges 3.0 (sections B.1 and following) says which must be there; the EU standard's elements are demanded with a sentence each.
/// </summary>
internal sealed class CredentialShape
{
    private CredentialShape(params ShapeMember[] members)
    {
        Members = members;
        for (var index = 0; index < members.Length; index++)
        {
            Required |= members[index].Missing is null ? 0 : 1u << index;
        }
    }

    public ShapeMember[] Members { get; }

    /// <summary>A bit for each member that must be there.</summary>
    public uint Required { get; }

    /// <summary>At least one of these members must be there; 0 for no such rule.</summary>
    public uint AnyOf { get; private init; }

    /// <summary>The sentence for the absence of all of <see cref="AnyOf"/>.</summary>
    public string AnyOfMissing { get; private init; } = "";

    public static CredentialShape Credential { get; } = new(
        Needed("id", MemberKind.Urn, "The credential's id is missing."),
        Type("VerifiableCredential", "OpenBadgeCredential"),
        Needed("name", MemberKind.Text, "The credential's name is missing."),
        Needed("issuer", MemberKind.Object, "The awarding body is missing.", Issuer()),
        Needed("validFrom", MemberKind.Midnight, "The day from which the credential is valid is missing."),
        Needed("awardedDate", MemberKind.Midnight, "The date of issuing is missing."),
        Needed("credentialSubject", MemberKind.Object, "The learner is missing.", Subject()),
        Maybe("evidence", MemberKind.Objects, new CredentialShape(
            Maybe("id", MemberKind.Text), Type("Evidence"), Needed("name", MemberKind.Text, "The name of the evidence is missing."),
            Maybe("description", MemberKind.Text), Maybe("digestSRI", MemberKind.Text), Maybe("digestMultibase", MemberKind.Text))),
        Needed("credentialStatus", MemberKind.ObjectOrObjects, "The status entry is missing.", new CredentialShape(
            Needed("id", MemberKind.Text, "The id of the status entry is missing."),
            Words("type", "BitstringStatusListEntry"),
            Words("statusPurpose", "revocation", "suspension"),
            Needed("statusListIndex", MemberKind.Text, "The index of the status entry is missing."),
            Needed("statusListCredential", MemberKind.Text, "The status list is missing."))));

    private static CredentialShape Issuer() => new(
        Needed("id", MemberKind.Text, "The DID of the awarding body is missing."),
        Type("Profile"),
        Needed("name", MemberKind.Text, "The name of the awarding body is missing."),
        Maybe("url", MemberKind.Text),
        Maybe("email", MemberKind.Text),
        Needed("address", MemberKind.Object, "The country and region of the awarding body are missing.", new CredentialShape(
            Type("Address"),
            Needed("addressCountryCode", MemberKind.Text, "The country of the awarding body is missing."),
            Needed("addressRegion", MemberKind.Text, "The region of the awarding body is missing."),
            Maybe("addressLocality", MemberKind.Text), Maybe("postalCode", MemberKind.Text), Maybe("streetAddress", MemberKind.Text))),
        Needed("otherIdentifier", MemberKind.Objects, "The enterprise number of the awarding body is missing.", new CredentialShape(
            Words("type", "IdentifierEntry"),
            Needed("identifier", MemberKind.Text, "The enterprise number of the awarding body is missing."),
            Words("identifierType", CredentialTerms.KboIdentifierType))));

    private static CredentialShape Subject() => new(
        Maybe("id", MemberKind.Text),
        Type("AchievementSubject"),
        Maybe("identifier", MemberKind.Objects, new CredentialShape(
            Words("type", "IdentityObject"),
            Needed("hashed", MemberKind.Boolean, "Whether the learner's name is hashed is missing."),
            Needed("identityHash", MemberKind.Text, "The learner's name is missing."),
            Words("identityType", "name"))),
        Needed("achievement", MemberKind.Object, "The achievement is missing.", Achievement()),
        Maybe("result", MemberKind.Objects, new CredentialShape(
            Type("Result"), Needed("resultDescription", MemberKind.Text, "The description of the result is missing."),
            Needed("value", MemberKind.Text, "The result is missing."), Words("status", "Completed"))),
        Maybe("provenBy", MemberKind.Object, new CredentialShape(
            Maybe("grade", MemberKind.Object, Note()), Maybe("assessedBy", MemberKind.Object, Named()), Maybe("additionalNote", MemberKind.Object, Note()))),
        Maybe("influencedBy", MemberKind.Object, new CredentialShape(Needed("workload", MemberKind.Duration, "The hours followed are missing."))))
    {
        AnyOf = 0b101,
        AnyOfMissing = "The identification of the learner is missing.",
    };

    private static CredentialShape Achievement() => new(
        Needed("id", MemberKind.Text, "The address of the achievement is missing."),
        Type("Achievement"),
        Needed("name", MemberKind.Text, "The title of the micro-credential is missing."),
        Needed("description", MemberKind.Text, "The description of the achievement is missing."),
        Needed("criteria", MemberKind.Object, "The criteria of the achievement are missing.", new CredentialShape(
            Needed("narrative", MemberKind.Text, "The criteria of the achievement are missing."))),
        Words("achievementType", "MicroCredential"),
        Needed("inLanguage", MemberKind.Text, "The language of the credential is missing."),
        Maybe("image", MemberKind.Object, new CredentialShape(Needed("id", MemberKind.Text, "The address of the image is missing."), Words("type", "Image"))),
        Maybe("creditsAvailable", MemberKind.Number),
        Maybe("fieldOfStudy", MemberKind.Text),
        Needed("alignment", MemberKind.Objects, "The level is missing.", new CredentialShape(
            Type("Alignment"),
            Needed("targetName", MemberKind.Text, "The name of a level or skill is missing."),
            Needed("targetUrl", MemberKind.Text, "The URI of a level or skill is missing."),
            Needed("targetFramework", MemberKind.Text, "The framework of a level or skill is missing."),
            Words("targetType", CredentialTerms.LevelTargetType, CredentialTerms.SkillTargetType),
            Maybe("targetCode", MemberKind.Text),
            Maybe("targetDescription", MemberKind.Text))),
        Maybe("resultDescription", MemberKind.Objects, new CredentialShape(
            Needed("id", MemberKind.Text, "The id of the result description is missing."),
            Type("ResultDescription"),
            Needed("name", MemberKind.Text, "The name of the result description is missing."),
            Words("resultType", "RawScore", "Result"),
            Maybe("valueMin", MemberKind.Text), Maybe("valueMax", MemberKind.Text), Maybe("allowedValue", MemberKind.Texts), Maybe("requiredValue", MemberKind.Text))),
        Needed("learningOutcome", MemberKind.Objects, "The learning outcomes are missing.", new CredentialShape(
            Needed("title", MemberKind.Text, "The text of a learning outcome is missing."), Maybe("relatedESCOSkill", MemberKind.Texts))),
        Maybe("volumeOfLearning", MemberKind.Duration),
        Needed("mode", MemberKind.Object, "The form of participation is missing.", Labelled()),
        Maybe("learningSetting", MemberKind.Object, Labelled()),
        Maybe("language", MemberKind.Texts),
        Maybe("thematicArea", MemberKind.Objects, Labelled()),
        Maybe("influencedBy", MemberKind.Object, new CredentialShape(
            Needed("title", MemberKind.Text, "The share of work-based learning is missing."), Maybe("mode", MemberKind.Object, Labelled()))),
        Maybe("entryRequirement", MemberKind.Object, Note()),
        Needed("provenBy", MemberKind.Object, "The type of assessment is missing.", new CredentialShape(
            Needed("title", MemberKind.Text, "The type of assessment is missing."), Maybe("idVerification", MemberKind.Object, Labelled()))),
        Needed("accreditation", MemberKind.Objects, "The type of quality assurance is missing.", new CredentialShape(
            Needed("title", MemberKind.Text, "The type of quality assurance is missing."),
            Maybe("accreditingAgent", MemberKind.Object, Named()),
            Maybe("notation", MemberKind.Text), Maybe("dateIssued", MemberKind.Date), Maybe("expiryDate", MemberKind.Date))),
        Maybe("isPartialQualification", MemberKind.Boolean),
        Maybe("isPartOf", MemberKind.Object, new CredentialShape(
            Needed("title", MemberKind.Text, "The title of the qualification is missing."),
            Needed("category", MemberKind.Text, "The kind of the qualification is missing."),
            Needed("qualificationCode", MemberKind.Object, "The code of the qualification is missing.", new CredentialShape(
                Needed("notation", MemberKind.Text, "The code of the qualification is missing."))))))
    {
        AnyOf = (1 << 8) | (1 << 13),
        AnyOfMissing = "The workload is missing: ECTS credits or hours.",
    };

    private static CredentialShape Note() => new(Needed("noteLiteral", MemberKind.Text, "The text of a note is missing."));

    private static CredentialShape Named() => new(Needed("name", MemberKind.Text, "The name of a body is missing."));

    private static CredentialShape Labelled() => new(Maybe("id", MemberKind.Text), Needed("prefLabel", MemberKind.Text, "The label of a concept is missing."));

    private static ShapeMember Needed(string name, MemberKind kind, string missing, CredentialShape? shape = null) =>
        new(name, kind) { Missing = missing, Shape = shape };

    private static ShapeMember Maybe(string name, MemberKind kind, CredentialShape? shape = null) => new(name, kind) { Shape = shape };

    private static ShapeMember Type(params string[] types) => Worded("type", MemberKind.TheWords, types);

    private static ShapeMember Words(string name, params string[] words) => Worded(name, MemberKind.OneOfWords, words);

    private static ShapeMember Worded(string name, MemberKind kind, string[] words) =>
        new(name, kind) { Missing = $"The {name} is missing.", Words = [.. words.Select(System.Text.Encoding.UTF8.GetBytes)] };
}
