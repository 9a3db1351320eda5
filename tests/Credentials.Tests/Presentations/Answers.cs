using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Encoding;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Presentations;
using Credentials.SdJwts;
using Credentials.Signing;
using Credentials.Tests.Verifying;
using Credentials.Tests.Wallets;
using Credentials.Verifying;
using static Credentials.Tests.Verifying.HeldCredentials;

namespace Credentials.Tests.Presentations;

/// <summary>A wallet's answers to a request, good ones and others, and their verdicts.</summary>
internal static class Answers
{
    public const string ClientId = "decentralized_identifier:did:web:employer.example";

    public static PresentationExpectation Expecting(PresentationAsk? ask = null) => new(ask ?? Asks.For([.. AskedClaim.Defaults]), ClientId, Asks.Nonce);

    /// <summary>What the holder chooses to show of an SD-JWT VC; everything where no names are given.</summary>
    public static string Show(string profile = "micro-credential", params string[] names)
    {
        var issued = SdJwt.Parse(Issue(profile)).Value;
        return names.Length == 0 ? issued.Present(_ => true) : issued.Present([.. names.Select(name => ClaimPath.Of(name))]);
    }

    public static string Bind(string shown) => KeyBindingJwt.Bind(Holder, shown, DisclosureHash.Sha256, ClientId, Asks.Nonce, Now);

    /// <summary>A key binding JWT that is rightly signed and says whatever a test wants.</summary>
    public static string Bind(string shown, Action<JsonObject, JsonObject> change, PrivateKey? key = null)
    {
        var header = new JsonObject { ["alg"] = "ES256", ["typ"] = KeyBindingJwt.Type };
        var claims = new JsonObject
        {
            ["iat"] = Now.ToUnixTimeSeconds(),
            ["aud"] = ClientId,
            ["nonce"] = Asks.Nonce,
            ["sd_hash"] = StrictBase64Url.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(shown))),
        };
        change(header, claims);
        return shown + SignedJwt.Write(header, claims, key ?? Holder);
    }

    public static JsonObject Presentation(CredentialForm form) => PresentationTests.Presentation(PresentationTests.Contained(form));

    /// <summary>As VC-JOSE-COSE has it.</summary>
    public static string SignToken(Action<JsonObject>? change = null, string type = "vp+jwt", SigningKey? key = null, DateTimeOffset? at = null)
    {
        var presentation = Presentation(CredentialForm.VcJwt);
        presentation["aud"] = ClientId;
        presentation["nonce"] = Asks.Nonce;
        change?.Invoke(presentation);
        return CompactJws.Sign(key ?? PresentationTests.Holder, type, Utf8(presentation), at ?? Now);
    }

    /// <summary>As OpenID4VP 1.0 appendix B.1.3.1 has it.</summary>
    public static string SignWrapped(Action<JsonObject>? change = null, string type = "JWT", SigningKey? key = null)
    {
        var embedded = PresentationTests.Contained(CredentialForm.VcJwt)["id"]!.GetValue<string>();
        var payload = new JsonObject
        {
            ["iss"] = PresentationTests.HolderDid.Value,
            ["jti"] = "urn:uuid:3978344f-8596-4c3a-a978-8fcaba3903c5",
            ["aud"] = ClientId,
            ["nbf"] = Now.ToUnixTimeSeconds(),
            ["iat"] = Now.ToUnixTimeSeconds(),
            ["exp"] = Now.AddMinutes(5).ToUnixTimeSeconds(),
            ["nonce"] = Asks.Nonce,
            ["vp"] = new JsonObject
            {
                ["@context"] = new JsonArray("https://www.w3.org/2018/credentials/v1"),
                ["type"] = new JsonArray("VerifiablePresentation"),
                ["verifiableCredential"] = new JsonArray(embedded[(embedded.IndexOf(',', StringComparison.Ordinal) + 1)..]),
            },
        };
        change?.Invoke(payload);
        return CompactJws.Sign(key ?? PresentationTests.Holder, type, Utf8(payload), null);
    }

    /// <summary>A proof with challenge and domain (Data Integrity 1.0 section 2.1), changed before it is signed.</summary>
    public static string SignProof(Action<JsonObject>? change = null, SigningKey? key = null, Action<JsonObject>? changePresentation = null)
    {
        var signer = key ?? PresentationTests.Holder;
        var document = Presentation(CredentialForm.DataIntegrity);
        changePresentation?.Invoke(document);
        var proof = new JsonObject
        {
            ["@context"] = document["@context"]!.DeepClone(),
            ["type"] = "DataIntegrityProof",
            ["cryptosuite"] = "eddsa-jcs-2022",
            ["created"] = Now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["verificationMethod"] = signer.VerificationMethod,
            ["proofPurpose"] = "authentication",
            ["challenge"] = Asks.Nonce,
            ["domain"] = ClientId,
        };
        change?.Invoke(proof);
        byte[] hashes = [.. SHA256.HashData(Canonical(proof)), .. SHA256.HashData(Canonical(document))];
        proof["proofValue"] = Multibase.EncodeBase58Btc(signer.PrivateKey.Sign(hashes));
        document["proof"] = proof;
        return document.ToJsonString();
    }

    /// <summary>The VP Token with one presentation: a token, or JSON as it is.</summary>
    public static JsonElement Token(string query, string presentation) =>
        Asks.Parse($$"""{"{{query}}":[{{(presentation.StartsWith('{') ? presentation : JsonSerializer.Serialize(presentation))}}]}""");

    public static PresentedCredential Read(string query, string presentation) => PresentedAnswer.Read(Token(query, presentation)).Value;

    /// <summary>The verdict, whatever was sent: what cannot even be read is not valid.</summary>
    public static bool IsValid(string query, string presentation, PresentationAsk? ask = null) =>
        PresentedAnswer.Read(Token(query, presentation)).TryGet(out var presented, out _) && Judge(presented, ask).Verdict == Verdict.Valid;

    public static VerificationReport Judge(string query, string presentation, PresentationAsk? ask = null) => Judge(Read(query, presentation), ask);

    public static VerificationReport Judge(PresentedCredential presented, PresentationAsk? ask = null, Func<VerificationFacts, VerificationFacts>? change = null)
    {
        var facts = presented.SdJwtVc is null ? new Scenario(presented.Form).Facts() : HeldCredentials.Facts(presented);
        facts = change is null ? facts : change(facts);
        var holder = facts with { IssuerDocument = new Gathered<DidDocument>.Found(DidDocument.FromIdentifier(PresentationTests.HolderDid).Value) };
        return PresentationVerifier.Verify(presented, Expecting(ask), presented.IsPresentation ? [.. presented.Contained.Select(_ => facts)] : [facts], holder);
    }

    public static VerificationCheck Check(this VerificationReport report, string id) => report.Checks.Single(check => check.Id == id);

    private static byte[] Canonical(JsonObject json)
    {
        using var buffer = new PooledBuffer();
        CanonicalJson.Write(Asks.Parse(json.ToJsonString()), buffer);
        return buffer.Written.ToArray();
    }

    private static byte[] Utf8(JsonObject json) => System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());
}
