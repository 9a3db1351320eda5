using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Issuing;
using Credentials.Schemas;
using Credentials.Tests.Achievements;

namespace Credentials.Tests.Issuing;

public class CredentialDraftTests
{
    [Fact]
    public void The_EU_elements_stand_where_they_belong()
    {
        var credential = Json(Awards.Draft(Awards.Check(Definitions.Fullest())));
        var subject = credential["credentialSubject"]!;
        var achievement = subject["achievement"]!;

        Assert.Equal($"urn:uuid:{Awards.Id}", Text(credential["id"]));
        Assert.Equal("Zoë \"Zo\" D'Hondt\\Peeters", Text(subject["identifier"]![0]!["identityHash"]));
        Assert.Equal(["name", "false"], [Text(subject["identifier"]![0]!["identityType"]), subject["identifier"]![0]!["hashed"]!.ToJsonString()]);
        Assert.Null(subject["id"]);
        Assert.Equal("Lassen \"MAG\"", Text(achievement["name"]));
        Assert.Equal("https://credentials.example/base/achievements/demo/lassen-2/1", Text(achievement["id"]));
        Assert.Equal(("BE", "Vlaanderen", "CVO \"Demer & Land\""), (
            Text(credential["issuer"]!["address"]!["addressCountryCode"]), Text(credential["issuer"]!["address"]!["addressRegion"]), Text(credential["issuer"]!["name"])));
        Assert.Equal("""[{"type":"IdentifierEntry","identifier":"0566988259","identifierType":"ext:KBO"}]""", credential["issuer"]!["otherIdentifier"]!.ToJsonString());
        Assert.Equal("2026-06-30T00:00:00+02:00", Text(credential["awardedDate"]));
        Assert.Equal(["Last", "Keurt"], achievement["learningOutcome"]!.AsArray().Select(outcome => Text(outcome!["title"])));
        Assert.Equal(("2.5", "PT62H30M"), (achievement["creditsAvailable"]!.ToJsonString(), Text(achievement["volumeOfLearning"])));
        Assert.Equal(("Proef", "Gecombineerd", "Doorlichting"), (
            Text(achievement["provenBy"]!["title"]), Text(achievement["mode"]!["prefLabel"]), Text(achievement["accreditation"]![0]!["title"])));
    }

    [Fact]
    public void Levels_and_skills_are_alignments_and_say_who_verified()
    {
        var alignments = Json(Awards.Draft(Awards.Check(Definitions.Fullest())))["credentialSubject"]!["achievement"]!["alignment"]!.AsArray();

        Assert.Equal(
            ["http://data.europa.eu/snb/qdr/c_615c4895", "http://data.europa.eu/snb/eqf/4",
             "http://data.europa.eu/esco/skill/60ff3eac-7d4d-4e51-87b8-74c3b5d62498", "http://data.europa.eu/esco/skill/34016949-da9c-4107-98e3-1080ae405e27"],
            alignments.Select(alignment => Text(alignment!["targetUrl"])));
        Assert.Equal(("VKS-niveau 4", "4", "Niveau geverifieerd door AHOVOKS", "ext:QualificationFrameworkLevel"), (
            Text(alignments[0]!["targetName"]), Text(alignments[0]!["targetCode"]), Text(alignments[0]!["targetDescription"]), Text(alignments[0]!["targetType"])));
    }

    [Fact]
    public void The_credential_is_in_one_language()
    {
        var achievement = Json(Awards.Draft(Awards.Check(Definitions.Fullest(), Awards.Everything)))["credentialSubject"]!["achievement"]!;

        Assert.Equal(("en", "Welding", "Blended", "Level verified by AHOVOKS"), (
            Text(achievement["inLanguage"]), Text(achievement["name"]), Text(achievement["mode"]!["prefLabel"]), Text(achievement["alignment"]![0]!["targetDescription"])));
    }

    [Fact]
    public void Grade_evidence_hours_and_recognition_of_earlier_learning_are_there_when_given()
    {
        var credential = Json(Awards.Draft(Awards.Check(Definitions.Fullest(), Awards.Everything)));
        var subject = credential["credentialSubject"]!;

        Assert.Equal("""[{"type":["Result"],"resultDescription":"https://credentials.example/base/achievements/demo/lassen-2/1#result","value":"Geslaagd","status":"Completed"}]""", subject["result"]!.ToJsonString());
        Assert.Equal("""{"grade":{"noteLiteral":"Geslaagd"},"assessedBy":{"name":"EVC-centrum"},"additionalNote":{"noteLiteral":"Awarded after recognition of prior learning"}}""", subject["provenBy"]!.ToJsonString());
        Assert.Equal("PT7H30M", Text(subject["influencedBy"]!["workload"]));
        Assert.Equal("https://cvo.example/bewijs/1?x=1&y=2", Text(credential["evidence"]![0]!["id"]));
        Assert.StartsWith("sha256-", Text(credential["evidence"]![0]!["digestSRI"]), StringComparison.Ordinal);
        Assert.StartsWith("uEiA", Text(credential["evidence"]![1]!["digestMultibase"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_learner_with_a_DID_is_identified_by_it_alone()
    {
        var subject = Json(Awards.Draft(Awards.Check(Definitions.Smallest(), request => request with
        {
            Learner = request.Learner with { Did = Awards.DidOf("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK") },
        })))["credentialSubject"]!;

        Assert.Equal("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", Text(subject["id"]));
        Assert.Null(subject["identifier"]);
    }

    [Fact]
    public void Nothing_of_the_learner_but_the_name_stands_in_the_credential()
    {
        Assert.True(NationalNumber.TryParse("00012556777", out var number));
        var draft = Awards.Draft(Awards.Check(Definitions.Smallest(), request => request with
        {
            Learner = request.Learner with { NationalNumber = number, BirthDate = new DateOnly(2000, 1, 25), Email = "zoe@voorbeeld.be" },
        }));

        var text = System.Text.Encoding.UTF8.GetString(draft.Utf8.Span);
        Assert.All(["00012556777", "2000-01-25", "zoe@"], secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    [Fact]
    public void How_LED_classifies_an_award_stands_in_no_credential()
    {
        var with = Definitions.Fullest();
        var without = Definitions.Fullest();
        without.Remove("led");

        Assert.Equal(Awards.Draft(Awards.Check(without)).Utf8.ToArray(), Awards.Draft(Awards.Check(with)).Utf8.ToArray());
    }

    [Fact]
    public void Only_what_can_be_suspended_has_a_second_status_entry()
    {
        var one = Json(Awards.Draft(Awards.Check(Definitions.Smallest())))["credentialStatus"]!;
        Assert.Equal(
            """{"id":"https://credentials.example/base/status/7/revocation#131071","type":"BitstringStatusListEntry","statusPurpose":"revocation","statusListIndex":"131071","statusListCredential":"https://credentials.example/base/status/7/revocation"}""",
            one.ToJsonString());

        var two = Json(Awards.Draft(Awards.Check(Definitions.Fullest())))["credentialStatus"]!.AsArray();
        Assert.Equal(["revocation", "suspension"], two.Select(entry => Text(entry!["statusPurpose"])));
        Assert.Equal("https://credentials.example/base/status/7/suspension#131071", Text(two[1]!["id"]));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("a/b", 1)]
    [InlineData("a\"", 1)]
    [InlineData("7", -1)]
    public void A_status_reference_that_cannot_stand_in_an_address_is_a_mistake_of_the_caller(string list, int index) =>
        Assert.Throws<ArgumentException>(() => CredentialDraft.Write(
            Awards.Check(Definitions.Smallest()), Awards.Id, Awards.Issuer, Awards.PublicUrl, new StatusReference(list, index)));

    [Fact]
    public void Drafts_of_different_centres_languages_and_addresses_do_not_mix()
    {
        var version = Awards.Version(Definitions.Fullest());
        var request = Awards.Request("lassen-2") with { Result = "Geslaagd" };
        var renamed = Awards.Centre with { Name = "CVO Anders" };
        var texts = new[]
        {
            Text(Awards.Centre, "nl", Awards.PublicUrl), Text(renamed, "nl", Awards.PublicUrl), Text(Awards.Centre, "en", Awards.PublicUrl),
            Text(Awards.Centre, "nl", new Uri("http://localhost:8080")), Text(Awards.Centre, "nl", Awards.PublicUrl),
        };

        Assert.Equal(4, texts.Distinct().Count());
        Assert.Equal(texts[0], texts[4]);
        Assert.Contains("\"http://localhost:8080/achievements/demo/lassen-2/1\"", texts[3], StringComparison.Ordinal);

        string Text(Centre centre, string language, Uri url) => System.Text.Encoding.UTF8.GetString(CredentialDraft.Write(
            CheckedAward.Check(request with { Language = language }, centre, version, Awards.Today).Value, Awards.Id, Awards.Issuer, url, Awards.Status).Utf8.Span);
    }

    [OpenBadgesFact]
    public void Every_credential_satisfies_the_Open_Badges_schema()
    {
        var schema = JsonSchema.Read(JsonDocument.Parse(File.ReadAllBytes(OpenBadgesFactAttribute.SchemaPath!)).RootElement).Value;
        foreach (var award in EveryKind())
        {
            var draft = Awards.Draft(award);
            using var document = JsonDocument.Parse(draft.Utf8);
            var credential = JsonObject.Create(document.RootElement.Clone())!;
            if (credential["credentialStatus"] is JsonArray)
            {
                // Open Badges 3.0 has one status where VC Data Model 2.0 allows several; the first alone must satisfy it.
                Assert.Equal("/credentialStatus", Assert.Single(schema.Validate(document.RootElement)).Pointer);
                credential["credentialStatus"] = credential["credentialStatus"]![0]!.DeepClone();
            }

            using var single = JsonDocument.Parse(credential.ToJsonString());
            Assert.Empty(schema.Validate(single.RootElement));
            Assert.True(draft.Check().IsSuccess);
        }
    }

    [OpenBadgesFact]
    public void The_Open_Badges_schema_is_really_applied()
    {
        var schema = JsonSchema.Read(JsonDocument.Parse(File.ReadAllBytes(OpenBadgesFactAttribute.SchemaPath!)).RootElement).Value;
        foreach (var path in new[] { "validFrom", "issuer/id", "credentialSubject/achievement/criteria", "credentialSubject/identifier/0/hashed", "credentialSubject/achievement/alignment/0/targetUrl" })
        {
            var credential = Json(Awards.Draft(Awards.Check(Definitions.Smallest())));
            var steps = path.Split('/');
            var parent = steps[..^1].Aggregate(credential, (node, step) => node is JsonArray array ? array[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!);
            parent.AsObject().Remove(steps[^1]);
            using var document = JsonDocument.Parse(credential.ToJsonString());

            Assert.NotEmpty(schema.Validate(document.RootElement));
        }
    }

    [Fact]
    public void Every_term_is_one_of_the_contexts()
    {
        var inline = JsonNode.Parse(CredentialTerms.InlineContext)!.AsObject().Select(term => term.Key).ToHashSet();
        var known = inline.Concat(OpenBadgesTerms.All).ToHashSet();

        Assert.Empty(inline.Intersect(OpenBadgesTerms.Protected));
        foreach (var award in EveryKind())
        {
            var credential = Json(Awards.Draft(award)).AsObject();
            Assert.Equal(CredentialTerms.InlineContext, credential["@context"]![2]!.ToJsonString());
            credential.Remove("@context");
            Assert.Subset(known, Names(credential).ToHashSet());
        }
    }

    internal static IEnumerable<CheckedAward> EveryKind()
    {
        foreach (var definition in Definitions.Demonstration().Select(entry => entry.Definition)
            .Concat(Enumerable.Range(0, 100).Select(Definitions.Random)).Append(Definitions.Smallest()).Append(Definitions.Fullest()))
        {
            yield return Awards.Check(definition, InForce);
            yield return Awards.Check(definition, request => Awards.Everything(InForce(request)) with
            {
                Recognition = definition["priorLearning"] is not null,
                Language = definition["title"]!.AsObject().Last().Key,
            });
        }

        static AwardRequest InForce(AwardRequest request) => request with { AwardedOn = new DateOnly(2026, 6, 30) };
    }

    private static IEnumerable<string> Names(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(member => Names(member.Value).Append(member.Key)),
        JsonArray array => array.SelectMany(Names),
        _ => [],
    };

    private static JsonNode Json(CredentialDraft draft) => JsonNode.Parse(draft.Utf8.Span)!;

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
