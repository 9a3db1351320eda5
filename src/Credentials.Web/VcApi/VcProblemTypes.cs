namespace Credentials.Web.VcApi;

/// <summary>
/// The problem types of the specifications behind the VC-API: VC Data Model 2.0 section 7.2, Data Integrity 1.0 section 4.7,
/// Bitstring Status List 1.0 section 3.5, and VC-API itself, section "Error Handling".
/// </summary>
public static class VcProblemTypes
{
    private const string DataModel = "https://www.w3.org/TR/vc-data-model#";
    private const string DataIntegrity = "https://w3id.org/security#";
    private const string StatusList = "https://www.w3.org/ns/credentials/status-list#";

    public const string Parsing = DataModel + "PARSING_ERROR";
    public const string CryptographicSecurity = DataModel + "CRYPTOGRAPHIC_SECURITY_ERROR";
    public const string MalformedValue = DataModel + "MALFORMED_VALUE_ERROR";
    public const string Range = DataModel + "RANGE_ERROR";

    public const string ProofGeneration = DataIntegrity + "PROOF_GENERATION_ERROR";
    public const string ProofVerification = DataIntegrity + "PROOF_VERIFICATION_ERROR";
    public const string ProofTransformation = DataIntegrity + "PROOF_TRANSFORMATION_ERROR";
    public const string InvalidDomain = DataIntegrity + "INVALID_DOMAIN_ERROR";
    public const string InvalidChallenge = DataIntegrity + "INVALID_CHALLENGE_ERROR";

    public const string StatusRetrieval = StatusList + "STATUS_RETRIEVAL_ERROR";
    public const string StatusVerification = StatusList + "STATUS_VERIFICATION_ERROR";
    public const string StatusListLength = StatusList + "STATUS_LIST_LENGTH_ERROR";

    public const string UnknownOption = "https://www.w3.org/TR/vcalm#UNKNOWN_OPTION_PROVIDED";

    /// <summary>What no specification has a word for, under this service's own address.</summary>
    public const string IssuerNotTrusted = "/problems/issuer-not-trusted";
    public const string CredentialWithdrawn = "/problems/credential-withdrawn";
    public const string OutsideValidity = "/problems/outside-validity";
    public const string NotUnderstood = "/problems/not-understood";
    public const string HolderNotShown = "/problems/holder-not-shown";
    public const string NotAsAsked = "/problems/not-as-asked";

    /// <summary>The short name: what stands behind the last <c>#</c> or <c>/</c>.</summary>
    public static string NameOf(string type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type[(type.LastIndexOfAny(['#', '/']) + 1)..];
    }
}
