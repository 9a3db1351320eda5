using System.Text.Json.Nodes;
using Credentials.Verifying;

namespace Credentials.Tests.Verifying;

/// <summary>
/// What VC Data Model 2.0 says a credential must be, rule by rule: the section, the rule in our words, a credential that keeps or breaks it, and what a
/// check of it says. The test report is the table of rules and tests.
/// </summary>
internal static class DataModelRuleCases
{
    public sealed record Case(string Section, string Rule, string Example, VerificationCheck Expected, Action<JsonObject> Change)
    {
        public string Name => $"{Section} {Rule}: {Example}";
    }

    public static IReadOnlyDictionary<string, Case> All { get; } = Cases().ToDictionary(one => one.Name);

    private static IEnumerable<Case> Cases() =>
    [
        .. Of("4.3", "@context is there", Reasons.ContextWrong, ("absent", c => c.Remove("@context"))),
        .. Of("4.3", "@context is an ordered set that begins with the base context", Reasons.ContextWrong,
            ("empty", c => c["@context"] = new JsonArray()), ("in second place", c => c["@context"] = Json("""["https://a.example/c", "https://www.w3.org/ns/credentials/v2"]""")),
            ("an object first", c => c["@context"] = Json("""[{"a": "https://a.example"}, "https://www.w3.org/ns/credentials/v2"]"""))),
        .. Of("4.3", "further contexts are URLs or objects", Reasons.ContextWrong,
            ("a number", c => Contexts(c).Add(7)), ("null", c => Contexts(c).Add(null)), ("no URL", c => Contexts(c).Add("https ://a.example/c")),
            ("a list", c => Contexts(c).Add(new JsonArray("https://a.example")))),
        .. Of("4.3", "further contexts are URLs or objects", Reasons.Complete,
            ("a URL", c => Contexts(c).Add("https://a.example/c")), ("an object", c => Contexts(c).Add(new JsonObject { ["a"] = "https://a.example#a" }))),

        .. Of("4.4", "an id is a single URL", Reasons.IdMalformed,
            ("null", c => c["id"] = null), ("two", c => c["id"] = new JsonArray("urn:a:1", "urn:a:2")), ("no URL", c => c["id"] = "number one"),
            ("of the subject, two", c => c["credentialSubject"]!["id"] = new JsonArray("urn:a:1", "urn:a:2")),
            ("of the subject, no URL", c => c["credentialSubject"]!["id"] = "Jan"), ("of evidence, no URL", c => c["evidence"] = Json("""{"id": 1, "type": "E"}"""))),
        .. Of("4.4", "an id is a single URL", Reasons.Complete,
            ("a DID", c => c["credentialSubject"]!["id"] = "did:example:1"), ("absent", c => c.Remove("id"))),

        .. Of("4.5", "a credential has a type, VerifiableCredential among them", Reasons.TypeWrong,
            ("empty", c => c["type"] = new JsonArray("VerifiableCredential", "")), ("a number", c => c["type"] = new JsonArray("VerifiableCredential", 7)),
            ("an object", c => c["type"] = new JsonArray("VerifiableCredential", new JsonObject())), ("no term", c => c["type"] = new JsonArray("VerifiableCredential", "two words"))),
        .. Of("4.5", "types are terms or URLs in any order", Reasons.Complete,
            ("a URL first", c => c["type"] = new JsonArray("https://a.example/T", "VerifiableCredential")), ("one alone", c => c["type"] = "VerifiableCredential")),
        .. Of("4.5", "parts have a type", Reasons.TypeOfPartMissing,
            ("termsOfUse", c => c["termsOfUse"] = Json("""{"id": "urn:a:1"}""")), ("evidence", c => c["evidence"] = Json("""[{"type": "E"}, {"name": "n"}]""")),
            ("evidence, a text", c => c["evidence"] = "seen"), ("evidence, none", c => c["evidence"] = new JsonArray()),
            ("refreshService", c => c["refreshService"] = Json("""{"id": "https://a.example"}""")), ("renderMethod", c => c["renderMethod"] = Json("""{"name": "n"}""")),
            ("confidenceMethod", c => c["confidenceMethod"] = Json("""{"name": "n"}"""))),
        .. Of("4.5", "parts have a type", Reasons.Complete,
            ("each has one", c =>
            {
                c["termsOfUse"] = Json("""[{"type": "T", "id": "https://a.example/t"}, {"type": ["T", "U"]}]""");
                c["evidence"] = Json("""{"type": ["E"], "id": "urn:a:1"}""");
                c["refreshService"] = Json("""{"type": "R"}""");
                c["renderMethod"] = Json("""{"type": "R"}""");
                c["confidenceMethod"] = Json("""{"type": "C"}""");
            })),
        .. Of("4.5", "a status has a type", Reasons.StatusMalformed,
            ("absent", c => c["credentialStatus"]![0]!.AsObject().Remove("type")), ("no term", c => c["credentialStatus"]![0]!["type"] = "no term"),
            ("a number", c => c["credentialStatus"]![0]!["type"] = 1)),

        .. Of("4.6", "a name or description is text or a language value object", Reasons.TextMalformed,
            ("a number", c => c["name"] = 7), ("null", c => c["name"] = null), ("empty list", c => c["name"] = new JsonArray()),
            ("more members", c => c["name"] = Json("""{"@value": "a", "@language": "en", "url": "https://a.example"}""")),
            ("without its text", c => c["description"] = Json("""{"@language": "en"}""")), ("a map of languages", c => c["description"] = Json("""{"en": "a"}""")),
            ("of the issuer, more members", c => c["issuer"]!["name"] = Json("""{"@value": "a", "x": "y"}""")),
            ("description of the issuer, a number", c => c["issuer"]!["description"] = 7)),
        .. Of("11.1", "a language is a well-formed tag, a direction one of three", Reasons.TextMalformed,
            ("no tag", c => c["name"] = Json("""{"@value": "a", "@language": "not a tag"}""")), ("cut off", c => c["name"] = Json("""{"@value": "a", "@language": "en-"}""")),
            ("a number", c => c["name"] = Json("""{"@value": "a", "@language": 1}""")), ("null", c => c["name"] = Json("""{"@value": "a", "@language": null}""")),
            ("direction", c => c["name"] = Json("""{"@value": "a", "@direction": "up"}"""))),
        .. Of("4.6", "a name or description is text or a language value object", Reasons.Complete,
            ("text", c => c["name"] = "a"), ("one language", c => c["description"] = Json("""{"@value": "a", "@language": "en-GB"}""")),
            ("with its direction", c => c["issuer"]!["name"] = Json("""{"@value": "a", "@language": "ar", "@direction": "rtl"}""")),
            ("several languages", c => c["issuer"]!["description"] = Json("""[{"@value": "a", "@language": "nl"}, {"@value": "b", "@language": "de-1996"}]"""))),

        .. Of("4.7", "an issuer is a URL or an object with one", Reasons.IssuerMalformed,
            ("absent", c => c.Remove("issuer")), ("null", c => c["issuer"] = null), ("no URL", c => c["issuer"] = "the school"),
            ("object without id", c => c["issuer"]!.AsObject().Remove("id")), ("object with null", c => c["issuer"]!["id"] = null),
            ("several", c => c["issuer"] = Json("""["did:example:1", "did:example:2"]"""))),
        .. Of("4.7", "an issuer is a URL or an object with one", Reasons.Complete, ("a URL", c => c["issuer"] = Scenario.IssuerDid)),

        .. Of("4.8", "subjects are objects with claims", Reasons.SubjectMissing,
            ("absent", c => c.Remove("credentialSubject")), ("empty", c => c["credentialSubject"] = new JsonObject()), ("a text", c => c["credentialSubject"] = "Jan"),
            ("none", c => c["credentialSubject"] = new JsonArray()), ("one of two empty", c => c["credentialSubject"] = Json("""[{"id": "urn:a:1"}, {}]"""))),
        .. Of("4.8", "subjects are objects with claims", Reasons.Complete, ("two", c => c["credentialSubject"] = Json("""[{"id": "urn:a:1"}, {"name": "n"}]"""))),

        .. Of("4.9", "validFrom and validUntil are dateTimeStamps", Reasons.DateMalformed,
            ("a day", c => c["validFrom"] = "2026-06-30"), ("without zone", c => c["validUntil"] = "2026-12-31T00:00:00"), ("a number", c => c["validFrom"] = 1782770400),
            ("null", c => c["validUntil"] = null), ("no such day", c => c["validFrom"] = "2026-02-30T00:00:00Z")),
        .. Of("4.9", "validFrom and validUntil are dateTimeStamps", Reasons.InPeriod,
            ("milliseconds", c => c["validFrom"] = "2026-06-30T00:00:00.123Z"), ("a zone", c => c["validUntil"] = "2027-12-31T00:00:00-05:00")),
        .. Of("4.9", "validFrom is not after validUntil", Reasons.PeriodReversed, ("after", c => c["validUntil"] = "2026-06-29T00:00:00Z")),

        .. Of("4.10", "a status' id is a URL", Reasons.StatusMalformed,
            ("no URL", c => c["credentialStatus"]![0]!["id"] = "no URL"), ("two", c => c["credentialStatus"]![0]!["id"] = new JsonArray("urn:a:1", "urn:a:2"))),
        .. Of("4.10", "a status' id is a URL", Reasons.Active, ("a URL", c => c["credentialStatus"]![0]!["id"] = "https://a.example/1"), ("absent", _ => { })),

        .. Of("4.11", "a schema has a type and a URL", Reasons.SchemaMalformed,
            ("no type", c => c["credentialSchema"] = Json("""{"id": "https://a.example/s"}""")), ("no id", c => c["credentialSchema"] = Json("""{"type": "JsonSchema"}""")),
            ("no URL", c => c["credentialSchema"] = Json("""{"id": 7, "type": "JsonSchema"}""")), ("none", c => c["credentialSchema"] = new JsonArray()),
            ("one of two", c => c["credentialSchema"] = Json("""[{"id": "https://a.example/s", "type": "JsonSchema"}, "https://a.example/s"]"""))),

        .. Of("5.3", "a related resource has a URL of its own", Reasons.RelatedResourceMalformed,
            ("a text", c => c["relatedResource"] = new JsonArray("https://a.example/r")), ("no id", c => c["relatedResource"] = Json("""[{"digestSRI": "sha256-a"}]""")),
            ("twice", c => c["relatedResource"] = Json("""[{"id": "urn:a:1", "digestSRI": "sha256-a"}, {"id": "urn:a:1", "digestMultibase": "ua"}]""")),
            ("none", c => c["relatedResource"] = new JsonArray())),
        .. Of("5.3", "a related resource has a digest", Reasons.RelatedResourceUnchecked,
            ("none", c => c["relatedResource"] = Json("""{"id": "https://a.example/r"}""")), ("no text", c => c["relatedResource"] = Json("""{"id": "https://a.example/r", "digestSRI": 7}"""))),
        .. Of("5.4", "a refresh service has a type", Reasons.TypeOfPartMissing, ("one of two has none", c => c["refreshService"] = Json("""[{"type": "R"}, {"id": "urn:a:1"}]"""))),
        .. Of("5.5", "terms of use have a type", Reasons.TypeOfPartMissing, ("one of two has none", c => c["termsOfUse"] = Json("""[{"type": "T"}, {"id": "urn:a:1"}]"""))),
        .. Of("5.6", "evidence is objects", Reasons.TypeOfPartMissing, ("a number", c => c["evidence"] = Json("""[{"type": "E"}, 7]"""))),
    ];

    private static IEnumerable<Case> Of(string section, string rule, VerificationCheck expected, params (string Example, Action<JsonObject> Change)[] cases) =>
        cases.Select(one => new Case(section, rule, $"{one.Example} ({expected.Outcome})", expected, one.Change));

    private static JsonArray Contexts(JsonObject credential) => credential["@context"]!.AsArray();

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;
}
