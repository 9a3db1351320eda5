using System.Security.Cryptography;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.Presentations;
using Credentials.Tests.Issuing;
using Credentials.Wallets;

namespace Credentials.Tests.Presentations;

/// <summary>Questions, and requests that ask them.</summary>
internal static class Asks
{
    public const string IssuerAddress = "https://credentials.example/base/centres/demo";
    public const string Nonce = "n-0S6_WzA2Mj-n-0S6_WzA2Mj";
    public const string State = "state-of-this-request-0123";

    public static readonly Uri ResponseUri = new("https://employer.example/presentations/h1/response");

    public static AskedAchievement Achievement(string id = "welding", params string[] titles) => new(
        $"demo/{id}", IssuerAddress, Awards.Issuer, titles.Length > 0 ? titles : ["Lassen", "Welding"], $"https://credentials.example/base/achievements/demo/{id}/");

    public static PresentationAsk For(params AskedClaim[] claims) => new(null, null, claims);

    public static JsonElement Query(PresentationAsk ask) => Json(writer => DcqlQuery.Write(writer, ask, Awards.PublicUrl));

    public static AuthorizationRequest Request(ClientIdentifier client, ResponseMode mode = ResponseMode.DirectPost, ECDiffieHellman? key = null) => new()
    {
        ClientId = client,
        ResponseUri = ResponseUri,
        Nonce = Nonce,
        State = State,
        ResponseMode = mode,
        Ask = new PresentationAsk(Achievement(), 4, AskedClaim.Defaults),
        PublicUrl = Awards.PublicUrl,
        EncryptionKey = key is null ? null : EncryptionKey.Of(key, "k1"),
    };

    public static JsonElement Parse(string json) => StrictJson.ParseElement(System.Text.Encoding.UTF8.GetBytes(json)).Value;

    private static JsonElement Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            write(writer);
        return JsonElement.Parse(buffer.ToArray());
    }
}
