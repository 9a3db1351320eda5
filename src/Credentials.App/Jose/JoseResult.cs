using System.Text.Encodings.Web;
using System.Text.Json;

namespace Credentials.App.Jose;

/// <summary>The command's answer, as the VC-JOSE-COSE test suite reads it.</summary>
/// <param name="Result"><c>success</c>, <c>failure</c>, <c>indeterminate</c> or <c>error</c>.</param>
/// <param name="Text">The token, or the reason.</param>
internal sealed record JoseResult(string Result, string Text)
{
    public static JoseResult Success(string text) => new("success", text);

    public static JoseResult Failure(string why) => new("failure", why);

    /// <summary>It could be neither done nor refused: what is asked for is not known here.</summary>
    public static JoseResult Indeterminate(string why) => new("indeterminate", why);

    /// <summary>The files cannot be used.</summary>
    public static JoseResult Error(string why) => new("error", why);

    public byte[] ToJson()
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("result", Result);
            writer.WriteString("data", Text);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
