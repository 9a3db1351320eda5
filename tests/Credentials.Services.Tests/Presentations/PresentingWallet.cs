using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.SdJwts;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.Wallets;
using Credentials.Signing;
using Credentials.Wallets;

namespace Credentials.Services.Tests.Presentations;

/// <summary>A wallet that follows OpenID4VP 1.0 from a request's link on, and that can be told to do each step wrong.</summary>
internal sealed class PresentingWallet(HttpClient client, PrivateKey key, JsonElement credential, string format, TimeProvider time)
{
    public JsonElement Request { get; set; }

    public JsonElement Header { get; private set; }

    public string Nonce => Request.Text("nonce");

    public string ClientId => Request.Text("client_id");

    public string Query => format switch { "dc+sd-jwt" => "micro-credential", "jwt_vc_json" => "vc-jwt", _ => "data-integrity" };

    private string HolderDid => DidDocument.ToDidJwk(key.PublicKey).Value;

    /// <summary>Takes an award into a new wallet.</summary>
    public static async Task<PresentingWallet> ClaimAsync(HttpClient anyone, HttpClient staff, string award, string format, TimeProvider time)
    {
        var wallet = new TestWallet(anyone, time);
        using var made = await staff.PostAsJsonAsync($"/api/credentials/{award}/offers", new { format });
        var offer = await made.Content.JsonAsync();
        await wallet.ScanAsync(offer.Text("uri"));
        Assert.Equal(HttpStatusCode.OK, (await wallet.TokenAsync(offer.Text("txCode"))).Status);
        var answer = await wallet.CredentialAsync(wallet.Proof(await wallet.NonceAsync()));
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return new(anyone, wallet.Key, answer.Body.GetProperty("credentials")[0].GetProperty("credential"), format, time);
    }

    /// <summary>The same holder and credential through another client.</summary>
    public PresentingWallet With(HttpClient other) => new(other, key, credential, format, time);

    /// <summary>Opens a link: takes the request out of it, or fetches it and checks who signed it.</summary>
    public async Task OpenAsync(string link, string? walletNonce = "w-1")
    {
        Assert.StartsWith("openid4vp://?", link, StringComparison.Ordinal);
        var query = HttpUtility.ParseQueryString(link[(link.IndexOf('?', StringComparison.Ordinal) + 1)..]);
        if (query["request_uri"] is not { } address)
        {
            Request = JsonSerializer.SerializeToElement(query.AllKeys.ToDictionary(name => name!, name => query[name!]));
            return;
        }

        Assert.Equal("post", query["request_uri_method"]);
        using var fetched = await client.PostAsync(address, new FormUrlEncodedContent(walletNonce is null ? [] : [new("wallet_nonce", walletNonce)]));
        var text = await fetched.Content.ReadAsStringAsync();
        Assert.True(fetched.StatusCode == HttpStatusCode.OK, text);
        Assert.Equal("application/oauth-authz-req+jwt", fetched.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-store", fetched.Headers.CacheControl?.ToString());
        var jws = CompactJws.Parse(text).Value;
        (Header, Request) = (jws.Header, JsonElement.Parse(jws.Payload.Span));
        Assert.Equal(("oauth-authz-req+jwt", query["client_id"]), (jws.Type, ClientId));
        Assert.Equal(walletNonce, Request.TryGetProperty("wallet_nonce", out var echoed) ? echoed.GetString() : null);
        if (ClientId.StartsWith("decentralized_identifier:", StringComparison.Ordinal))
        {
            Assert.True(Did.TryParse(ClientId["decentralized_identifier:".Length..], out var did));
            var document = DidDocument.Parse(JsonElement.Parse(await client.GetByteArrayAsync("/.well-known/did.json")), did).Value;
            Assert.True(jws.Verify(document.Authentication.Single(method => method.Id == jws.KeyId).Key));
        }
    }

    /// <summary>The vp_token, with the named claims (SD-JWT VC) or the whole credential.</summary>
    public string Token(string? nonce = null, string? audience = null, Func<string, string>? change = null, params string[] claims)
    {
        var (challenge, domain) = (nonce ?? Nonce, audience ?? ClientId);
        JsonNode presentation = format switch
        {
            "dc+sd-jwt" => JsonValue.Create((change ?? (text => text))(SdJwtPresentation(challenge, domain, claims)))!,
            "jwt_vc_json" => JsonValue.Create(JwtPresentation(challenge, domain))!,
            _ => DataIntegrityPresentation(challenge, domain),
        };
        return new JsonObject { [Query] = new JsonArray(presentation) }.ToJsonString();
    }

    public SdJwt Held => SdJwt.Parse(credential.GetString()!).Value;

    /// <summary>Posts the answer as the request wants it.</summary>
    public Task<(HttpStatusCode Status, JsonElement Body)> AnswerAsync(string token, string? state = null, string? to = null)
    {
        var fields = new JsonObject { ["vp_token"] = JsonNode.Parse(token), ["state"] = state ?? Request.Text("state") };
        return Request.Text("response_mode") == "direct_post"
            ? PostAsync(new() { ["vp_token"] = token, ["state"] = state ?? Request.Text("state") }, to)
            : PostAsync(new() { ["response"] = Encrypt(fields) }, to);
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(Dictionary<string, string> fields, string? to = null)
    {
        using var answer = await client.PostAsync(to ?? Request.Text("response_uri"), new FormUrlEncodedContent(fields));
        return (answer.StatusCode, await answer.Content.JsonAsync());
    }

    public string Encrypt(JsonObject payload)
    {
        var metadata = Request.GetProperty("client_metadata");
        metadata = metadata.ValueKind == JsonValueKind.String ? JsonElement.Parse(metadata.GetString()!) : metadata;
        var recipient = EncryptionKey.FromJwk(metadata.GetProperty("jwks").GetProperty("keys")[0]).Value;
        return CompactJwe.Encrypt(
            System.Text.Encoding.UTF8.GetBytes(payload.ToJsonString()), recipient, metadata.GetProperty("encrypted_response_enc_values_supported")[0].GetString()!);
    }

    public string SdJwtPresentation(string nonce, string audience, string[] claims, Action<JsonObject>? claimsOfProof = null, DateTimeOffset? at = null, string? hashOf = null)
    {
        var held = Held;
        var names = claims.Length > 0 ? claims : ["title", "level", "nationalQualificationsFrameworkLevel", "givenName", "familyName", "awardingBody", "issuanceDate"];
        var shown = held.Present([.. names.Select(name => ClaimPath.Of(name))]);
        if (claimsOfProof is null)
            return KeyBindingJwt.Bind(key, shown, held.Hash, audience, nonce, at ?? time.GetUtcNow());
        var proof = new JsonObject
        {
            ["iat"] = (at ?? time.GetUtcNow()).ToUnixTimeSeconds(),
            ["aud"] = audience,
            ["nonce"] = nonce,
            ["sd_hash"] = StrictBase64Url.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(hashOf ?? shown))),
        };
        claimsOfProof(proof);
        return shown + Sign(new() { ["alg"] = "ES256", ["typ"] = "kb+jwt" }, proof);
    }

    private string JwtPresentation(string nonce, string audience) => Sign(
        new() { ["alg"] = "ES256", ["typ"] = "vp+jwt", ["kid"] = HolderDid + "#0" },
        new()
        {
            ["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2"),
            ["type"] = new JsonArray("VerifiablePresentation"),
            ["holder"] = HolderDid,
            ["verifiableCredential"] = new JsonArray(new JsonObject
            {
                ["@context"] = "https://www.w3.org/ns/credentials/v2",
                ["id"] = "data:application/vc+jwt," + credential.GetString(),
                ["type"] = "EnvelopedVerifiableCredential",
            }),
            ["nonce"] = nonce,
            ["aud"] = audience,
            ["iat"] = time.GetUtcNow().ToUnixTimeSeconds(),
        });

    // ecdsa-jcs-2019 (Data Integrity ECDSA Cryptosuites section 3.3), with the challenge and domain that OpenID4VP appendix B.1.3.2 asks for.
    private JsonObject DataIntegrityPresentation(string nonce, string audience)
    {
        var presentation = new JsonObject
        {
            ["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2"),
            ["type"] = new JsonArray("VerifiablePresentation"),
            ["holder"] = HolderDid,
            ["verifiableCredential"] = new JsonArray(JsonNode.Parse(credential.GetRawText())),
        };
        var proof = new JsonObject
        {
            ["type"] = "DataIntegrityProof",
            ["cryptosuite"] = "ecdsa-jcs-2019",
            ["verificationMethod"] = HolderDid + "#0",
            ["proofPurpose"] = "authentication",
            ["created"] = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["challenge"] = nonce,
            ["domain"] = audience,
            ["@context"] = presentation["@context"]!.DeepClone(),
        };
        byte[] toSign = [.. Hash(proof), .. Hash(presentation)];
        proof["proofValue"] = Multibase.EncodeBase58Btc(key.Sign(toSign));
        presentation["proof"] = proof;
        return presentation;
    }

    private static byte[] Hash(JsonObject json) => SHA256.HashData(CanonicalJson.Serialize(JsonElement.Parse(json.ToJsonString())));

    private string Sign(JsonObject header, JsonObject claims)
    {
        var signed = $"{Part(header)}.{Part(claims)}";
        return $"{signed}.{StrictBase64Url.Encode(key.Sign(System.Text.Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Part(JsonObject json) => StrictBase64Url.Encode(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));
}
