using System.Text.Json;
using Credentials.Encoding;
using Credentials.Signing;

namespace Credentials.Issuing;

/// <summary>Takes the credential back out of its signed forms.</summary>
internal static class UnsignedCredential
{
    public static Result<byte[]> FromJwt(ReadOnlyMemory<byte> utf8) =>
        CompactJws.Parse(System.Text.Encoding.UTF8.GetString(utf8.Span)).Map(jws => jws.Payload.ToArray());

    /// <summary>Everything before the <c>proof</c>, which is the last member; the bytes are cut, not written anew.</summary>
    public static Result<byte[]> FromDataIntegrity(ReadOnlyMemory<byte> utf8)
    {
        if (!StrictJson.Parse(utf8).TryGet(out var document, out var problem))
        {
            return problem;
        }

        document.Dispose();
        var end = EndBeforeProof(utf8.Span);
        return end > 0
            ? (byte[])[.. utf8.Span[..end], (byte)'}']
            : new Problem(ProblemCode.NotACredential, "The credential has no proof as its last member.");
    }

    /// <summary>Where the comma before the last member stands, if that member is the proof.</summary>
    private static int EndBeforeProof(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = StrictJson.MaxDepth });
        var (end, comma) = (-1, 0);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isProof = reader.ValueTextEquals("proof"u8);
            reader.Read();
            reader.Skip();
            (end, comma) = (isProof ? comma : -1, (int)reader.BytesConsumed);
        }

        return end;
    }
}
