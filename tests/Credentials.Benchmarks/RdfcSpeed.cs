using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.Signing;
using Credentials.Verifying;

namespace Credentials.Benchmarks;

/// <summary>
/// <c>eddsa-rdfc-2022</c> of one Open Badges credential: issued and verified on one core, beside <c>@digitalbazaar/vc</c> with the same credential, in turn.
/// </summary>
internal static class RdfcSpeed
{
    private const string Script = "Peers/node/peer.mjs";
    private const int Rounds = 5;

    public static IReadOnlyList<Figure> Run()
    {
        // The peer resolves a did:key by itself.
        using var privateKey = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        var did = DidDocument.ToDidKey(privateKey.PublicKey);
        var key = new SigningKey($"{did.Value}#{privateKey.PublicKey.ToMultikey()}", privateKey);
        var sample = new Sample(KeyAlgorithm.Ed25519);
        var ours = sample.Draft(sample.Award(0), Guid.NewGuid(), 0).Check().Value.SignAsDataIntegrity(sample.Key, Sample.Now).Value;
        var credential = JsonNode.Parse(ours.Utf8.Span)!.AsObject();
        credential.Remove("proof");
        credential["issuer"]!["id"] = did.Value;
        var unsigned = StrictJson.ParseElement(JsonSerializer.SerializeToUtf8Bytes(credential)).Value;
        var signed = Issue(unsigned, key);
        var order = new JsonObject
        {
            ["act"] = "speed",
            ["seconds"] = 3,
            ["credential"] = credential,
            ["signed"] = JsonNode.Parse(signed),
            ["keyPair"] = KeyPair(key),
        }.ToJsonString();

        var rounds = new List<(double Issue, double Verify, double TheirIssue, double TheirVerify)>();
        for (var round = 0; round <= Rounds; round++)
        {
            var issue = OneCore.PerSecond(() => Issue(unsigned, key));
            var verify = OneCore.PerSecond(() => Verify(signed, privateKey.PublicKey));
            using var theirs = JsonDocument.Parse(NodePeer.Run(Script, order));
            // The first round is the warm-up.
            if (round > 0)
                rounds.Add((issue, verify, 1e6 / Microseconds(theirs, "issue"), 1e6 / Microseconds(theirs, "verify")));
        }

        return
        [
            new("eddsa-rdfc-2022: issued a second on one core", Paired.Median(rounds.Select(round => round.Issue)), "/s"),
            new("  to @digitalbazaar/vc", Paired.Median(rounds.Select(round => round.Issue / round.TheirIssue)), "", AtLeast: 20),
            new("eddsa-rdfc-2022: verified a second on one core", Paired.Median(rounds.Select(round => round.Verify)), "/s"),
            new("  to @digitalbazaar/vc", Paired.Median(rounds.Select(round => round.Verify / round.TheirVerify)), "", AtLeast: 20),
        ];
    }

    private static byte[] Issue(JsonElement credential, SigningKey key) =>
        DataIntegrityProof.TryAdd(credential, key, Sample.Now, "assertionMethod", ProofForm.Rdfc).Value;

    private static void Verify(ReadOnlyMemory<byte> credential, PublicKey key)
    {
        if (!PresentedCredential.Parse(credential).TryGet(out var presented, out _) || presented.IsPresentation)
            throw new InvalidOperationException("no credential");
        var report = CredentialVerifier.Verify(presented, FactsOf(presented, key));
        if (report.Checks.Any(check => check.Id is "proof" or "issuer-key" && check.Outcome != CheckOutcome.Passed))
            throw new InvalidOperationException(string.Join('\n', report.Checks));
    }

    private static VerificationFacts FactsOf(PresentedCredential presented, PublicKey key) => new()
    {
        Now = Sample.Now,
        IssuerDocument = new Gathered<DidDocument>.Found(
            new DidDocument(presented.Issuer!.Value, [new VerificationMethod(presented.VerificationMethod!, presented.Issuer.Value.Value, key)], [])),
        TrustedIssuer = new Gathered<TrustedIssuer>.NotFound("not asked for"),
        StatusLists = new Dictionary<string, Gathered<PublishedStatusList>>(),
    };

    private static JsonObject KeyPair(SigningKey key)
    {
        var pem = key.PrivateKey.ToPkcs8Pem();
        var seed = Convert.FromBase64String(pem[System.Security.Cryptography.PemEncoding.Find(pem).Base64Data])[^32..];
        return new JsonObject
        {
            ["@context"] = "https://w3id.org/security/multikey/v1",
            ["id"] = key.VerificationMethod,
            ["type"] = "Multikey",
            ["controller"] = key.VerificationMethod.Split('#')[0],
            ["publicKeyMultibase"] = key.PrivateKey.PublicKey.ToMultikey(),
            ["secretKeyMultibase"] = Multibase.EncodeBase58Btc([0x80, 0x26, .. seed]),
        };
    }

    private static double Microseconds(JsonDocument answer, string name) => answer.RootElement.TryGetProperty(name, out var value)
        ? value.GetDouble()
        : throw new InvalidOperationException(answer.RootElement.GetRawText());
}
