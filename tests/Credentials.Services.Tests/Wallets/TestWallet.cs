using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.Wallets;

namespace Credentials.Services.Tests.Wallets;

/// <summary>A wallet that follows OpenID4VCI 1.0 from an offer's link on, and that can be told to do each step wrong.</summary>
internal sealed class TestWallet(HttpClient client, TimeProvider time) : IDisposable
{
    public const string GrantType = "urn:ietf:params:oauth:grant-type:pre-authorized_code";

    public PrivateKey Key { get; } = PrivateKey.Generate(KeyAlgorithm.P256);

    public JsonElement Offer { get; private set; }

    public JsonElement Metadata { get; private set; }

    public JsonElement AuthorizationServer { get; private set; }

    public string? AccessToken { get; set; }

    public string Issuer => Offer.GetProperty("credential_issuer").GetString()!;

    public string Code => Offer.GetProperty("grants").GetProperty(GrantType).GetProperty("pre-authorized_code").GetString()!;

    public string Configuration => Offer.GetProperty("credential_configuration_ids")[0].GetString()!;

    /// <summary>Scans the code: offer by reference, both metadata documents, found as the specification says.</summary>
    public async Task ScanAsync(string link)
    {
        Assert.StartsWith("openid-credential-offer://?credential_offer_uri=", link, StringComparison.Ordinal);
        Offer = await client.GetFromJsonAsync<JsonElement>(HttpUtility.ParseQueryString(new Uri(link).Query)["credential_offer_uri"]);
        var issuer = new Uri(Issuer);
        Metadata = await client.GetFromJsonAsync<JsonElement>($"{issuer.GetLeftPart(UriPartial.Authority)}/.well-known/openid-credential-issuer{issuer.AbsolutePath}");
        Assert.Equal(Issuer, Metadata.GetProperty("credential_issuer").GetString());
        AuthorizationServer = await client.GetFromJsonAsync<JsonElement>(
            $"{issuer.GetLeftPart(UriPartial.Authority)}/.well-known/oauth-authorization-server{issuer.AbsolutePath}");
        Assert.Equal(Issuer, AuthorizationServer.GetProperty("issuer").GetString());
    }

    public async Task<Answer> TokenAsync(string? transactionCode, string? code = null, string? dpop = null, string? at = null, string? clientId = null)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = GrantType, ["pre-authorized_code"] = code ?? Code };
        if (transactionCode is not null)
            form["tx_code"] = transactionCode;
        if (clientId is not null)
            form["client_id"] = clientId;
        using var request = new HttpRequestMessage(HttpMethod.Post, at ?? AuthorizationServer.GetProperty("token_endpoint").GetString()) { Content = new FormUrlEncodedContent(form) };
        if (dpop is not null)
            request.Headers.Add("DPoP", dpop);
        var answer = await SendAsync(request);
        if (answer.Status == HttpStatusCode.OK)
            AccessToken = answer.Body.GetProperty("access_token").GetString();
        return answer;
    }

    public async Task<string> NonceAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint("nonce_endpoint"));
        var answer = await SendAsync(request);
        Assert.Equal("no-store", answer.CacheControl);
        return answer.Body.GetProperty("c_nonce").GetString()!;
    }

    public Task<Answer> CredentialAsync(params string[] proofs) =>
        CredentialAsync(new JsonObject { ["credential_configuration_id"] = Configuration, ["proofs"] = new JsonObject { ["jwt"] = new JsonArray([.. proofs.Select(proof => JsonValue.Create(proof))]) } });

    public async Task<Answer> CredentialAsync(JsonObject body, string? dpop = null, string? at = null, string? authorization = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, at ?? Endpoint("credential_endpoint")) { Content = JsonContent.Create(body) };
        Authorize(request, authorization, dpop);
        return await SendAsync(request);
    }

    /// <summary>Section 10: encrypted to the key in the metadata.</summary>
    public async Task<Answer> EncryptedCredentialAsync(JsonObject body, Func<string, string>? change = null)
    {
        var promised = Metadata.GetProperty("credential_request_encryption");
        var key = EncryptionKey.FromJwk(promised.GetProperty("jwks").GetProperty("keys")[0]).Value;
        var jwe = CompactJwe.Encrypt(System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()), key, promised.GetProperty("enc_values_supported")[0].GetString()!);
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint("credential_endpoint"))
        {
            Content = new StringContent(change?.Invoke(jwe) ?? jwe, new MediaTypeHeaderValue("application/jwt")),
        };
        Authorize(request, null, null);
        return await SendAsync(request);
    }

    public async Task<Answer> NotifyAsync(string notification, string happened, string? at = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, at ?? Endpoint("notification_endpoint"))
        {
            Content = JsonContent.Create(new { notification_id = notification, @event = happened }),
        };
        Authorize(request, null, null);
        return await SendAsync(request);
    }

    public string Proof(string nonce, Action<JsonObject>? header = null, Action<JsonObject>? claims = null, PrivateKey? key = null)
    {
        var signer = key ?? Key;
        var head = new JsonObject { ["alg"] = signer.PublicKey.JwsAlgorithm, ["typ"] = KeyProof.Type, ["jwk"] = Jwk(signer.PublicKey) };
        var body = new JsonObject { ["aud"] = Issuer, ["iat"] = time.GetUtcNow().ToUnixTimeSeconds(), ["nonce"] = nonce };
        header?.Invoke(head);
        claims?.Invoke(body);
        return Sign(head, body, signer);
    }

    public string Dpop(string endpoint, string? token = null, string? id = null)
    {
        var body = new JsonObject { ["jti"] = id ?? Guid.NewGuid().ToString(), ["htm"] = "POST", ["htu"] = endpoint, ["iat"] = time.GetUtcNow().ToUnixTimeSeconds() };
        if (token is not null)
            body["ath"] = StrictBase64Url.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(token)));
        return Sign(new() { ["alg"] = "ES256", ["typ"] = DpopProof.Type, ["jwk"] = Jwk(Key.PublicKey) }, body, Key);
    }

    public string Endpoint(string name) => Metadata.GetProperty(name).GetString()!;

    public void Dispose() => Key.Dispose();

    public static JsonNode Jwk(PublicKey key)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            key.WriteJwk(writer);
        return JsonNode.Parse(buffer.ToArray())!;
    }

    private void Authorize(HttpRequestMessage request, string? authorization, string? dpop)
    {
        var value = authorization ?? $"{(dpop is null ? "Bearer" : "DPoP")} {AccessToken}";
        if (value.Length > 0)
            request.Headers.TryAddWithoutValidation("Authorization", value);
        if (dpop is not null)
            request.Headers.Add("DPoP", dpop);
    }

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var body = response.Content.Headers.ContentType?.MediaType == "application/json" && text.Length > 0 ? JsonElement.Parse(text) : default;
        return new(response.StatusCode, body, text, response.Headers.CacheControl?.ToString(), response.Headers.WwwAuthenticate.ToString());
    }

    private static string Sign(JsonObject header, JsonObject claims, PrivateKey key)
    {
        var signed = $"{Part(header)}.{Part(claims)}";
        return $"{signed}.{StrictBase64Url.Encode(key.Sign(System.Text.Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Part(JsonObject json) => StrictBase64Url.Encode(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));

    internal sealed record Answer(HttpStatusCode Status, JsonElement Body, string Text, string? CacheControl, string Challenge)
    {
        /// <summary>The specification's error code.</summary>
        public string? Error => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("error", out var error) ? error.GetString() : null;
    }
}
