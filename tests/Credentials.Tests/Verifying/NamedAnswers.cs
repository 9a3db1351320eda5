using System.Text.Json.Nodes;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Signing;
using Credentials.Verifying;

namespace Credentials.Tests.Verifying;

/// <summary>Every condition that has an answer of its own, as data: what is spoiled, which check says so, and how.</summary>
internal static class NamedAnswers
{
    public static IReadOnlyDictionary<string, Case> All { get; } = Cases().ToDictionary(one => one.Name);

    public sealed record Case(string Name, VerificationCheck Expected, Action<Scenario> Spoil);

    private static IEnumerable<Case> Cases() =>
    [
        new("retired later", Reasons.SignedBeforeRetirement, s => s.History = [Scenario.Period(Scenario.Key, until: Scenario.Noon.AddHours(1))]),
        new("retired before", Reasons.SignedAfterRetirement, s => s.History = [Scenario.Period(Scenario.Key, until: Scenario.Noon.AddHours(-1))]),
        new("retired at that instant", Reasons.SignedAfterRetirement, s => s.History = [Scenario.Period(Scenario.Key, until: Scenario.Noon)]),
        new("compromised later", Reasons.RecordedBeforeCompromise, CompromisedLater),
        new("compromised later, on another register", Reasons.SignedBeforeCompromise, s =>
        {
            CompromisedLater(s);
            s.Register = "elsewhere";
        }),
        new("compromised later, and not on our register", Reasons.NotRecorded, s =>
        {
            CompromisedLater(s);
            s.Recorded = new Gathered<RecordedSignatures>.Found(RecordedSignatures.None);
        }),
        new("compromised later, under the id of a recorded one", Reasons.NotRecorded, s =>
        {
            CompromisedLater(s);
            s.Recorded = new Gathered<RecordedSignatures>.Found(new(["the-fingerprint-of-another-signature"]));
        }),
        new("compromised later, and the register is down", Reasons.RegisterUnreachable, s =>
        {
            CompromisedLater(s);
            s.Recorded = new Gathered<RecordedSignatures>.Unreachable("down");
        }),
        new("compromised before", Reasons.SignedAfterCompromise, s => s.History = [Scenario.Period(Scenario.Key, compromised: Scenario.Noon)]),
        new("compromised key under a new id", Reasons.SignedAfterCompromise, s =>
            s.History = [Scenario.Period(Scenario.Key with { VerificationMethod = Scenario.IssuerDid + "#old" }, compromised: Scenario.Noon)]),
        new("signed before the key was in use", Reasons.SignedBeforeKey, s => s.SignedAt = Scenario.Noon.AddYears(-2)),
        new("signed in the future", Reasons.SignedInFuture, s => s.SignedAt = s.Now.AddHours(1)),
        new("history contradicts the document", Reasons.SignatureWrong, s => s.History = [Scenario.Period(Scenario.StrangersKey with { VerificationMethod = Scenario.Key.VerificationMethod })]),
        new("key in history only", Reasons.KeyInHistory, s => s.Document = new Gathered<DidDocument>.Unreachable("down")),
        new("key in document only", Reasons.KeyInDocument, s => s.History = []),
        new("key in neither", Reasons.KeyNotListed, s => (s.History, s.Document) = ([], new Gathered<DidDocument>.Found(Scenario.DocumentOf(Scenario.Did)))),
        new("document unreachable", Reasons.DocumentUnreachable, s => (s.History, s.Document) = ([], new Gathered<DidDocument>.Unreachable("down"))),
        new("no signature check without a key", Reasons.KeyNotAvailable, s => (s.History, s.Document) = ([], new Gathered<DidDocument>.Unreachable("down"))),
        new("document of another", Reasons.DocumentUnreachable, s =>
            (s.History, s.Document) = ([], new Gathered<DidDocument>.Found(Scenario.DocumentOf(Scenario.DidOf("did:web:other.example"), Scenario.Key)))),
        new("key revoked in the document", Reasons.KeyRevoked, s => InDocument(s, method => method with { Revoked = s.Now })),
        new("key to be revoked in the document", Reasons.KeyInDocument, s => InDocument(s, method => method with { Revoked = s.Now.AddHours(1) })),
        new("key expired before in the document", Reasons.SignedAfterRetirement, s => InDocument(s, method => method with { Expires = Scenario.Noon })),
        new("key expired later in the document", Reasons.SignedBeforeRetirement, s => InDocument(s, method => method with { Expires = s.Now })),
        new("key of the history under an id that is revoked", Reasons.KeyRevoked, s =>
        {
            InDocument(s, method => method with { Revoked = s.Now });
            s.History = [Scenario.Period(Scenario.Key with { VerificationMethod = Scenario.IssuerDid + "#old" })];
        }),
        new("no such DID", Reasons.DidNotFound, s => (s.History, s.Document) = ([], new Gathered<DidDocument>.NotFound("gone"))),
        new("key of another", Reasons.KeyOfAnother, s => s.SignWith = Scenario.StrangersKey),
        new("key with a wrong name", Reasons.SignatureWrong, s => s.SignWith = Scenario.StrangersKey with { VerificationMethod = Scenario.Key.VerificationMethod }),
        new("algorithm of another key", Reasons.AlgorithmDiffers, s => s.SignWith = Scenario.P256Key with { VerificationMethod = Scenario.Key.VerificationMethod }),
        new("issuer is no DID", Reasons.IssuerNotADid, s => s.Credential["issuer"]!["id"] = "https://centre.example"),

        new("unknown issuer", Reasons.UnknownIssuer, s => s.IsTrusted = false),
        new("trust list unreachable", Reasons.TrustListUnreachable, s => s.Trust = new Gathered<TrustedIssuer>.Unreachable("down")),
        new("trust entry of another", Reasons.UnknownIssuer, s =>
            s.Trust = new Gathered<TrustedIssuer>.Found(new TrustedIssuer(Scenario.DidOf("did:web:other.example"), Scenario.Centre, s.History))),
        new("level too high", Reasons.LevelNotEntitled, s => Level(s, 0, "http://data.europa.eu/snb/qdr/c_95fec238")),
        new("EQF level too high", Reasons.LevelNotEntitled, s => Level(s, 1, "http://data.europa.eu/snb/eqf/8")),
        new("level of an unknown framework", Reasons.LevelUnknown, s => Level(s, 1, "https://frameworks.example/levels/8")),
        new("level spelled otherwise", Reasons.LevelUnknown, s => Level(s, 1, "https://data.europa.eu/snb/eqf/8")),
        new("level not yet entitled", Reasons.LevelNotEntitled, s => s.Credential["awardedDate"] = "2019-12-31T00:00:00+01:00"),
        new("entitled on the day as written", Reasons.Trusted, s => s.Credential["awardedDate"] = "2020-01-01T00:00:00+01:00"),

        new("in its period", Reasons.InPeriod, s => s.Credential["validUntil"] = "2026-12-31T00:00:00Z"),
        new("expired", Reasons.Expired, s => s.Credential["validUntil"] = "2026-07-01T23:59:59Z"),
        new("not yet valid", Reasons.NotYetValid, s => s.Credential["validFrom"] = "2027-01-01T00:00:00+01:00"),
        new("period reversed", Reasons.PeriodReversed, s => s.Credential["validUntil"] = "2026-06-29T00:00:00Z"),
        new("date without a zone", Reasons.DateMalformed, s => s.Credential["validFrom"] = "2026-06-30T00:00:00"),
        new("date without a time", Reasons.DateMalformed, s => s.Credential["validUntil"] = "2026-06-30"),

        new("revoked", Reasons.Revoked, s => s.Lists[Scenario.ListUrl] = Scenario.List(Scenario.ListUrl, "revocation", Scenario.Index)),
        new("suspended", Reasons.Suspended, s => s.Lists[Scenario.SuspensionUrl] = Scenario.List(Scenario.SuspensionUrl, "suspension", Scenario.Index)),
        new("revoked and suspended", Reasons.Revoked, s =>
        {
            s.Lists[Scenario.ListUrl] = Scenario.List(Scenario.ListUrl, "revocation", Scenario.Index);
            s.Lists[Scenario.SuspensionUrl] = Scenario.List(Scenario.SuspensionUrl, "suspension", Scenario.Index);
        }),
        new("neighbour revoked", Reasons.Active, s => s.Lists[Scenario.ListUrl] = Scenario.List(Scenario.ListUrl, "revocation", Scenario.Index - 1, Scenario.Index + 1)),
        new("list unreachable", Reasons.ListUnreachable, s => s.Lists[Scenario.ListUrl] = new Gathered<PublishedStatusList>.Unreachable("down")),
        new("list not gathered", Reasons.ListUnreachable, s => s.Lists.Remove(Scenario.ListUrl)),
        new("list not there", Reasons.ListNotFound, s => s.Lists[Scenario.ListUrl] = new Gathered<PublishedStatusList>.NotFound("gone")),
        new("list for another purpose", Reasons.StatusPurposeDiffers, s => s.Lists[Scenario.ListUrl] = Scenario.List(Scenario.ListUrl, "suspension")),
        new("list signed by another", Reasons.ListIssuerDiffers, s =>
            s.Lists[Scenario.ListUrl] = Scenario.ListOf(Scenario.ListUrl, "revocation", Scenario.DidOf("did:web:stranger.example"), Scenario.StrangersKey)),
        new("list signature wrong", Reasons.ListSignatureWrong, s => s.Lists[Scenario.ListUrl] = Scenario.Read(
            Scenario.SignedList(Scenario.ListUrl, "revocation", Scenario.Did, Forged, CredentialForm.VcJwt), Scenario.ListUrl)),
        new("list key not listed", Reasons.ListKeyRefused, s => s.Lists[Scenario.ListUrl] = Scenario.Read(
            Scenario.SignedList(Scenario.ListUrl, "revocation", Scenario.Did, Scenario.P256Key, CredentialForm.VcJwt), Scenario.ListUrl)),
        new("list key unreachable", Reasons.ListKeyUnavailable, s => s.Lists[Scenario.ListUrl] = Scenario.Read(
            Scenario.SignedList(Scenario.ListUrl, "revocation", Scenario.Did, Scenario.Key, CredentialForm.DataIntegrity), Scenario.ListUrl,
            new Gathered<DidDocument>.Unreachable("down"))),
        new("list of another address", Reasons.ListElsewhere, s => s.Lists[Scenario.ListUrl] = Scenario.Read(
            Scenario.SignedList(Scenario.SuspensionUrl, "revocation", Scenario.Did, Scenario.Key, CredentialForm.VcJwt), Scenario.ListUrl)),
        new("list is no list", Reasons.ListMalformed, s => s.Lists[Scenario.ListUrl] = Scenario.Read(s.Sign(), Scenario.ListUrl)),
        new("list is no JSON", Reasons.ListMalformed, s => s.Lists[Scenario.ListUrl] = Scenario.Read("<html>"u8.ToArray(), Scenario.ListUrl)),
        new("list expired", Reasons.ListExpired, s => s.Now = Scenario.Noon.AddDays(8)),
        new("list too short", Reasons.ListTooShort, s => s.Lists[Scenario.ListUrl] =
            new Gathered<PublishedStatusList>.Found(PublishedStatusList.Own(Scenario.Did, "revocation", new byte[16_383]))),
        new("index out of range", Reasons.IndexOutOfRange, s => s.Credential["credentialStatus"]![0]!["statusListIndex"] = "131072"),
        new("index huge", Reasons.IndexOutOfRange, s => s.Credential["credentialStatus"]![0]!["statusListIndex"] = "9223372036854775807"),
        new("index negative", Reasons.StatusMalformed, s => s.Credential["credentialStatus"]![0]!["statusListIndex"] = "-1"),
        new("index a number", Reasons.StatusMalformed, s => s.Credential["credentialStatus"]![0]!["statusListIndex"] = 4711),
        new("unknown status type", Reasons.UnknownStatusType, s => s.Credential["credentialStatus"]![0]!["type"] = "ExampleRevocation"),
        new("unknown status purpose", Reasons.UnknownStatusPurpose, s =>
            s.Credential["credentialStatus"]!.AsArray().Add((JsonNode)Scenario.StatusEntry("endorsement", Scenario.ListUrl, "1"))),
        new("status without status", Reasons.StatusMalformed, s => s.Credential["credentialStatus"] = "revoked?"),
        new("status missing at home", Reasons.StatusMissing, s => s.Credential.Remove("credentialStatus")),
        new("suspension alone at home", Reasons.StatusMissing, s => s.Credential["credentialStatus"]!.AsArray().RemoveAt(0)),
        new("no status abroad", Reasons.NoStatus, s => (s.IsTrusted, _) = (false, s.Credential.Remove("credentialStatus"))),

        new("schema not held", Reasons.SchemaNotAvailable, s => s.Credential["credentialSchema"] =
            new JsonObject { ["id"] = "https://schema.example/s.json", ["type"] = "JsonSchema" }),
        new("schema malformed", Reasons.SchemaMalformed, s => s.Credential["credentialSchema"] = "https://schema.example/s.json"),

        new("no data model", Reasons.ContextWrong, s => s.Credential["@context"]![0] = "https://www.w3.org/ns/credentials/v3"),
        new("data model 1.1 without its date", Reasons.IssuanceDateMissing, s => s.Credential["@context"]![0] = "https://www.w3.org/2018/credentials/v1"),
        new("id no URL", Reasons.IdMalformed, s => s.Credential["id"] = "number one"),
        new("no subject", Reasons.SubjectMissing, s => s.Credential["credentialSubject"] = new JsonObject()),
        new("evidence without type", Reasons.TypeOfPartMissing, s => s.Credential["evidence"] = new JsonArray(new JsonObject { ["name"] = "n" })),
        new("resource without digest", Reasons.RelatedResourceUnchecked, s => s.Credential["relatedResource"] = new JsonArray(new JsonObject { ["id"] = "https://a.example" })),
        new("no criteria", Reasons.AchievementIncomplete, s => s.Credential["credentialSubject"]!["achievement"]!.AsObject().Remove("criteria")),
        new("no learner", Reasons.ElementMissing, s => s.Credential["credentialSubject"]!.AsObject().Remove("identifier")),
        new("no workload", Reasons.ElementMissing, s =>
        {
            s.Credential["credentialSubject"]!["achievement"]!.AsObject().Remove("volumeOfLearning");
            s.Credential["credentialSubject"]!["achievement"]!.AsObject().Remove("creditsAvailable");
        }),
        new("no quality assurance", Reasons.ElementMissing, s => s.Credential["credentialSubject"]!["achievement"]!.AsObject().Remove("accreditation")),
        new("incomplete abroad", Reasons.Complete, s => (s.IsTrusted, _) = (false, s.Credential["credentialSubject"]!.AsObject().Remove("identifier"))),
    ];

    private static void CompromisedLater(Scenario scenario) =>
        scenario.History = [Scenario.Period(Scenario.Key, compromised: Scenario.Noon.AddHours(1))];

    private static SigningKey Forged => Scenario.StrangersKey with { VerificationMethod = Scenario.Key.VerificationMethod };

    private static void InDocument(Scenario scenario, Func<VerificationMethod, VerificationMethod> change)
    {
        var document = Scenario.DocumentOf(Scenario.Did, Scenario.Key);
        (scenario.History, scenario.Document) = ([], new Gathered<DidDocument>.Found(document with { AssertionMethod = [change(document.AssertionMethod[0])] }));
    }

    private static void Level(Scenario scenario, int index, string uri) =>
        scenario.Credential["credentialSubject"]!["achievement"]!["alignment"]![index]!["targetUrl"] = uri;
}
