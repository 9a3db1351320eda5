namespace Credentials.Tests.Issuing;

/// <summary>The terms that a credential uses of the two published contexts, and those at their top level that nobody may define anew (@protected).</summary>
internal static class OpenBadgesTerms
{
    public static readonly string[] Protected =
    [
        "id", "type", "description", "digestMultibase", "digestSRI", "mediaType", "name", "alignment", "endorsement", "image", "inLanguage", "narrative",
        "url", "awardedDate", "Achievement", "AchievementSubject", "Address", "Alignment", "Criteria", "Evidence", "IdentifierEntry", "IdentityObject",
        "Image", "Profile", "Related", "Result", "ResultDescription", "RubricCriterionLevel", "OpenBadgeCredential", "AchievementCredential",
        "VerifiableCredential", "VerifiablePresentation", "BitstringStatusListEntry", "DataIntegrityProof", "aud", "cnf", "exp", "iat", "iss", "nbf", "sub",
    ];

    public static readonly string[] All =
    [
        .. Protected, "issuer", "validFrom", "credentialSubject", "credentialStatus", "evidence", "address", "addressCountryCode", "addressRegion",
        "addressLocality", "postalCode", "streetAddress", "otherIdentifier", "identifier", "identifierType", "email", "hashed", "identityHash",
        "identityType", "achievement", "result", "criteria", "achievementType", "creditsAvailable", "fieldOfStudy", "resultDescription", "targetName",
        "targetUrl", "targetFramework", "targetType", "targetCode", "targetDescription", "resultType", "allowedValue", "requiredValue", "valueMin",
        "valueMax", "value", "status", "statusPurpose", "statusListIndex", "statusListCredential",
    ];
}
