using System.Text.Json.Nodes;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.SdJwts;
using Credentials.SdJwtVcs;
using Credentials.StatusLists;
using Credentials.Tests.Achievements;
using Credentials.Tests.Issuing;
using Credentials.WalletProfiles;

namespace Credentials.Tests.WalletProfiles;

public class WalletProfileTests
{
    private static readonly PrivateKey Holder = PrivateKey.Generate(KeyAlgorithm.P256);

    [Fact]
    public void The_fullest_micro_credential_has_the_rulebooks_claims()
    {
        var credential = Issue(WalletProfile.MicroCredential, Definitions.Fullest(), Everything);

        Assert.Equal("https://credentials.example/base/types/micro-credential", credential.Type);
        Assert.Equal(SubresourceIntegrity.Of(WalletProfile.MicroCredential.MetadataFor(Awards.PublicUrl)!.ToUtf8()), credential.TypeIntegrity);
        AssertClaims(credential, """
            {"attestation_legal_category":"non-qualified-EAA","identifier":"urn:uuid:1b6ef2a4-0000-4000-8000-000000000001","title":"Welding",
             "givenName":"Zoë \"Zo\"","familyName":"D'Hondt\\Peeters","issuerCountry":"BE","awardingBody":"CVO \"Demer & Land\"","issuanceDate":"2026-06-30",
             "learningOutcomes":["Welds","Inspects"],"notionalWorkload":{"value":2.5,"unit":"ECTS"},"typeOfAssessment":"Test","formOfParticipation":"blended",
             "qualityAssurance":"Inspection","level":"EQF-4","nationalQualificationsFrameworkLevel":"VKS-4","fieldOfEducation":"0715",
             "escoReference":["http://data.europa.eu/esco/skill/60ff3eac-7d4d-4e51-87b8-74c3b5d62498","http://data.europa.eu/esco/skill/34016949-da9c-4107-98e3-1080ae405e27"],
             "idVerificationMethod":"in-person-supervision","grade":"Geslaagd","gradingScheme":"Uitstekend / Geslaagd / Niet geslaagd","entryRequirements":["None"],
             "stackable":true,"partOfQualification":"Welder","accreditation":{"title":"Inspection","type":"Inspection","accreditingAgent":"Onderwijsinspectie"},
             "awardingBodyAddress":"Begijnenvest 12, 3200 Aarschot, Vlaanderen, BE","awardingBodyHomepage":"https://cvo.example/","awardingBodyIdentifier":"0566988259",
             "additionalNote":"Awarded after recognition of prior learning"}
            """);
    }

    [Fact]
    public void The_smallest_micro_credential_has_the_mandatory_claims_and_no_empty_ones()
    {
        var credential = Issue(WalletProfile.MicroCredential, Definitions.Smallest());

        AssertClaims(credential, """
            {"attestation_legal_category":"non-qualified-EAA","identifier":"urn:uuid:1b6ef2a4-0000-4000-8000-000000000001","title":"T",
             "givenName":"Zoë \"Zo\"","familyName":"D'Hondt\\Peeters","issuerCountry":"BE","awardingBody":"CVO \"Demer & Land\"","issuanceDate":"2026-06-30",
             "learningOutcomes":["L"],"notionalWorkload":{"value":3,"unit":"ECTS"},"typeOfAssessment":"A","formOfParticipation":"online",
             "qualityAssurance":"K","level":"EQF-4","nationalQualificationsFrameworkLevel":"VKS-4",
             "awardingBodyAddress":"Begijnenvest 12, 3200 Aarschot, Vlaanderen, BE","awardingBodyHomepage":"https://cvo.example/","awardingBodyIdentifier":"0566988259"}
            """);
    }

    [Fact]
    public void The_fullest_learning_credential_has_the_claims_of_the_eudi_type()
    {
        var credential = Issue(WalletProfile.LearningCredential, Definitions.Fullest(), Everything);

        Assert.Equal("urn:eu.europa.ec.eudi:learning:credential:1", credential.Type);
        Assert.Null(credential.TypeIntegrity);
        AssertClaims(credential, """
            {"issuing_authority":"CVO \"Demer & Land\"","issuing_country":"BE","date_of_issuance":"2026-06-30","family_name":"D'Hondt\\Peeters","given_name":"Zoë \"Zo\"",
             "achievement_title":"Welding","achievement_description":"Two\nlines","learning_outcomes":["Welds","Inspects"],"assessment_grade":"Geslaagd",
             "language_of_classes":["nl","fr-BE"],"learner_identification":"1b6ef2a4-0000-4000-8000-000000000001","expected_study_time":"2.5 ECTS, 7.5 h",
             "level_of_learning_experience":4,"types_of_quality_assurance":["Inspection"],"prerequisites_to_enroll":["None"],"integration_stackability_options":true}
            """);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_award_is_as_its_profile_promises(int seed)
    {
        foreach (var profile in WalletProfile.All)
        {
            var credential = Issue(profile, Definitions.Random(seed));
            var promised = profile.MetadataFor(Awards.PublicUrl) ?? new TypeMetadata(credential.Type) { Claims = profile.Claims };

            Assert.Null(ClaimMetadataCheck.Run(credential, promised, isComplete: true));
            Assert.Null(ClaimMetadataCheck.Run(Parse(credential.SdJwt.Present()), promised, isComplete: false));
            Assert.All(
                credential.Claims.EnumerateObject().Select(claim => claim.Name).Except(["vct#integrity"]),
                name => Assert.Contains(profile.Claims, claim => claim.Path.ToString() == name));
        }
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Fact]
    public void The_mandatory_claims_are_the_rulebooks_and_the_eudi_types()
    {
        Assert.Equal(
            ["iss", "iat", "vct", "attestation_legal_category", "identifier", "title", "givenName", "familyName", "issuerCountry", "awardingBody", "issuanceDate",
                "learningOutcomes", "notionalWorkload", "typeOfAssessment", "formOfParticipation", "qualityAssurance"],
            Names(WalletProfile.MicroCredential, claim => claim.IsMandatory == true));
        Assert.Equal(
            ["iss", "iat", "nbf", "exp", "jti", "vct", "cnf", "status", "attestation_legal_category"],
            Names(WalletProfile.MicroCredential, claim => claim.Disclosure == SelectiveDisclosureRule.Never));
        Assert.Equal(
            ["jti", "iat", "exp", "vct", "iss", "cnf", "issuing_authority", "issuing_country", "date_of_issuance", "family_name", "achievement_title",
                "language_of_classes", "learner_identification", "expected_study_time", "level_of_learning_experience", "types_of_quality_assurance"],
            Names(WalletProfile.LearningCredential, claim => claim.IsMandatory == true));
        Assert.Equal(
            ["jti", "iat", "exp", "vct", "iss", "cnf", "status", "issuing_authority", "issuing_country", "date_of_issuance", "achievement_title",
                "achievement_description", "language_of_classes"],
            Names(WalletProfile.LearningCredential, claim => claim.Disclosure == SelectiveDisclosureRule.Never));
    }

    [Fact]
    public void Every_claim_for_people_has_its_name_in_four_languages()
    {
        foreach (var profile in WalletProfile.All)
        {
            Assert.Equal(["nl", "fr", "de", "en"], profile.Display.Select(display => display.Locale));
            Assert.All(profile.Display, display => Assert.False(string.IsNullOrWhiteSpace(display.Name) || string.IsNullOrWhiteSpace(display.Description)));
            Assert.All(
                profile.Claims.Where(claim => claim.Display is not null),
                claim => Assert.Equal(["nl", "fr", "de", "en"], claim.Display!.Select(display => display.Locale)));
            Assert.Equal(
                profile.Claims.Where(claim => claim.Display is null).Select(claim => claim.Path.ToString()),
                profile.Claims.Select(claim => claim.Path.ToString()).Where(name => name is "iss" or "iat" or "nbf" or "exp" or "jti" or "vct" or "cnf" or "status"));
        }
    }

    [Fact]
    public void Our_types_metadata_read_back_with_their_integrity()
    {
        var published = WalletProfile.MicroCredential.MetadataFor(Awards.PublicUrl)!.ToUtf8();

        var read = TypeMetadata.Parse(published, "https://credentials.example/base/types/micro-credential", SubresourceIntegrity.Of(published)).Value;

        Assert.Equal(published, read.ToUtf8());
        Assert.Equal(published, WalletProfile.MicroCredential.MetadataFor(Awards.PublicUrl)!.ToUtf8());
        Assert.Null(WalletProfile.LearningCredential.MetadataFor(Awards.PublicUrl));
    }

    /// <summary>
    /// Credentials that were issued hold this digest for years. A text that is to be changed needs a type of another name beside this one.
    /// </summary>
    [Fact]
    public void The_published_metadata_of_our_type_never_change() =>
        Assert.Equal("sha256-5VyipuTQzJeXVjlcfP13MZMauEJwD1obDGAbEjApzas=", SubresourceIntegrity.Of(WalletProfile.MicroCredential.MetadataFor(new Uri("https://credentials.example"))!.ToUtf8()));

    [Fact]
    public void A_result_that_only_says_passed_is_no_grade()
    {
        var definition = Definitions.Smallest();
        definition["assessment"]!["scale"] = JsonNode.Parse("""{"required":true,"values":[{"value":"Geslaagd","pass":true},{"value":"Niet geslaagd","pass":false}]}""");

        Assert.False(Issue(WalletProfile.MicroCredential, definition).Claims.TryGetProperty("grade", out _));
        Assert.Equal("Geslaagd", Issue(WalletProfile.LearningCredential, definition).Claims.GetProperty("assessment_grade").GetString());
    }

    [Fact]
    public void A_numeric_grade_comes_with_its_scale_and_hours_where_there_are_no_credits()
    {
        var definition = Definitions.Smallest();
        definition["assessment"]!["scale"] = JsonNode.Parse("""{"minimum":0,"maximum":20,"pass":10}""");
        definition["workload"] = JsonNode.Parse("""{"hours":60}""");

        var micro = Issue(WalletProfile.MicroCredential, definition).Claims;

        Assert.Equal(("20", "0 – 20 (≥ 10)"), (micro.GetProperty("grade").GetString(), micro.GetProperty("gradingScheme").GetString()));
        Assert.Equal("""{"value":60,"unit":"hours"}""", micro.GetProperty("notionalWorkload").GetRawText());
        Assert.Equal("60 h", Issue(WalletProfile.LearningCredential, definition).Claims.GetProperty("expected_study_time").GetString());
    }

    [Fact]
    public void A_presentation_shows_only_what_was_asked()
    {
        var credential = Issue(WalletProfile.MicroCredential, Definitions.Fullest(), Everything);

        var presented = Parse(credential.SdJwt.Present(ClaimPath.Of("title"), ClaimPath.Of("level")));

        Assert.Equal(
            ["attestation_legal_category", "cnf", "exp", "iat", "iss", "jti", "level", "status", "title", "vct", "vct#integrity"],
            presented.Claims.EnumerateObject().Select(claim => claim.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Without_a_wallets_key_there_is_no_learning_credential()
    {
        var learning = Learning(Definitions.Smallest());

        Assert.Equal(ProblemCode.NotAcceptable, WalletProfile.LearningCredential.Draft(learning, Awards.PublicUrl, Binding() with { HolderKey = null }).Problem?.Code);
        Assert.True(WalletProfile.MicroCredential.Draft(learning, Awards.PublicUrl, Binding() with { HolderKey = null }).IsSuccess);
    }

    [Fact]
    public void Profiles_are_found_by_the_name_of_the_setting()
    {
        Assert.True(WalletProfile.TryFind("micro-credential", out var micro) && micro == WalletProfile.MicroCredential);
        Assert.True(WalletProfile.TryFind("learning-credential", out var learning) && learning == WalletProfile.LearningCredential);
        Assert.False(WalletProfile.TryFind("other", out _));
    }

    private static AwardRequest Everything(AwardRequest request) => Awards.Everything(request) with { Result = "Geslaagd" };

    private static AwardedLearning Learning(JsonNode definition, Func<AwardRequest, AwardRequest>? change = null) =>
        Awards.Learning(Awards.Check(definition, change));

    private static WalletBinding Binding() => new(
        "https://credentials.example/base/centres/demo", Awards.Now, Awards.Now.AddYears(2), "urn:uuid:9a3f6b2e-1c44-4b8a-9e21-6f0a2d7c5b31",
        Holder.PublicKey, new TokenStatusReference("https://credentials.example/base/status/7/token", 4711));

    private static SdJwtVc Issue(WalletProfile profile, JsonNode definition, Func<AwardRequest, AwardRequest>? change = null) =>
        Parse(profile.Draft(Learning(definition, change), Awards.PublicUrl, Binding()).Value.Sign(Awards.Key(KeyAlgorithm.P256)));

    private static SdJwtVc Parse(string text) => SdJwtVc.Parse(System.Text.Encoding.ASCII.GetBytes(text)).Value;

    private static IEnumerable<string> Names(WalletProfile profile, Func<ClaimMetadata, bool> where) =>
        profile.Claims.Where(where).Select(claim => claim.Path.ToString());

    private static void AssertClaims(SdJwtVc credential, string expected)
    {
        var own = JsonNode.Parse(credential.Claims.GetRawText())!.AsObject();
        foreach (var name in (string[])["iss", "iat", "exp", "jti", "vct", "vct#integrity", "cnf", "status"])
            own.Remove(name);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), own), own.ToJsonString());
        Assert.Equal(Holder.PublicKey, credential.SdJwt.HolderKey.Value);
        Assert.Equal(("https://credentials.example/base/centres/demo", Awards.Now.AddYears(2)), (credential.Issuer, credential.Expires));
        Assert.Equal(new TokenStatusReference("https://credentials.example/base/status/7/token", 4711), credential.Status);
    }
}
