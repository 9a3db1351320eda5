namespace Credentials.Issuing;

/// <summary>
/// The words of a credential: Open Badges 3.0 on VC Data Model 2.0, and the one inline context with which the EU elements that Open Badges has no
/// term for become properties of the European Learning Model. It is the same in every credential, so that nothing has to be fetched to read it.
/// </summary>
public static class CredentialTerms
{
    public const string CredentialsContext = "https://www.w3.org/ns/credentials/v2";
    public const string OpenBadgesContext = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

    /// <summary>The <c>targetType</c> of an alignment to a level of a qualifications framework.</summary>
    public const string LevelTargetType = "ext:QualificationFrameworkLevel";

    /// <summary>The <c>targetType</c> of an alignment to an ESCO skill, from Open Badges' own list.</summary>
    public const string SkillTargetType = "ceasn:Competency";

    public const string KboIdentifierType = "ext:KBO";

    /// <summary>
    /// How every credential begins. ELM writes titles, dates of issue and languages with Dublin Core, labels and notations with SKOS; its
    /// <c>thematicArea</c> is the property ISCEDFCode.
    /// </summary>
    internal static ReadOnlySpan<byte> Beginning => """
        {"@context":["https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",{"elm":"http://data.europa.eu/snb/model/elm/","dc":"http://purl.org/dc/terms/","skos":"http://www.w3.org/2004/02/skos/core#","title":"dc:title","language":"dc:language","dateIssued":{"@id":"dc:issued","@type":"http://www.w3.org/2001/XMLSchema#date"},"prefLabel":"skos:prefLabel","notation":"skos:notation","noteLiteral":"elm:noteLiteral","additionalNote":"elm:additionalNote","learningOutcome":"elm:learningOutcome","relatedESCOSkill":{"@id":"elm:relatedESCOSkill","@type":"@id"},"volumeOfLearning":{"@id":"elm:volumeOfLearning","@type":"http://www.w3.org/2001/XMLSchema#duration"},"workload":{"@id":"elm:workload","@type":"http://www.w3.org/2001/XMLSchema#duration"},"mode":"elm:mode","learningSetting":"elm:learningSetting","thematicArea":"elm:ISCEDFCode","provenBy":"elm:provenBy","idVerification":"elm:idVerification","assessedBy":"elm:assessedBy","grade":"elm:grade","influencedBy":"elm:influencedBy","accreditation":"elm:accreditation","accreditingAgent":"elm:accreditingAgent","expiryDate":{"@id":"elm:expiryDate","@type":"http://www.w3.org/2001/XMLSchema#date"},"entryRequirement":"elm:entryRequirement","isPartialQualification":"elm:isPartialQualification","isPartOf":"elm:isPartOf","qualificationCode":"elm:qualificationCode","category":"elm:category"}],
        """u8;

    /// <summary>The inline context alone, as JSON.</summary>
    public static string InlineContext
    {
        get
        {
            var beginning = System.Text.Encoding.UTF8.GetString(Beginning);
            return beginning[beginning.IndexOf("{\"elm\"", StringComparison.Ordinal)..^2];
        }
    }
}
