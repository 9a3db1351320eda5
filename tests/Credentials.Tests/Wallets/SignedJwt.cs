using System.Text.Json.Nodes;
using Credentials.Encoding;
using Credentials.Keys;

namespace Credentials.Tests.Wallets;

/// <summary>JWTs with whatever header and claims a test wants, rightly signed.</summary>
internal static class SignedJwt
{
    public static string Write(JsonObject header, JsonObject claims, PrivateKey key)
    {
        var signed = $"{Part(header)}.{Part(claims)}";
        return $"{signed}.{StrictBase64Url.Encode(key.Sign(System.Text.Encoding.ASCII.GetBytes(signed)))}";
    }

    public static JsonNode Jwk(PublicKey key)
    {
        using var buffer = new MemoryStream();
        using (var writer = new System.Text.Json.Utf8JsonWriter(buffer))
            key.WriteJwk(writer);
        return JsonNode.Parse(buffer.ToArray())!;
    }

    private static string Part(JsonObject json) => StrictBase64Url.Encode(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));
}
