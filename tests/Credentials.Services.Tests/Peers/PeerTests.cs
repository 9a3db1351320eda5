using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Keys;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.Gathering;
using Credentials.StatusLists;

namespace Credentials.Services.Tests.Peers;

/// <summary>Digital Bazaar's libraries check what we sign, and we check what they sign.</summary>
public sealed class PeerTests
{
    private const string Folder = "Peers/node";
    private const string OpenBadges = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

    [PeerFact]
    public async Task Our_credential_verifies_there_with_its_status_until_a_value_is_changed_or_it_is_revoked()
    {
        await using var app = new CredentialsApp();
        using var staff = await app.AsIssuerOfDemoAsync();
        var award = (await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Noor", "Peeters")).Text("id");
        var credential = JsonNode.Parse(await staff.CredentialAsync(award, "application/vc"))!;
        Assert.Equal("eddsa-rdfc-2022", (string?)credential["proof"]!["cryptosuite"]);

        Assert.Equal((true, null), await CheckThereAsync(app, credential));
        foreach (var (name, changed) in Changed(credential, "name", "description", "validFrom", "awardedDate", "proofValue", "statusListIndex"))
            Assert.False((await CheckThereAsync(app, changed)).Verified, name);

        (await staff.SetStatusAsync(award, "revoked")).Dispose();
        Assert.False((await CheckThereAsync(app, credential)).Verified);
    }

    [PeerTheory]
    [InlineData(KeyAlgorithm.Ed25519)]
    [InlineData(KeyAlgorithm.P256)]
    public async Task Their_credential_of_a_did_key_verifies_here_until_a_value_is_changed(KeyAlgorithm algorithm)
    {
        await using var app = new CredentialsApp();
        using var anyone = app.AsEveryone();
        using var key = PrivateKey.Generate(algorithm);
        var did = DidDocument.ToDidKey(key.PublicKey).Value;
        var credential = await IssueThereAsync(Badge(did), KeyPairOf(key, did, $"{did}#{key.PublicKey.ToMultikey()}"));

        var report = await anyone.VerifiedAsync(credential.ToJsonString());
        Assert.Equal(("passed", "passed", "undetermined"), (report.OutcomeOf("proof"), report.OutcomeOf("issuer-key"), report.Text("verdict")));
        foreach (var (name, changed) in Changed(credential, "name", "narrative", "validFrom", "proofValue", "created"))
            Assert.Equal((name, "invalid"), (name, (await anyone.VerifiedAsync(changed.ToJsonString())).Text("verdict")));
    }

    [PeerFact]
    public async Task Their_credential_of_a_did_web_verifies_here_with_its_status_list_until_it_is_revoked()
    {
        await using var stranger = await Stranger.StartAsync();
        await using var app = new CredentialsApp();
        app.Settings["Fetching:AllowedOrigins:0"] = stranger.Origin;
        using var anyone = app.AsEveryone();
        using var key = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        var did = $"did:web:localhost%3A{stranger.Port}";
        var pair = KeyPairOf(key, did, $"{did}#key-1");
        stranger.Answer("/.well-known/did.json", Utf8(new JsonObject
        {
            ["@context"] = new JsonArray("https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"),
            ["id"] = did,
            ["verificationMethod"] = new JsonArray(new JsonObject
            {
                ["id"] = $"{did}#key-1",
                ["type"] = "Multikey",
                ["controller"] = did,
                ["publicKeyMultibase"] = key.PublicKey.ToMultikey(),
            }),
            ["assertionMethod"] = new JsonArray($"{did}#key-1"),
        }));
        foreach (var (path, revoked) in new[] { ("/lists/1", false), ("/lists/2", true) })
            stranger.Answer(path, Utf8(await IssueThereAsync(StatusList(did, stranger.Origin + path, revoked), pair)));

        var valid = await anyone.VerifiedAsync((await IssueThereAsync(Badge(did, stranger.Origin + "/lists/1"), pair)).ToJsonString());
        Assert.Equal(("passed", "passed", "passed"), (valid.OutcomeOf("proof"), valid.OutcomeOf("issuer-key"), valid.OutcomeOf("status")));
        var revokedReport = await anyone.VerifiedAsync((await IssueThereAsync(Badge(did, stranger.Origin + "/lists/2"), pair)).ToJsonString());
        Assert.Equal(("passed", "failed", "invalid"), (revokedReport.OutcomeOf("proof"), revokedReport.OutcomeOf("status"), revokedReport.Text("verdict")));
    }

    private static JsonObject Badge(string did, string? list = null)
    {
        var badge = new JsonObject
        {
            ["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2", OpenBadges),
            ["id"] = "urn:uuid:0d5ba8b7-93a7-4f6b-9c1a-3b1b0e2a6c01",
            ["type"] = new JsonArray("VerifiableCredential", "OpenBadgeCredential"),
            ["name"] = "Lassen",
            ["issuer"] = new JsonObject { ["id"] = did, ["type"] = new JsonArray("Profile"), ["name"] = "Elsewhere" },
            ["validFrom"] = "2026-06-30T00:00:00Z",
            ["credentialSubject"] = new JsonObject
            {
                ["type"] = new JsonArray("AchievementSubject"),
                ["achievement"] = new JsonObject
                {
                    ["id"] = "https://example.com/achievements/1",
                    ["type"] = new JsonArray("Achievement"),
                    ["name"] = "Lassen",
                    ["description"] = "Lassen met de elektrode",
                    ["criteria"] = new JsonObject { ["narrative"] = "Een proef" },
                },
            },
        };
        if (list is not null)
            badge["credentialStatus"] = new JsonObject
            {
                ["type"] = "BitstringStatusListEntry",
                ["statusPurpose"] = "revocation",
                ["statusListIndex"] = "7",
                ["statusListCredential"] = list,
            };
        return badge;
    }

    private static JsonObject StatusList(string did, string url, bool isRevoked)
    {
        var bits = new byte[16 * 1024];
        BitstringStatusList.Set(bits, 7, isRevoked);
        return new JsonObject
        {
            ["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2"),
            ["id"] = url,
            ["type"] = new JsonArray("VerifiableCredential", "BitstringStatusListCredential"),
            ["issuer"] = did,
            ["credentialSubject"] = new JsonObject
            {
                ["id"] = url + "#list",
                ["type"] = "BitstringStatusList",
                ["statusPurpose"] = "revocation",
                ["encodedList"] = BitstringStatusList.Encode(bits),
            },
        };
    }

    /// <summary>The credential with one value changed, once for each name, wherever the name stands first.</summary>
    private static IEnumerable<(string Name, JsonNode Changed)> Changed(JsonNode credential, params string[] names)
    {
        foreach (var name in names)
        {
            var copy = credential.DeepClone();
            var found = Descendants(copy).OfType<JsonObject>().First(one => one[name] is JsonValue);
            var text = (string)found[name]!;
            var at = text.LastIndexOfAny([.. "23456789abcdefghijkmnopqrstuvwxyz"]);
            found[name] = $"{text[..at]}{(text[at] == '2' ? '3' : '2')}{text[(at + 1)..]}";
            yield return (name, copy);
        }
    }

    private static IEnumerable<JsonNode> Descendants(JsonNode node) => node switch
    {
        JsonObject members => members.Select(member => member.Value).OfType<JsonNode>().SelectMany(Descendants).Prepend(node),
        JsonArray items => items.OfType<JsonNode>().SelectMany(Descendants),
        _ => [],
    };

    private static async Task<(bool Verified, string? Error)> CheckThereAsync(CredentialsApp app, JsonNode credential)
    {
        using var anyone = app.AsEveryone();
        var (did, list) = ((string)credential["issuer"]!["id"]!, (string)credential["credentialStatus"]!["statusListCredential"]!);
        var documents = new JsonObject
        {
            [did] = JsonNode.Parse(await anyone.GetStringAsync($"/{did.Split(':', 4)[3].Replace(':', '/')}/did.json")),
            [list] = JsonNode.Parse(await anyone.GetStringAsync(new Uri(list).PathAndQuery)),
        };
        var answer = await NodeScript.RunAsync(Folder, "peer.mjs", new JsonObject { ["act"] = "verify", ["credential"] = credential.DeepClone(), ["documents"] = documents });
        return (answer.GetProperty("verified").GetBoolean(), answer.GetProperty("error").GetString());
    }

    private static async Task<JsonNode> IssueThereAsync(JsonObject credential, JsonObject keyPair)
    {
        var answer = await NodeScript.RunAsync(Folder, "peer.mjs", new JsonObject { ["act"] = "issue", ["credential"] = credential, ["keyPair"] = keyPair.DeepClone() });
        Assert.True(answer.TryGetProperty("credential", out var signed), answer.ToString());
        return JsonNode.Parse(signed.GetRawText())!;
    }

    private static JsonObject KeyPairOf(PrivateKey key, string controller, string id)
    {
        byte[] prefix = key.PublicKey.Algorithm == KeyAlgorithm.Ed25519 ? [0x80, 0x26] : [0x86, 0x26];
        return new JsonObject
        {
            ["@context"] = "https://w3id.org/security/multikey/v1",
            ["id"] = id,
            ["type"] = "Multikey",
            ["controller"] = controller,
            ["publicKeyMultibase"] = key.PublicKey.ToMultikey(),
            ["secretKeyMultibase"] = Credentials.Encoding.Multibase.EncodeBase58Btc([.. prefix, .. SecretOf(key)]),
        };
    }

    private static byte[] SecretOf(PrivateKey key)
    {
        // PKCS #8 ends with the seed of an Ed25519 key; of a P-256 key the number is read.
        if (key.PublicKey.Algorithm == KeyAlgorithm.P256)
        {
            using var ecdsa = System.Security.Cryptography.ECDsa.Create();
            ecdsa.ImportFromPem(key.ToPkcs8Pem());
            return ecdsa.ExportParameters(includePrivateParameters: true).D!;
        }
        var pem = System.Security.Cryptography.PemEncoding.Find(key.ToPkcs8Pem());
        return Convert.FromBase64String(key.ToPkcs8Pem()[pem.Base64Data])[^32..];
    }

    private static byte[] Utf8(JsonNode json) => JsonSerializer.SerializeToUtf8Bytes(json);

    private sealed class PeerFactAttribute : FactAttribute
    {
        public PeerFactAttribute() => Skip = NodeScript.Missing(Folder);
    }

    private sealed class PeerTheoryAttribute : TheoryAttribute
    {
        public PeerTheoryAttribute() => Skip = NodeScript.Missing(Folder);
    }
}
