using System.Reflection;
using Credentials.Services.Tests.CommandLine;
using Xunit.Abstractions;

namespace Credentials.Services.Tests.VcApi;

/// <summary>
/// Which test stands for which MUST of the specifications whose suites are run against the VC-API. The run prints it as a table
/// (<c>dotnet test --filter MustTableTests --logger "console;verbosity=detailed"</c>).
/// </summary>
public sealed class MustTableTests(ITestOutputHelper output)
{
    private const string DataModel = "VC Data Model 2.0";
    private const string Integrity = "Data Integrity 1.0, EdDSA and ECDSA";
    private const string Bitstring = "Bitstring Status List 1.0";
    private const string JoseCose = "VC-JOSE-COSE";
    private const string DidKey = "did:key";
    private const string Resolution = "DID Resolution 1.0";
    private const string VcApi = "VC-API";

    private static readonly (string Specification, string Section, string Must, Type Tests, string Test)[] Table =
    [
        (DataModel, "1.3", "a conforming document is secured; a verifier verifies it", typeof(ConformanceTests), nameof(ConformanceTests.Any_valid_credential_is_signed_with_the_suite_asked_for_and_verifies)),
        (DataModel, "1.3", "a verifier produces errors for what does not conform", typeof(VerifyTests), nameof(VerifyTests.What_cannot_be_verified_at_all_is_answered_in_the_same_form)),
        (DataModel, "4.3", "@context begins with the base context", typeof(ConformanceTests), nameof(ConformanceTests.What_is_no_credential_of_the_data_model_is_not_signed)),
        (DataModel, "4.4", "id is a single URL", typeof(ConformanceTests), nameof(ConformanceTests.What_is_no_credential_of_the_data_model_is_not_signed)),
        (DataModel, "4.5", "type is there and has VerifiableCredential", typeof(ConformanceTests), nameof(ConformanceTests.What_is_no_credential_of_the_data_model_is_not_signed)),
        (DataModel, "4.7", "issuer is a URL or an object with one", typeof(ConformanceTests), nameof(ConformanceTests.What_is_no_credential_of_the_data_model_is_not_signed)),
        (DataModel, "4.8", "credentialSubject has claims, also where there are several", typeof(ConformanceTests), nameof(ConformanceTests.What_the_data_model_allows_is_signed)),
        (DataModel, "4.9", "validFrom and validUntil are dateTimeStamps; the later may not be first", typeof(ConformanceTests), nameof(ConformanceTests.What_is_no_credential_of_the_data_model_is_not_signed)),
        (DataModel, "4.10", "credentialStatus has a type", typeof(ConformanceTests), nameof(ConformanceTests.What_is_no_credential_of_the_data_model_is_not_signed)),
        (DataModel, "4.11", "credentialSchema has a type and an id that is a URL", typeof(ConformanceTests), nameof(ConformanceTests.What_is_no_credential_of_the_data_model_is_not_signed)),
        (DataModel, "4.13", "a presentation is verified with the credentials in it; it may have none", typeof(VerifyTests), nameof(VerifyTests.A_presentation_without_credentials_verifies_and_one_with_a_bad_credential_does_not)),
        (DataModel, "4.13.1", "an enveloped credential is a data: URL in an object of that type", typeof(ConformanceTests), nameof(ConformanceTests.A_token_comes_in_an_envelope_that_verifies)),
        (DataModel, "5.3", "relatedResource has a digest", typeof(ConformanceTests), nameof(ConformanceTests.What_is_no_credential_of_the_data_model_is_not_signed)),
        (DataModel, "5.4-5.6", "refreshService, termsOfUse and evidence have a type", typeof(ConformanceTests), nameof(ConformanceTests.What_is_no_credential_of_the_data_model_is_not_signed)),
        (DataModel, "7.2", "problems have the types of the specification", typeof(VerifyTests), nameof(VerifyTests.Every_reason_has_a_problem_type)),
        (Integrity, "2.1", "a proof has type, cryptosuite, verificationMethod, proofPurpose, proofValue", typeof(ConformanceTests), nameof(ConformanceTests.Any_valid_credential_is_signed_with_the_suite_asked_for_and_verifies)),
        (Integrity, "2.1.1", "a former proof stays where another is added", typeof(ConformanceTests), nameof(ConformanceTests.Another_issuer_and_a_former_proof_are_left_as_they_are)),
        (Integrity, "4.4", "a changed document does not verify", typeof(VerifyTests), nameof(VerifyTests.A_changed_value_is_a_cryptographic_security_error)),
        (Integrity, "4.4", "domain and challenge are the ones that were asked for", typeof(VerifyTests), nameof(VerifyTests.A_presentation_for_another_challenge_or_domain_is_refused)),
        (Bitstring, "2.1", "an issued credential has an entry with purpose, index and list", typeof(ConformanceTests), nameof(ConformanceTests.The_status_entry_is_added_and_its_list_is_read_without_a_key_and_can_be_set)),
        (Bitstring, "2.2", "the list is a conforming credential of its type", typeof(ConformanceTests), nameof(ConformanceTests.The_status_entry_is_added_and_its_list_is_read_without_a_key_and_can_be_set)),
        (Bitstring, "3.2", "STATUS_RETRIEVAL_ERROR where the list cannot be had, MALFORMED_VALUE_ERROR for a malformed entry", typeof(VerifyTests), nameof(VerifyTests.A_fault_that_was_signed_is_named_by_its_type)),
        (Bitstring, "3.2", "a set bit is told", typeof(VerifyTests), nameof(VerifyTests.An_own_credential_verifies_without_a_warning_until_it_is_revoked)),
        (JoseCose, "3.1.1", "alg is the key's; none and unknown extensions are refused; typ and cty fit", typeof(JoseCommandTests), nameof(JoseCommandTests.A_header_that_says_something_else_fails_although_it_is_signed)),
        (JoseCose, "3.1.3", "no claims vc and vp; iss equals issuer", typeof(JoseCommandTests), nameof(JoseCommandTests.The_content_must_be_a_credential_without_a_wrapper)),
        (JoseCose, "3.1, 3.2", "credentials and presentations as JWT and as SD-JWT", typeof(JoseCommandTests), nameof(JoseCommandTests.What_is_issued_verifies_with_its_key_and_no_other)),
        (JoseCose, "3.1.2", "a presentation's credentials are enveloped as data: URLs", typeof(JoseCommandTests), nameof(JoseCommandTests.An_enveloped_credential_of_a_presentation_has_a_data_URL)),
        (DidKey, "2", "scheme, method, version and multibase value are checked: invalidDid, methodNotSupported", typeof(IdentifierTests), nameof(IdentifierTests.What_cannot_be_resolved_is_named_in_the_words_of_both_specifications)),
        (DidKey, "3.1", "invalidPublicKeyLength, unsupportedPublicKeyType, invalidPublicKeyType, invalidDidUrl", typeof(IdentifierTests), nameof(IdentifierTests.What_cannot_be_had_of_a_key_is_named)),
        (DidKey, "3.1", "publicKeyFormat chooses the form of the key", typeof(IdentifierTests), nameof(IdentifierTests.The_format_of_the_key_can_be_chosen)),
        (Resolution, "4", "a result has document, document metadata and resolution metadata", typeof(IdentifierTests), nameof(IdentifierTests.A_result_has_the_document_and_both_metadata)),
        (Resolution, "5", "a fragment is dereferenced", typeof(IdentifierTests), nameof(IdentifierTests.A_DID_URL_is_dereferenced_to_its_key)),
        (Resolution, "HTTP(S) Binding", "the answer's status is the error's; Accept chooses result or document", typeof(IdentifierTests), nameof(IdentifierTests.The_document_can_be_had_by_itself)),
        (Resolution, "HTTP(S) Binding", "REPRESENTATION_NOT_SUPPORTED is 406", typeof(IdentifierTests), nameof(IdentifierTests.Another_representation_is_not_supported)),
        (VcApi, "Issue Credential", "201 with the credential; wrong input 400 or 422", typeof(IssueTests), nameof(IssueTests.A_body_with_a_fault_is_a_problem_with_the_place)),
        (VcApi, "Update Status", "200, or 400 and 404", typeof(IssueTests), nameof(IssueTests.A_status_that_cannot_be_set_is_a_problem)),
        (VcApi, "Error Handling", "verified is false where there is an error, and true where there are warnings alone", typeof(VerifyTests), nameof(VerifyTests.A_strangers_good_credential_verifies_with_a_warning_about_trust_alone)),
        (VcApi, "Verify Presentation", "an unsigned presentation comes as presentation", typeof(VerifyTests), nameof(VerifyTests.An_unsigned_presentation_is_verified_as_such_alone)),
        (VcApi, "Verify Credential", "the credential and results are returned where asked for", typeof(VerifyTests), nameof(VerifyTests.What_is_asked_for_is_returned_and_nothing_else)),
    ];

    [Fact]
    public void Every_MUST_has_a_test_that_runs()
    {
        output.WriteLine("| specification | section | MUST | test |");
        output.WriteLine("|---|---|---|---|");
        foreach (var (specification, section, must, tests, test) in Table)
        {
            output.WriteLine($"| {specification} | {section} | {must} | {tests.Name}.{test} |");
            var method = tests.GetMethod(test, BindingFlags.Public | BindingFlags.Instance);
            Assert.Contains(method!.GetCustomAttributes(), attribute => attribute is FactAttribute);
        }
    }
}
