using System.Text.Encodings.Web;
using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.App.Jose;

/// <summary>A compact JWS (RFC 7515 section 7.1) for keys of every kind that the command knows, parsed strictly and checked against one of them.</summary>
/// <param name="Header">Its members.</param>
/// <param name="Payload">As signed.</param>
internal sealed record JoseToken(JsonElement Header, byte[] Payload)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string? Type => Text("typ");

    public string? ContentType => Text("cty");

    /// <summary>The token, or why it is none that the key signed.</summary>
    public static Result<JoseToken> Verify(string text, JoseKeyFile key)
    {
        if (text.Split('.') is not [var header, var payload, var signature]
            || !StrictBase64Url.TryDecode(header, out var headerJson) || !StrictBase64Url.TryDecode(payload, out var content) || !StrictBase64Url.TryDecode(signature, out var value))
            return Refused("it is not three parts of base64url");
        if (!StrictJson.ParseElement(headerJson).TryGet(out var members, out _) || members.ValueKind != JsonValueKind.Object)
            return Refused("its header is no object");
        if (members.TryGetProperty("crit", out _) || members.TryGetProperty("b64", out _))
            return Refused("its header asks for an extension that is not understood");
        var token = new JoseToken(members, content);
        if (token.Text("alg") != key.Algorithm)
            return Refused($"its algorithm is not {key.Algorithm}, which is the key's");
        return key.Verify(System.Text.Encoding.ASCII.GetBytes($"{header}.{payload}"), value) ? token : Refused("its signature is wrong");
    }

    public static string Sign(JoseKeyFile key, JoseFeature feature, ReadOnlySpan<byte> payload)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartObject();
            writer.WriteString("alg", key.Algorithm);
            writer.WriteString("typ", feature.Type);
            writer.WriteString("cty", feature.Content);
            if (key.KeyId is { } id)
                writer.WriteString("kid", id);
            writer.WriteEndObject();
        }

        var signed = $"{StrictBase64Url.Encode(buffer.WrittenSpan)}.{StrictBase64Url.Encode(payload)}";
        return $"{signed}.{StrictBase64Url.Encode(key.Sign(System.Text.Encoding.ASCII.GetBytes(signed)))}";
    }

    private string? Text(string name) => Header.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Problem Refused(string why) => new(ProblemCode.NotACredential, $"This is no token that the key signed: {why}.");
}
