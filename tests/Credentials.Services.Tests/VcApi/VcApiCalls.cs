using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.Services.Tests.Apps;
using Credentials.Signing;

namespace Credentials.Services.Tests.VcApi;

/// <summary>The calls of the VC-API, and credentials and presentations of strangers to make them with.</summary>
internal static class VcApiCalls
{
    public const string Context = "https://www.w3.org/ns/credentials/v2";

    public static async Task<(HttpStatusCode Status, JsonElement Body)> PostJsonAsync(this HttpClient client, string path, string body)
    {
        using var answer = await client.PostAsync(path, new StringContent(body, new MediaTypeHeaderValue("application/json")));
        return (answer.StatusCode, await answer.Content.JsonAsync());
    }

    public static Task<(HttpStatusCode Status, JsonElement Body)> VerifyAsync(this HttpClient client, JsonNode credential, JsonObject? options = null) =>
        client.PostJsonAsync("/vc-api/credentials/verify", Body("verifiableCredential", credential, options));

    public static Task<(HttpStatusCode Status, JsonElement Body)> VerifyPresentationAsync(
        this HttpClient client, JsonNode presentation, JsonObject? options = null, string member = "verifiablePresentation") =>
        client.PostJsonAsync("/vc-api/presentations/verify", Body(member, presentation, options));

    public static string Body(string member, JsonNode value, JsonObject? options = null)
    {
        var body = new JsonObject { [member] = value.DeepClone() };
        if (options is not null)
            body["options"] = options;
        return body.ToJsonString();
    }

    public static SigningKey NewKey(KeyAlgorithm algorithm = KeyAlgorithm.Ed25519)
    {
        var key = PrivateKey.Generate(algorithm);
        var did = DidDocument.ToDidKey(key.PublicKey);
        return new SigningKey($"{did}#{key.PublicKey.ToMultikey()}", key);
    }

    public static string DidOf(this SigningKey key) => key.VerificationMethod.Split('#')[0];

    /// <summary>The smallest credential there is.</summary>
    public static JsonObject Credential(SigningKey issuer) => new()
    {
        ["@context"] = new JsonArray(Context),
        ["type"] = new JsonArray("VerifiableCredential"),
        ["issuer"] = issuer.DidOf(),
        ["credentialSubject"] = new JsonObject { ["id"] = "did:example:subject" },
    };

    public static JsonObject Presentation(SigningKey holder, params JsonNode[] credentials) => new()
    {
        ["@context"] = new JsonArray(Context),
        ["type"] = new JsonArray("VerifiablePresentation"),
        ["holder"] = holder.DidOf(),
        ["verifiableCredential"] = new JsonArray([.. credentials.Select(credential => credential.DeepClone())]),
    };

    public static JsonObject Sign(this JsonObject document, SigningKey key, string purpose = "assertionMethod")
    {
        using var json = JsonDocument.Parse(document.ToJsonString());
        return JsonNode.Parse(DataIntegrityProof.Add(json.RootElement, key, DateTimeOffset.UtcNow, purpose))!.AsObject();
    }

    /// <summary>A presentation's own signature, for a challenge and a domain: the library only signs what it issues, so that the proof is made by hand.</summary>
    public static JsonObject SignFor(this JsonObject presentation, SigningKey key, string? challenge, JsonNode? domain)
    {
        var proof = new JsonObject
        {
            ["@context"] = presentation["@context"]!.DeepClone(),
            ["type"] = "DataIntegrityProof",
            ["cryptosuite"] = "eddsa-jcs-2022",
            ["created"] = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["verificationMethod"] = key.VerificationMethod,
            ["proofPurpose"] = "authentication",
        };
        if (challenge is not null)
            proof["challenge"] = challenge;
        if (domain is not null)
            proof["domain"] = domain;
        var hashes = new byte[64];
        System.Security.Cryptography.SHA256.HashData(Canonical(proof), hashes);
        System.Security.Cryptography.SHA256.HashData(Canonical(presentation), hashes.AsSpan(32));
        proof["proofValue"] = Multibase.EncodeBase58Btc(key.PrivateKey.Sign(hashes));
        var signed = presentation.DeepClone().AsObject();
        signed["proof"] = proof;
        return signed;
    }

    public static JsonObject Envelope(string token) => new()
    {
        ["@context"] = Context,
        ["type"] = "EnvelopedVerifiableCredential",
        ["id"] = "data:application/vc+jwt," + token,
    };

    public static IReadOnlyList<string> Types(this JsonElement body, string list = "errors") =>
        [.. body.GetProperty(list).EnumerateArray().Select(problem => problem.Text("type"))];

    private static byte[] Canonical(JsonObject json)
    {
        using var document = JsonDocument.Parse(json.ToJsonString());
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        CanonicalJson.Write(document.RootElement, buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
