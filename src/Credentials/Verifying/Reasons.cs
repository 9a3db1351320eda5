namespace Credentials.Verifying;

/// <summary>The ids of the checks, in the order in which a report lists them.</summary>
public static class CheckIds
{
    public const string Format = "format";
    public const string Proof = "proof";
    public const string IssuerKey = "issuer-key";
    public const string IssuerTrust = "issuer-trust";
    public const string Validity = "validity";
    public const string Status = "status";
    public const string Schema = "schema";
    public const string Content = "content";

    /// <summary>In the report of a presentation, and of an SD-JWT VC that is bound to a holder's key or comes with a holder's proof.</summary>
    public const string HolderBinding = "holder-binding";

    /// <summary>In the report of an answer to a presentation request: whether it is one.</summary>
    public const string Request = "request";
}

/// <summary>
/// Everything that a check can say, each with its outcome, its stable code and its English sentence. Pages translate by check id and reason;
/// codes are never renamed. Longer than other files because it is one list, kept in one place.
/// </summary>
public static class Reasons
{
    private static readonly List<VerificationCheck> List = [];

    /// <summary>Every reason, so that a test can ask for each one's translation.</summary>
    public static IReadOnlyList<VerificationCheck> All => List;

    public static readonly VerificationCheck WellFormed = Passed(CheckIds.Format, "well-formed", "The credential is well formed.");
    public static readonly VerificationCheck TypeHeaderMissing = Passed(CheckIds.Format, "typ-missing", "The credential is well formed; its token header does not say its type.");
    public static readonly VerificationCheck PresentationWellFormed = Passed(CheckIds.Format, "presentation-well-formed", "The presentation is well formed.");
    public static readonly VerificationCheck TypeHeaderOfOpenBadges = Passed(CheckIds.Format, "typ-jwt", "The credential is well formed; its token header calls it a JWT, as Open Badges does.");
    public static readonly VerificationCheck PresentationMalformed = Failed(CheckIds.Format, "presentation-malformed", "The presentation is not as the Verifiable Credentials Data Model says.");
    public static readonly VerificationCheck ClaimsDiffer = Failed(CheckIds.Format, "claims-differ", "A claim of the token contradicts the credential inside it.");
    public static readonly VerificationCheck TokenMalformed = Failed(CheckIds.Format, "token-malformed", "The token is not well formed.");
    public static readonly VerificationCheck AlgorithmRefused = Failed(CheckIds.Format, "algorithm-refused", "The token names a signature algorithm that is not accepted.");
    public static readonly VerificationCheck CriticalNotUnderstood = Failed(CheckIds.Format, "crit-not-understood", "The token asks for an extension that is not understood.");
    public static readonly VerificationCheck WrongTypeHeader = Failed(CheckIds.Format, "wrong-typ", "The token is of another type than a verifiable credential.");
    public static readonly VerificationCheck PayloadMalformed = Failed(CheckIds.Format, "payload-malformed", "The token's content is not well-formed JSON.");
    public static readonly VerificationCheck NotACredential = Failed(CheckIds.Format, "not-a-credential", "The signed content is not a verifiable credential.");
    public static readonly VerificationCheck WrappedClaims = Failed(CheckIds.Format, "vc-claim", "The token holds a claim vc or vp, which it must not.");
    public static readonly VerificationCheck IssuerClaimDiffers = Failed(CheckIds.Format, "iss-differs", "The token's issuer claim differs from the credential's issuer.");
    public static readonly VerificationCheck ClaimMalformed = Failed(CheckIds.Format, "claim-malformed", "A registered claim of the token is not well formed.");
    public static readonly VerificationCheck EnvelopeMalformed = Failed(CheckIds.Format, "envelope-malformed", "The envelope does not hold a vc+jwt credential.");
    public static readonly VerificationCheck TooManyCredentials = Failed(CheckIds.Format, "too-many-credentials", "The presentation holds more than 16 credentials.");
    public static readonly VerificationCheck NoCredentials = Undetermined(CheckIds.Format, "no-credentials", "The presentation holds no credential: there is nothing in it to check.");
    public static readonly VerificationCheck TooManyProofs = Failed(CheckIds.Format, "too-many-proofs", "The document has more than 8 proofs.");

    public static readonly VerificationCheck SdJwtMalformed = Failed(CheckIds.Format, "sd-jwt-malformed", "The SD-JWT is not well formed: a part of it was changed, added or left over.");

    public static readonly VerificationCheck SignatureRight = Passed(CheckIds.Proof, "signature-right", "The signature is right: nothing was changed after signing.");
    public static readonly VerificationCheck SignatureWrong = Failed(CheckIds.Proof, "signature-wrong", "The signature is wrong: the credential was changed or signed with another key.");
    public static readonly VerificationCheck NoProof = Failed(CheckIds.Proof, "no-proof", "The credential is not signed.");
    public static readonly VerificationCheck ProofMalformed = Failed(CheckIds.Proof, "proof-malformed", "The proof is not well formed.");
    public static readonly VerificationCheck AlgorithmDiffers = Failed(CheckIds.Proof, "algorithm-differs", "The signature algorithm is not the one of the key it names.");
    public static readonly VerificationCheck ProofPurposeWrong = Failed(CheckIds.Proof, "wrong-purpose", "The proof was not made for this purpose.");
    public static readonly VerificationCheck ProofExpired = Failed(CheckIds.Proof, "proof-expired", "The proof has expired.");
    public static readonly VerificationCheck ContextNotSigned = Undetermined(CheckIds.Proof, "context-not-signed", "The signature is right, but a context was added to the credential that it does not cover.");
    public static readonly VerificationCheck ProofNotSupported = Undetermined(CheckIds.Proof, "proof-not-supported", "The proof is of a kind that this verifier cannot check.");
    public static readonly VerificationCheck ContextNotUnderstood = Undetermined(CheckIds.Proof, "context-not-understood", "The signature could not be checked, because a context is not known here, or gives members another meaning.");
    public static readonly VerificationCheck FurtherKeyRefused = Failed(CheckIds.Proof, "further-key-refused", "A further signature was made with a key that its signer may not sign with.");
    public static readonly VerificationCheck FurtherKeyNotAvailable = Undetermined(CheckIds.Proof, "further-key-not-available", "A further signature could not be checked, because its signer's key is not to be had.");
    public static readonly VerificationCheck NotSigned = Undetermined(CheckIds.Proof, "not-signed", "The presentation itself is not signed.");
    public static readonly VerificationCheck KeyNotAvailable = Undetermined(CheckIds.Proof, "key-not-available", "The signature could not be checked, because the key is not to be had.");

    public static readonly VerificationCheck KeyInHistory = Passed(CheckIds.IssuerKey, "key-in-history", "The key is the issuer's, by the trust list's key history.");
    public static readonly VerificationCheck KeyInDocument = Passed(CheckIds.IssuerKey, "key-in-document", "The key is the issuer's, by the DID document.");
    public static readonly VerificationCheck KeyPublished = Passed(CheckIds.IssuerKey, "key-published", "The key is the issuer's, by what its address publishes.");
    public static readonly VerificationCheck KeyCertified = Passed(CheckIds.IssuerKey, "key-certified", "The key is the issuer's, by a certificate of an authority that is trusted here.");
    public static readonly VerificationCheck SignedBeforeRetirement = Passed(CheckIds.IssuerKey, "signed-before-retirement", "The key is retired; the credential was signed before that.");
    public static readonly VerificationCheck SignedBeforeCompromise = Passed(CheckIds.IssuerKey, "signed-before-compromise", "The key is compromised; the credential says that it was signed before that.");
    public static readonly VerificationCheck RecordedBeforeCompromise = Passed(CheckIds.IssuerKey, "recorded-before-compromise", "The key is compromised; the issuer's register shows that the issuer signed the credential before that.");
    public static readonly VerificationCheck NotRecorded = Failed(CheckIds.IssuerKey, "not-recorded", "The key is compromised, and the issuer's register does not hold this signature.");
    public static readonly VerificationCheck RegisterUnreachable = Undetermined(CheckIds.IssuerKey, "register-unreachable", "The key is compromised, and the issuer's register could not be asked whether it signed this credential before that.");
    public static readonly VerificationCheck SignedBeforeKey = Failed(CheckIds.IssuerKey, "signed-before-key", "The credential says that it was signed before its key was in use.");
    public static readonly VerificationCheck SignedAfterRetirement = Failed(CheckIds.IssuerKey, "signed-after-retirement", "The credential was signed after its key was retired.");
    public static readonly VerificationCheck SignedAfterCompromise = Failed(CheckIds.IssuerKey, "signed-after-compromise", "The credential was signed after its key was compromised.");
    public static readonly VerificationCheck SignedInFuture = Failed(CheckIds.IssuerKey, "signed-in-future", "The credential says that it was signed in the future.");
    public static readonly VerificationCheck KeyNotNamed = Failed(CheckIds.IssuerKey, "key-not-named", "The signature does not name its key.");
    public static readonly VerificationCheck KeyOfAnother = Failed(CheckIds.IssuerKey, "key-of-another", "The key named is not one of the issuer's.");
    public static readonly VerificationCheck KeyNotListed = Failed(CheckIds.IssuerKey, "key-not-listed", "The issuer's DID document does not list the key for issuing.");
    public static readonly VerificationCheck KeyNotPublished = Failed(CheckIds.IssuerKey, "key-not-published", "The issuer's address does not publish the key.");
    public static readonly VerificationCheck MetadataRefused = Failed(CheckIds.IssuerKey, "metadata-refused", "What the issuer's address says about its keys is malformed or another issuer's.");
    public static readonly VerificationCheck CertificateRefused = Failed(CheckIds.IssuerKey, "certificate-refused", "The certificate is malformed, not the issuer's, or not one for signing.");
    public static readonly VerificationCheck KeyRevoked = Failed(CheckIds.IssuerKey, "key-revoked", "The issuer's DID document says that the key must no longer be used.");
    public static readonly VerificationCheck DidNotFound = Failed(CheckIds.IssuerKey, "did-not-found", "The issuer's DID document does not exist.");
    public static readonly VerificationCheck SigningTimeUnknown = Undetermined(CheckIds.IssuerKey, "signing-time-unknown", "The key is no longer in use, and the credential does not say when it was signed.");
    public static readonly VerificationCheck DocumentUnreachable = Undetermined(CheckIds.IssuerKey, "did-document-unreachable", "The issuer's DID document could not be had.");
    public static readonly VerificationCheck MetadataUnreachable = Undetermined(CheckIds.IssuerKey, "metadata-unreachable", "What the issuer's address says about its keys could not be had.");
    public static readonly VerificationCheck CertificateUnknown = Undetermined(CheckIds.IssuerKey, "certificate-unknown", "No authority that is trusted here vouches for the issuer's certificate.");
    public static readonly VerificationCheck KeySourceUnknown = Undetermined(CheckIds.IssuerKey, "key-source-unknown", "The issuer is named neither by an https address, nor by a DID, nor by a certificate, so its keys cannot be found.");
    public static readonly VerificationCheck IssuerNotADid = Undetermined(CheckIds.IssuerKey, "issuer-not-a-did", "The issuer is not named by a DID, so its keys cannot be found.");

    public static readonly VerificationCheck Trusted = Passed(CheckIds.IssuerTrust, "trusted", "The issuer is on the trust list.");
    public static readonly VerificationCheck LevelNotEntitled = Failed(CheckIds.IssuerTrust, "level-not-entitled", "The issuer might not award this level on that day.");
    public static readonly VerificationCheck LevelUnknown = Undetermined(CheckIds.IssuerTrust, "level-unknown", "The credential names a level of a framework that is not known here, so whether the issuer might award it is unknown.");
    public static readonly VerificationCheck UnknownIssuer = Undetermined(CheckIds.IssuerTrust, "unknown-issuer", "The issuer is on no trust list known here.");
    public static readonly VerificationCheck TrustListUnreachable = Undetermined(CheckIds.IssuerTrust, "trust-list-unreachable", "The trust list could not be consulted.");
    public static readonly VerificationCheck AwardDateUnknown = Undetermined(CheckIds.IssuerTrust, "award-date-unknown", "Without a date of award it is unknown whether the issuer might award this level.");

    public static readonly VerificationCheck InPeriod = Passed(CheckIds.Validity, "in-period", "The credential is within its period of validity.");
    public static readonly VerificationCheck NoPeriod = Passed(CheckIds.Validity, "no-period", "The credential has no period of validity: it does not expire.");
    public static readonly VerificationCheck NotYetValid = Failed(CheckIds.Validity, "not-yet-valid", "The credential is not valid yet.");
    public static readonly VerificationCheck Expired = Failed(CheckIds.Validity, "expired", "The credential has expired.");
    public static readonly VerificationCheck PeriodReversed = Failed(CheckIds.Validity, "period-reversed", "The credential's validity ends before it begins.");
    public static readonly VerificationCheck DateMalformed = Failed(CheckIds.Validity, "date-malformed", "A date of validity is not a date and time with a zone.");

    public static readonly VerificationCheck Active = Passed(CheckIds.Status, "active", "The credential is neither revoked nor suspended.");
    public static readonly VerificationCheck NoStatus = Passed(CheckIds.Status, "no-status", "The issuer gave the credential no status: it cannot be revoked.");
    public static readonly VerificationCheck Revoked = Failed(CheckIds.Status, "revoked", "The issuer revoked the credential.");
    public static readonly VerificationCheck Suspended = Failed(CheckIds.Status, "suspended", "The issuer suspended the credential.");
    public static readonly VerificationCheck StatusMissing = Failed(CheckIds.Status, "status-missing", "Credentials of this issuer have a status for revocation; this one has none.");
    public static readonly VerificationCheck StatusMalformed = Failed(CheckIds.Status, "status-malformed", "The credential's status entry is not well formed.");
    public static readonly VerificationCheck TooManyStatuses = Failed(CheckIds.Status, "too-many-statuses", "The credential has more than 8 status entries.");
    public static readonly VerificationCheck ListMalformed = Failed(CheckIds.Status, "list-malformed", "The status list is not a status list credential.");
    public static readonly VerificationCheck ListElsewhere = Failed(CheckIds.Status, "list-of-another-address", "The status list says that it belongs to another address.");
    public static readonly VerificationCheck ListIssuerDiffers = Failed(CheckIds.Status, "list-issuer-differs", "The status list was signed by another issuer than the credential.");
    public static readonly VerificationCheck ListSignatureWrong = Failed(CheckIds.Status, "list-signature-wrong", "The status list's signature is wrong.");
    public static readonly VerificationCheck ListKeyRefused = Failed(CheckIds.Status, "list-key-refused", "The status list was signed with a key that its issuer may not use.");
    public static readonly VerificationCheck ListTooShort = Failed(CheckIds.Status, "list-too-short", "The status list is shorter than 131,072 entries (STATUS_LIST_LENGTH_ERROR).");
    public static readonly VerificationCheck ListTooLarge = Failed(CheckIds.Status, "list-too-large", "The status list is larger than this verifier reads.");
    public static readonly VerificationCheck StatusPurposeDiffers = Failed(CheckIds.Status, "wrong-purpose", "The status list is for another purpose than the credential says (STATUS_VERIFICATION_ERROR).");
    public static readonly VerificationCheck IndexOutOfRange = Failed(CheckIds.Status, "index-out-of-range", "The status list has no such entry (RANGE_ERROR).");
    public static readonly VerificationCheck ListUnreachable = Undetermined(CheckIds.Status, "list-unreachable", "The status list could not be had (STATUS_RETRIEVAL_ERROR).");
    public static readonly VerificationCheck ListNotFound = Undetermined(CheckIds.Status, "list-not-found", "The status list does not exist (STATUS_RETRIEVAL_ERROR).");
    public static readonly VerificationCheck ListKeyUnavailable = Undetermined(CheckIds.Status, "list-key-unavailable", "The status list's signature could not be checked.");
    public static readonly VerificationCheck ListExpired = Undetermined(CheckIds.Status, "list-expired", "The status list has expired: it says what was, not what is.");
    public static readonly VerificationCheck ListNotYetValid = Undetermined(CheckIds.Status, "list-not-yet-valid", "The status list is not valid yet.");
    public static readonly VerificationCheck ActiveUnsigned = Passed(CheckIds.Status, "active-unsigned-list", "The issuer's list of revoked credentials does not name it. The list is not signed; it comes from the issuer's own address.");
    public static readonly VerificationCheck ListNotVouchedFor = Undetermined(CheckIds.Status, "list-not-vouched-for", "The list of revoked credentials is not signed and does not come from the issuer's own address.");
    public static readonly VerificationCheck StatusWithoutId = Undetermined(CheckIds.Status, "no-id-to-look-for", "The credential has no identifier under which the list of revoked credentials could name it.");
    public static readonly VerificationCheck UnknownStatusType = Undetermined(CheckIds.Status, "unknown-status-type", "The status is of a kind that this verifier does not know.");
    public static readonly VerificationCheck UnknownStatusPurpose = Undetermined(CheckIds.Status, "unknown-status-purpose", "The status has a purpose or size that this verifier does not know.");

    public static readonly VerificationCheck NoSchema = Passed(CheckIds.Schema, "no-schema", "The credential names no schema to hold it against.");
    public static readonly VerificationCheck AsTypeSays = Passed(CheckIds.Schema, "as-type-says", "The credential is as the description of its type says.");
    public static readonly VerificationCheck TypeNotDescribed = Passed(CheckIds.Schema, "type-not-described", "No description of the credential's type can be had: it was not held against one.");
    public static readonly VerificationCheck NotAsTypeSays = Failed(CheckIds.Schema, "not-as-type-says", "The credential is not as the description of its type says.");
    public static readonly VerificationCheck TypeAltered = Failed(CheckIds.Schema, "type-altered", "The description of the credential's type is another than the one that the credential was issued under.");
    public static readonly VerificationCheck TypeUnusable = Undetermined(CheckIds.Schema, "type-unusable", "The description of the credential's type is malformed or contradicts itself.");
    public static readonly VerificationCheck SchemaMalformed = Failed(CheckIds.Schema, "schema-malformed", "The credential's schema entry is not well formed.");
    public static readonly VerificationCheck SchemaNotAvailable = Undetermined(CheckIds.Schema, "schema-not-available", "The credential's schema could not be had.");

    public static readonly VerificationCheck AsSchemaSays = Passed(CheckIds.Schema, "as-schema-says", "The credential is as its schema says.");
    public static readonly VerificationCheck NotAsSchemaSays = Failed(CheckIds.Schema, "not-as-schema-says", "The credential is not as its schema says.");
    public static readonly VerificationCheck SchemaAltered = Failed(CheckIds.Schema, "schema-altered", "The credential's schema is another than the one that it was issued under.");
    public static readonly VerificationCheck SchemaUnusable = Undetermined(CheckIds.Schema, "schema-unusable", "The credential's schema is malformed, or asks for what this verifier does not know.");
    public static readonly VerificationCheck UnknownSchemaType = Undetermined(CheckIds.Schema, "unknown-schema-type", "The credential's schema is of a kind that this verifier does not know.");

    public static readonly VerificationCheck Complete = Passed(CheckIds.Content, "complete", "The credential has what a credential of its kind must have.");
    public static readonly VerificationCheck CompleteAsShown = Passed(CheckIds.Content, "complete-as-shown", "The credential has what it must have, as far as its holder shows it.");
    public static readonly VerificationCheck CompleteVersion1 = Passed(CheckIds.Content, "complete-1-1", "The credential has what a credential of its kind must have by the older data model 1.1.");
    public static readonly VerificationCheck CompleteUnseen = Passed(CheckIds.Content, "complete-resource-unseen", "The credential has what it must have; a resource that it names could not be compared, and is not needed to read it.");
    public static readonly VerificationCheck NothingShown = Passed(CheckIds.Content, "nothing-shown", "The holder shows nothing of what the credential says.");
    public static readonly VerificationCheck ContextWrong = Failed(CheckIds.Content, "context-wrong", "The credential is not of the Verifiable Credentials Data Model 2.0 or 1.1.");
    public static readonly VerificationCheck TypeWrong = Failed(CheckIds.Content, "type-wrong", "The credential's type is missing or malformed.");
    public static readonly VerificationCheck IdMalformed = Failed(CheckIds.Content, "id-malformed", "An identifier in the credential is not a URL.");
    public static readonly VerificationCheck IssuerMalformed = Failed(CheckIds.Content, "issuer-malformed", "The credential's issuer is missing or malformed.");
    public static readonly VerificationCheck SubjectMissing = Failed(CheckIds.Content, "subject-missing", "The credential says nothing about anyone.");
    public static readonly VerificationCheck TypeOfPartMissing = Failed(CheckIds.Content, "part-without-type", "A part of the credential lacks its type.");
    public static readonly VerificationCheck RelatedResourceUnchecked = Failed(CheckIds.Content, "related-resource", "The credential depends on a resource without a digest.");
    public static readonly VerificationCheck RelatedResourceMalformed = Failed(CheckIds.Content, "related-resource-malformed", "A resource on which the credential depends has no address, or is named twice.");
    public static readonly VerificationCheck RelatedResourceDiffers = Failed(CheckIds.Content, "related-resource-differs", "A resource on which the credential depends is another than its issuer meant.");
    public static readonly VerificationCheck TextMalformed = Failed(CheckIds.Content, "text-malformed", "A name or description is neither text nor text with its language.");
    public static readonly VerificationCheck IssuanceDateMissing = Failed(CheckIds.Content, "issuance-date-missing", "The credential does not say when it was issued.");
    public static readonly VerificationCheck EndorsementIncomplete = Failed(CheckIds.Content, "endorsement-incomplete", "The endorsement lacks what Open Badges 3.0 requires.");
    public static readonly VerificationCheck EndorsesAnother = Failed(CheckIds.Content, "endorses-another", "The endorsement is about something else than where it stands.");
    public static readonly VerificationCheck AchievementIncomplete = Failed(CheckIds.Content, "achievement-incomplete", "The credential lacks what Open Badges 3.0 requires.");
    public static readonly VerificationCheck ElementMissing = Failed(CheckIds.Content, "element-missing", "The credential lacks a mandatory element of a European micro-credential.");

    public static readonly VerificationCheck HolderSigned = Passed(CheckIds.HolderBinding, "holder-signed", "The learner signed this presentation for this check.");
    public static readonly VerificationCheck HolderSignedBefore = Passed(CheckIds.HolderBinding, "holder-signed-without-challenge", "The learner signed this presentation; when and for whom is not shown.");
    public static readonly VerificationCheck HolderNotShown = Undetermined(CheckIds.HolderBinding, "holder-not-shown", "The credential belongs to a wallet; whoever hands it in has not shown that it is theirs.");
    public static readonly VerificationCheck KeyBindingMissing = Failed(CheckIds.HolderBinding, "key-binding-missing", "The holder was asked for a signature for this check and gave none.");
    public static readonly VerificationCheck KeyBindingMalformed = Failed(CheckIds.HolderBinding, "key-binding-malformed", "The holder's signature is not a key binding, or lacks what one must say.");
    public static readonly VerificationCheck KeyBindingElsewhere = Failed(CheckIds.HolderBinding, "key-binding-of-another", "The holder signed another credential, or another choice of what is shown.");
    public static readonly VerificationCheck KeyBindingTooOld = Failed(CheckIds.HolderBinding, "key-binding-too-old", "The holder signed too long ago.");
    public static readonly VerificationCheck HolderNotBound = Failed(CheckIds.HolderBinding, "holder-not-bound", "Someone signed as the holder of a credential that its issuer bound to nobody.");
    public static readonly VerificationCheck SubjectIsNotHolder = Failed(CheckIds.HolderBinding, "subject-is-not-holder", "A credential is about someone else than who signed the presentation.");
    public static readonly VerificationCheck ChallengeDiffers = Failed(CheckIds.HolderBinding, "challenge-differs", "The presentation was not signed for this check.");
    public static readonly VerificationCheck PresentationInFuture = Failed(CheckIds.HolderBinding, "presentation-in-future", "The presentation says that it was signed in the future, or is not to be used yet.");
    public static readonly VerificationCheck HolderKeyRefused = Failed(CheckIds.HolderBinding, "holder-key-refused", "The presentation was signed with a key that is not its holder's.");
    public static readonly VerificationCheck HolderUnproven = Failed(CheckIds.HolderBinding, "holder-unproven", "The presentation's signature is wrong.");
    public static readonly VerificationCheck PresentationNotSigned = Undetermined(CheckIds.HolderBinding, "presentation-not-signed", "The presentation is not signed: who hands it in is unknown.");
    public static readonly VerificationCheck HolderKeyUnavailable = Undetermined(CheckIds.HolderBinding, "holder-key-unavailable", "The holder's key could not be had.");
    public static readonly VerificationCheck SubjectUnknown = Undetermined(CheckIds.HolderBinding, "subject-unknown", "A credential does not name its learner by a DID.");

    public static readonly VerificationCheck AnswersRequest = Passed(CheckIds.Request, "answers-request", "The answer shows what was asked for.");
    public static readonly VerificationCheck AnswersRequestInPart = Passed(CheckIds.Request, "answers-request-in-part", "The answer shows what was asked for, as far as the credential says it.");
    public static readonly VerificationCheck NotTheKind = Failed(CheckIds.Request, "not-the-kind", "The credential is of another kind than was asked for.");
    public static readonly VerificationCheck NotTheAchievement = Failed(CheckIds.Request, "not-the-achievement", "The credential is for another achievement than was asked for.");
    public static readonly VerificationCheck LevelTooLow = Failed(CheckIds.Request, "level-too-low", "The credential is of a lower level than was asked for.");
    public static readonly VerificationCheck ClaimsMissing = Failed(CheckIds.Request, "claims-missing", "The holder does not show everything that was asked for.");
    public static readonly VerificationCheck AchievementNotShown = Undetermined(CheckIds.Request, "achievement-not-shown", "The holder does not show for which achievement the credential is.");
    public static readonly VerificationCheck LevelNotShown = Undetermined(CheckIds.Request, "level-not-shown", "The holder does not show a level that can be compared with the one that was asked for.");
    public static readonly VerificationCheck RequestNotCompared = Undetermined(CheckIds.Request, "not-compared", "Whether it is what was asked for was not looked at, because nothing in it is known to be true.");

    /// <summary>The rest of the report on something whose content could not be read.</summary>
    internal static readonly VerificationCheck[] NotRead =
    [
        NotReadFor(CheckIds.Proof), NotReadFor(CheckIds.IssuerKey), NotReadFor(CheckIds.IssuerTrust), NotReadFor(CheckIds.Validity),
        NotReadFor(CheckIds.Status), NotReadFor(CheckIds.Schema), NotReadFor(CheckIds.Content),
    ];

    private static VerificationCheck NotReadFor(string id) => Undetermined(id, "not-read", "Not checked, because the content could not be read.");

    private static VerificationCheck Passed(string id, string reason, string message) => Add(id, CheckOutcome.Passed, reason, message);

    private static VerificationCheck Failed(string id, string reason, string message) => Add(id, CheckOutcome.Failed, reason, message);

    private static VerificationCheck Undetermined(string id, string reason, string message) => Add(id, CheckOutcome.Undetermined, reason, message);

    private static VerificationCheck Add(string id, CheckOutcome outcome, string reason, string message)
    {
        var check = new VerificationCheck(id, outcome, reason, message);
        List.Add(check);
        return check;
    }
}
