using System.Text.Json;
using Credentials.Baking;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.SdJwts;
using Credentials.SdJwtVcs;
using Credentials.Signing;
using Credentials.StatusLists;
using Credentials.Verifying;

namespace Credentials.Conformance.Fuzzing;

/// <summary>Credentials signed with keys of this run in every form, and whether one changed is still taken for theirs.</summary>
internal sealed class SignedSeeds
{
    private static readonly PrivateKey Ed25519 = PrivateKey.Generate(KeyAlgorithm.Ed25519);
    private static readonly PrivateKey P256 = PrivateKey.Generate(KeyAlgorithm.P256);
    private static readonly DateTimeOffset SignedAt = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly SigningKey[] _keys = [.. ((PrivateKey[])[Ed25519, P256]).Select(key => new SigningKey(MethodOf(key), key))];
    private readonly Dictionary<FuzzSeed, PublicKey> _keyOf = [];

    public SignedSeeds()
    {
        Documents =
        [
            .. from key in _keys
               from form in Enum.GetValues<ProofForm>()
               from json in Credentials(key)
               select Signed($"document-{form}", DataIntegrityProof.TryAdd(Parsed(json), key, SignedAt, "assertionMethod", form).Value, key),
        ];
        Tokens = [.. _keys.SelectMany(key => Credentials(key).Select((json, number) => Signed($"token-{number}", Ascii(CompactJws.Sign(key, "vc+jwt", Utf8(json), SignedAt)), key)))];
        SdJwtVcs = [.. _keys.Select(key => Signed("sd-jwt-vc", Ascii(SdJwtVcOf(key)), key))];
        Presentations = [.. _keys.SelectMany(PresentationsOf)];
        KeyDocuments = [.. _keys.SelectMany(DocumentsOf)];
        Lists = [new("bits", Ascii(BitstringStatusList.Encode(new byte[16 * 1024]))), new("token", Ascii(ListToken(_keys[0])))];
        var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>"u8.ToArray();
        Baked = [new("svg", BakedSvg.Bake(svg, Tokens[0].Bytes).Value), new("png", BakedPng.Bake(Png, Tokens[0].Bytes).Value)];
    }

    public static Did Issuer { get; } = DidDocument.ToDidKey(Ed25519.PublicKey);

    public IReadOnlyList<FuzzSeed> Documents { get; }

    public IReadOnlyList<FuzzSeed> Tokens { get; }

    public IReadOnlyList<FuzzSeed> SdJwtVcs { get; }

    public IReadOnlyList<FuzzSeed> Presentations { get; }

    public IReadOnlyList<FuzzSeed> KeyDocuments { get; }

    public IReadOnlyList<FuzzSeed> Lists { get; }

    public IReadOnlyList<FuzzSeed> Baked { get; }

    public string? CheckToken(byte[] input, FuzzSeed seed) =>
        CompactJws.Parse(input).TryGet(out var jws, out _) && jws.Verify(_keyOf[seed]) && !IsSigned(input, Tokens)
            ? "a changed token verifies"
            : null;

    public string? CheckSdJwtVc(byte[] input, FuzzSeed seed) =>
        SdJwtVc.Parse(input).TryGet(out var credential, out _) && credential.SdJwt.Jws.Verify(_keyOf[seed]) && !IsPartOfOne(input)
            ? "a changed SD-JWT VC verifies"
            : null;

    public string? CheckDocument(byte[] input, FuzzSeed seed)
    {
        if (!StrictJson.ParseElement(input).TryGet(out var json, out _) || !DataIntegrityProof.Read(json).TryGet(out var proofs, out _))
            return null;
        return proofs.All(proof => proof.CoversContext && proof.Verify(_keyOf[seed])) && !MeansTheSame(json, Documents) ? "a changed document verifies" : null;
    }

    public string? CheckPresented(byte[] input, FuzzSeed seed)
    {
        if (!PresentedCredential.Parse(input).TryGet(out var presented, out _))
            return null;
        var report = presented.IsPresentation
            ? CredentialVerifier.VerifyPresentation(presented, [.. presented.Contained.Select(FactsOf)], HolderFactsOf(presented))
            : CredentialVerifier.Verify(presented, FactsOf(presented));
        _ = VerificationReportJson.Serialize(report);
        return FindForged(presented, report, input);
    }

    private string? FindForged(PresentedCredential presented, VerificationReport report, byte[] input)
    {
        foreach (var (contained, inner) in presented.Contained.Zip(report.Contained))
            if (FindForged(contained, inner, input) is { } forged)
                return forged;
        if (report.Checks.FirstOrDefault(check => check.Id == "proof") is not { Outcome: CheckOutcome.Passed }
            || report.Checks.FirstOrDefault(check => check.Id == "issuer-key") is not { Outcome: CheckOutcome.Passed })
            return null;
        // A key whose owner is the run's stranger: anybody may sign with a key of one's own.
        if (presented.Issuer is { } issuer && !_keys.Any(key => key.VerificationMethod.StartsWith(issuer.Value, StringComparison.Ordinal)))
            return null;
        var known = presented.SdJwtVc is not null || MeansTheSame(presented.Json, [.. Documents]) || Claims.Any(claims => claims.SequenceEqual(CanonicalJson.Serialize(presented.Json)));
        if (!known)
            return "a changed credential is taken for the issuer's";
        return presented.SdJwtVc is not null || Readings.Any(ReadingOf(presented.Json, report).IsSubsetOf) ? null : "a signed credential is read better than it was signed";
    }

    private IReadOnlyList<HashSet<string>> Readings => field ??=
        [.. _keys.SelectMany(Credentials).Select(Utf8).Concat(Documents.Select(seed => seed.Bytes)).Select(Reading)];

    private static HashSet<string> Reading(byte[] credential)
    {
        // Without a proof it is read all the same, as a token's content is.
        var json = Parsed(credential);
        var document = json.TryGetProperty("proof", out _) ? credential : Utf8(json.GetRawText().TrimEnd()[..^1] + ",\"proof\":{\"type\":\"none\"}}");
        var presented = PresentedCredential.Parse(document).Value;
        return ReadingOf(presented.Json, CredentialVerifier.Verify(presented, FactsOf(presented)));
    }

    // What decides for it, and of which of the seeds it is.
    private static HashSet<string> ReadingOf(JsonElement json, VerificationReport report) =>
    [
        .. report.Checks.Where(check => check is { Id: "validity" or "status" or "schema", Outcome: CheckOutcome.Passed }).Select(check => check.Reason),
        json.GetRawText().Contains(EndOfPeriod, StringComparison.Ordinal) ? "ended" : "going on",
    ];

    private IReadOnlyList<byte[]> Claims => field ??= [.. _keys.SelectMany(Credentials).Select(json => CanonicalJson.Serialize(Parsed(json)))];

    private static VerificationFacts FactsOf(PresentedCredential presented) => Facts(presented.Issuer);

    private static VerificationFacts HolderFactsOf(PresentedCredential presented) => Facts(presented.Holder);

    private static VerificationFacts Facts(Did? did)
    {
        var document = did is { } named && DidDocument.FromIdentifier(named).TryGet(out var found, out _)
            ? new Gathered<DidDocument>.Found(found)
            : (Gathered<DidDocument>)new Gathered<DidDocument>.NotFound("no such DID");
        return new VerificationFacts
        {
            Now = SignedAt.AddDays(1),
            IssuerDocument = document,
            TrustedIssuer = new Gathered<TrustedIssuer>.NotFound("nobody is trusted"),
            StatusLists = new Dictionary<string, Gathered<PublishedStatusList>>(),
            IssuerKeys = new IssuerKeyFacts { Document = document },
        };
    }

    private const string EndOfPeriod = "2026-06-30T23:59:59Z";

    private static IEnumerable<string> Credentials(SigningKey key) =>
    [
        $$$"""
        {"@context":["https://www.w3.org/ns/credentials/v2"],"id":"urn:uuid:9a3f6b2e-1c44-4b8a-9e21-6f0a2d7c5b32","type":["VerifiableCredential"],"issuer":"{{{DidOf(key)}}}",
         "validFrom":"2026-06-01T00:00:00Z","validUntil":"{{{EndOfPeriod}}}","credentialSubject":{"id":"did:example:a","name":"An"},
         "credentialStatus":{"id":"https://example.com/list#7","type":"BitstringStatusListEntry","statusPurpose":"revocation","statusListIndex":"7","statusListCredential":"https://example.com/list"} }
        """,
        $$$"""
        {"@context":["https://www.w3.org/ns/credentials/v2",{"level":"https://example.com/#level"}],"type":["VerifiableCredential"],"issuer":{"id":"{{{DidOf(key)}}}","name":"CVO Démo"},
         "validFrom":"2026-06-30T00:00:00+02:00","credentialSubject":{"id":"did:example:a","name":"A\u0142a \"B\"","level":4}}
        """,
        $$$"""
        {"@context":["https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],"id":"urn:uuid:9a3f6b2e-1c44-4b8a-9e21-6f0a2d7c5b31",
         "type":["VerifiableCredential","OpenBadgeCredential"],"issuer":{"id":"{{{DidOf(key)}}}","type":["Profile"],"name":"CVO Démo"},"validFrom":"2026-06-30T00:00:00+02:00",
         "credentialSubject":{"type":["AchievementSubject"],"identifier":[{"type":"IdentityObject","identityHash":"An Peeters","identityType":"name","hashed":false}],
          "achievement":{"id":"https://example.com/a/1","type":["Achievement"],"name":"Lassen","description":"Lassen","criteria":{"narrative":"Een proef"},"creditsAvailable":2.5} } }
        """,
    ];

    private IEnumerable<FuzzSeed> PresentationsOf(SigningKey key)
    {
        var holder = DidOf(key);
        var envelope = $$"""{"@context":"https://www.w3.org/ns/credentials/v2","id":"data:application/vc+jwt,{{System.Text.Encoding.ASCII.GetString(Tokens[0].Bytes)}}","type":"EnvelopedVerifiableCredential"}""";
        var presentation = $$"""
            {"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiablePresentation"],"holder":"{{holder}}","verifiableCredential":[{{envelope}},{{System.Text.Encoding.UTF8.GetString(Documents[0].Bytes)}}]}
            """;
        yield return new("presentation-token", Ascii(CompactJws.Sign(key, "vp+jwt", Utf8(presentation), SignedAt)));
        yield return new("presentation", DataIntegrityProof.Add(Parsed(presentation), key, SignedAt, "authentication"));
    }

    private static IEnumerable<FuzzSeed> DocumentsOf(SigningKey key)
    {
        var did = DidOf(key);
        var document = DidDocument.FromIdentifier(did).Value;
        yield return new("did", Utf8(did.Value));
        yield return new("multikey", Utf8(key.PrivateKey.PublicKey.ToMultikey()));
        yield return new("did-jwk", Utf8(DidDocument.ToDidJwk(key.PrivateKey.PublicKey).Value));
        yield return new("did-document", Written(document.Write));
        yield return new("jwk", Written(key.PrivateKey.PublicKey.WriteJwk));
    }

    private static string SdJwtVcOf(SigningKey key)
    {
        var claims = new SelectiveObject()
            .AddDisclosable("name", "An Peeters")
            .AddDisclosable("level", 4);
        return new SdJwtVcDraft { Type = "https://example.com/types/a", Issuer = DidOf(key).Value, IssuedAt = SignedAt, Claims = claims }.Sign(key);
    }

    private static string ListToken(SigningKey key) => StatusListToken.Sign(
        TokenStatusList.Create(2, 8192), new Uri("https://example.com/list"), DidOf(key).Value, SignedAt, TimeSpan.FromDays(1), TimeSpan.FromMinutes(5), key);

    private FuzzSeed Signed(string name, byte[] bytes, SigningKey key)
    {
        var seed = new FuzzSeed($"{name}-{key.PrivateKey.PublicKey.Algorithm}", bytes);
        _keyOf[seed] = key.PrivateKey.PublicKey;
        return seed;
    }

    private static bool IsSigned(byte[] input, IEnumerable<FuzzSeed> seeds) => seeds.Any(seed => seed.Bytes.AsSpan().SequenceEqual(input));

    // What the holder leaves out is the holder's right; what stands there must be what was signed.
    private bool IsPartOfOne(byte[] input)
    {
        var parts = System.Text.Encoding.UTF8.GetString(input).Split('~');
        return SdJwtVcs.Any(seed => System.Text.Encoding.ASCII.GetString(seed.Bytes).Split('~') is var own && own[0] == parts[0] && parts.All(own.Contains));
    }

    // The proofs of a document are a set: those of two signings may stand together, and one may stand twice.
    private static bool MeansTheSame(JsonElement json, IEnumerable<FuzzSeed> seeds)
    {
        var meaning = WithoutProofs(json);
        var own = seeds.Select(seed => Parsed(seed.Bytes)).ToList();
        var proofs = ProofsOf(json);
        if (proofs.IsSubsetOf(own.Where(one => WithoutProofs(one).AsSpan().SequenceEqual(meaning)).SelectMany(ProofsOf)))
            return true;
        var values = ValuesOf(json);
        return proofs.All(proof => proof.Contains("-rdfc-", StringComparison.Ordinal)) && own.Exists(one => values.SetEquals(ValuesOf(one)));
    }

    // In a graph neither order nor repetition means anything, and there is more than one way to write it; but each value of it stands there.
    private static HashSet<string> ValuesOf(JsonElement json)
    {
        var values = new HashSet<string>(StringComparer.Ordinal);
        Collect(json, values);
        return values;
    }

    private static void Collect(JsonElement json, HashSet<string> values)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject().Where(member => member.Name != "@context"))
                    Collect(member.Value, values);
                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                    Collect(item, values);
                break;
            case JsonValueKind.Null:
                break;
            default:
                values.Add(System.Text.Encoding.UTF8.GetString(CanonicalJson.Serialize(json)));
                break;
        }
    }

    private static byte[] WithoutProofs(JsonElement json)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in json.EnumerateObject().Where(member => member.Name != "proof"))
            {
                // One context is the same with and without brackets.
                if (member.Name == "@context" && member.Value is { ValueKind: JsonValueKind.Array } contexts && contexts.GetArrayLength() == 1)
                {
                    writer.WritePropertyName(member.Name);
                    contexts[0].WriteTo(writer);
                }
                else
                {
                    member.WriteTo(writer);
                }
            }
            writer.WriteEndObject();
        }
        return CanonicalJson.Serialize(Parsed(buffer.ToArray()));
    }

    private static HashSet<string> ProofsOf(JsonElement json) =>
        !json.TryGetProperty("proof", out var proof) ? []
        : [.. (proof.ValueKind == JsonValueKind.Array ? proof.EnumerateArray().ToArray() : [proof]).Select(one => System.Text.Encoding.UTF8.GetString(CanonicalJson.Serialize(one)))];

    private static Did DidOf(SigningKey key) => DidDocument.ToDidKey(key.PrivateKey.PublicKey);

    private static string MethodOf(PrivateKey key) => $"{DidDocument.ToDidKey(key.PublicKey).Value}#{key.PublicKey.ToMultikey()}";

    private static JsonElement Parsed(string json) => Parsed(Utf8(json));

    private static JsonElement Parsed(byte[] json) => StrictJson.ParseElement(json).Value;

    private static byte[] Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            write(writer);
        return stream.ToArray();
    }

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static byte[] Ascii(string text) => System.Text.Encoding.ASCII.GetBytes(text);

    private static byte[] Png => Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
}
