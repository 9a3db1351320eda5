using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Signing;
using Credentials.StatusLists;
using Credentials.Verifying;

namespace Credentials.Tests.Verifying;

/// <summary>A good credential of a trusted centre with everything at hand; a test spoils what it is about, then asks for the report.</summary>
internal sealed class Scenario
{
    public const string IssuerDid = "did:web:centre.example:centres:demo";
    public const string ListUrl = "https://centre.example/status/1/revocation";
    public const string SuspensionUrl = "https://centre.example/status/1/suspension";
    public const int Index = 4711;

    // As the product writes: letters as they are.
    private static readonly JsonSerializerOptions Legible = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly PrivateKey IssuerKey = PrivateKey.Generate(KeyAlgorithm.Ed25519);
    private static readonly PrivateKey IssuerP256 = PrivateKey.Generate(KeyAlgorithm.P256);
    private static readonly PrivateKey Stranger = PrivateKey.Generate(KeyAlgorithm.Ed25519);

    public Scenario(CredentialForm form)
    {
        Form = form;
        Credential = JsonNode.Parse(Json)!.AsObject();
        Lists[ListUrl] = List(ListUrl, "revocation");
        Lists[SuspensionUrl] = List(SuspensionUrl, "suspension");
        History = [Period(Key)];
        Document = new Gathered<DidDocument>.Found(DocumentOf(Did, Key));
    }

    public static SigningKey Key { get; } = new(IssuerDid + "#key-1", IssuerKey);

    public static SigningKey P256Key { get; } = new(IssuerDid + "#key-2", IssuerP256);

    public static SigningKey StrangersKey { get; } = new("did:web:stranger.example#key-1", Stranger);

    public static Did Did { get; } = DidOf(IssuerDid);

    public static DateTimeOffset Noon { get; } = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    public CredentialForm Form { get; }

    public JsonObject Credential { get; }

    public SigningKey SignWith { get; set; } = Key;

    public DateTimeOffset? SignedAt { get; set; } = Noon;

    public DateTimeOffset Now { get; set; } = Noon.AddDays(1);

    public bool IsTrusted { get; set; } = true;

    public Gathered<TrustedIssuer>? Trust { get; set; }

    /// <summary>What the register holds; null: this very credential.</summary>
    public Gathered<RecordedSignatures>? Recorded { get; set; }

    /// <summary>Which list the issuer is on.</summary>
    public string Register { get; set; } = TrustedIssuer.LocalRegister;

    public List<KeyPeriod> History { get; set; }

    public Gathered<DidDocument> Document { get; set; }

    public Dictionary<string, Gathered<PublishedStatusList>> Lists { get; } = [];

    /// <summary>What the addresses that the credential names answer.</summary>
    public Dictionary<string, Gathered<NamedDocument>> Documents { get; } = [];

    /// <summary>The facts for the endorsements inside the credential.</summary>
    public List<VerificationFacts> EndorsementFacts { get; } = [];

    public static Centre Centre { get; } = new(
        "demo", "Demo CVO", Kbo("0566988259"), new CentreAddress("BE", "Vlaanderen"), [new AwardingRight("vks", [2, 3, 4], new DateOnly(2020, 1, 1))]);

    public byte[] Sign()
    {
        var unsigned = System.Text.Encoding.UTF8.GetBytes(Credential.ToJsonString(Legible));
        if (Form == CredentialForm.VcJwt)
            return System.Text.Encoding.ASCII.GetBytes(CompactJws.Sign(SignWith, "vc+jwt", unsigned, SignedAt));
        using var document = JsonDocument.Parse(unsigned);
        return DataIntegrityProof.Add(document.RootElement, SignWith, SignedAt ?? Noon);
    }

    public VerificationFacts Facts() => new()
    {
        Now = Now,
        IssuerDocument = Document,
        TrustedIssuer = Trust ?? (IsTrusted
            ? new Gathered<TrustedIssuer>.Found(new TrustedIssuer(Did, Centre, History) { Register = Register })
            : new Gathered<TrustedIssuer>.NotFound("unknown")),
        StatusLists = Lists,
        Documents = Documents,
        Endorsements = EndorsementFacts,
    };

    public VerificationReport Verify() => Verify(Sign());

    public VerificationReport Verify(byte[] signed)
    {
        var presented = PresentedCredential.Parse(signed).Value;
        var known = new Gathered<RecordedSignatures>.Found(
            RecordedSignatures.FingerprintOf(presented) is { } fingerprint ? new RecordedSignatures([fingerprint]) : RecordedSignatures.None);
        return CredentialVerifier.Verify(presented, Facts() with { Recorded = Recorded ?? known });
    }

    public static KeyPeriod Period(SigningKey key, DateTimeOffset? until = null, DateTimeOffset? compromised = null) =>
        new(key.VerificationMethod, key.PrivateKey.PublicKey, Noon.AddYears(-1), until, compromised);

    public static DidDocument DocumentOf(Did did, params SigningKey[] keys)
    {
        VerificationMethod[] methods = [.. keys.Select(key => new VerificationMethod(key.VerificationMethod, did.Value, key.PrivateKey.PublicKey))];
        return new DidDocument(did, methods, methods);
    }

    public static Gathered<PublishedStatusList> List(string url, string purpose, params int[] set) => ListOf(url, purpose, Did, Key, set);

    public static Gathered<PublishedStatusList> ListOf(string url, string purpose, Did issuer, SigningKey key, params int[] set)
    {
        var signed = SignedList(url, purpose, issuer, key, CredentialForm.VcJwt, set);
        return Read(signed, url, new Gathered<DidDocument>.Found(DocumentOf(issuer, key)));
    }

    public static byte[] SignedList(string url, string purpose, Did issuer, SigningKey key, CredentialForm form, params int[] set)
    {
        var bits = new byte[BitstringStatusList.MinBytes];
        foreach (var index in set)
            BitstringStatusList.Set(bits, index, true);
        return StatusListCredential.Sign(
            new Uri(url), issuer, purpose, bits, Noon, TimeSpan.FromDays(7), TimeSpan.FromMinutes(5), key, form);
    }

    public static Gathered<NamedDocument> Answer(string text) => new Gathered<NamedDocument>.Found(new NamedDocument(System.Text.Encoding.UTF8.GetBytes(text)));

    public static Gathered<PublishedStatusList> Read(byte[] signed, string url, Gathered<DidDocument>? document = null) =>
        new Gathered<PublishedStatusList>.Found(PublishedStatusList.Parse(signed).TryGet(out var list, out var problem)
            ? PublishedStatusList.Read(list, url, document ?? new Gathered<DidDocument>.Found(DocumentOf(Did, Key)), null, Noon)
            : PublishedStatusList.Malformed(problem));

    public static JsonObject StatusEntry(string purpose, string url, string index) => new()
    {
        ["type"] = "BitstringStatusListEntry",
        ["statusPurpose"] = purpose,
        ["statusListIndex"] = index,
        ["statusListCredential"] = url,
    };

    public static Did DidOf(string text) => Did.TryParse(text, out var did) ? did : throw new ArgumentException("no DID", nameof(text));

    private static KboNumber Kbo(string text) => KboNumber.TryParse(text, out var kbo) ? kbo : throw new ArgumentException("no KBO number", nameof(text));

    private const string Json = $$"""
        {
          "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", {"elm": "http://data.europa.eu/snb/model/elm/"}],
          "id": "urn:uuid:1b6ef2a4-0000-4000-8000-000000000001",
          "type": ["VerifiableCredential", "OpenBadgeCredential"],
          "name": "Informatica algemeen",
          "issuer": {
            "id": "{{IssuerDid}}", "type": ["Profile"], "name": "What the credential calls itself",
            "address": {"type": ["Address"], "addressCountryCode": "BE", "addressRegion": "Vlaanderen"}
          },
          "validFrom": "2026-06-30T00:00:00+02:00",
          "awardedDate": "2026-06-30T00:00:00+02:00",
          "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [{"type": "IdentityObject", "hashed": false, "identityHash": "Žofia Peeters", "identityType": "name"}],
            "achievement": {
              "id": "https://centre.example/achievements/demo/informatica/1", "type": ["Achievement"],
              "name": "Informatica algemeen", "description": "Werken met een computer", "criteria": {"narrative": "n"}, "inLanguage": "nl",
              "creditsAvailable": 3,
              "alignment": [
                {"type": ["Alignment"], "targetName": "VKS 3", "targetUrl": "{{VksLevel3}}", "targetType": "ext:QualificationFrameworkLevel"},
                {"type": ["Alignment"], "targetName": "EQF 3", "targetUrl": "http://data.europa.eu/snb/eqf/3", "targetType": "ext:QualificationFrameworkLevel"},
                {"type": ["Alignment"], "targetName": "spreadsheets", "targetUrl": "http://data.europa.eu/esco/skill/1", "targetType": "ceasn:Competency"}
              ],
              "learningOutcome": [{"title": "Maakt een rekenblad"}, {"title": "Verstuurt een bericht"}],
              "volumeOfLearning": "PT60H", "mode": {"prefLabel": "ter plaatse"}, "provenBy": {"title": "praktijkproef"},
              "accreditation": [{"title": "interne kwaliteitszorg"}]
            },
            "result": [{"type": ["Result"], "value": "geslaagd", "status": "Completed"}]
          },
          "credentialStatus": [
            {"type": "BitstringStatusListEntry", "statusPurpose": "revocation", "statusListIndex": "4711", "statusListCredential": "{{ListUrl}}"},
            {"type": "BitstringStatusListEntry", "statusPurpose": "suspension", "statusListIndex": "4711", "statusListCredential": "{{SuspensionUrl}}"}
          ]
        }
        """;

    private const string VksLevel3 = "http://data.europa.eu/snb/qdr/c_650d7e95";
}
