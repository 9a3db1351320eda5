using System.Runtime.InteropServices;
using System.Text.Json;
using Credentials.Baking;
using Credentials.Encoding;

namespace Credentials.PublicVerifier.Verifying;

/// <summary>Takes the credential out of the wrapper that programs send, or out of an image or a PDF, or leaves a bare one as it is.</summary>
internal static class VerifyRequest
{
    public static Result<ReadOnlyMemory<byte>> CredentialIn(ReadOnlyMemory<byte> body)
    {
        if (BakedFile.KindOf(body.Span) is not null)
            return BakedFile.CredentialIn(body);
        // Editors put a byte order mark before a text.
        if (body.Span.StartsWith(System.Text.Encoding.UTF8.Preamble))
            body = body[System.Text.Encoding.UTF8.Preamble.Length..];
        var start = body.Span.IndexOfAnyExcept(" \t\r\n"u8);
        if (start < 0 || body.Span[start] != '{' || body.Span.IndexOf("\"credential\""u8) < 0)
            return body;
        if (!StrictJson.Parse(body).TryGet(out var json, out var problem))
            return problem;
        using (json)
        {
            if (!json.RootElement.TryGetProperty("credential"u8, out var credential))
                return body;
            return credential.ValueKind switch
            {
                JsonValueKind.String => new ReadOnlyMemory<byte>(System.Text.Encoding.UTF8.GetBytes(credential.GetString()!)),
                JsonValueKind.Object => new ReadOnlyMemory<byte>(JsonMarshal.GetRawUtf8Value(credential).ToArray()),
                _ => new Problem(ProblemCode.NotACredential, "the member credential is neither a token nor an object")
                {
                    Errors = [new InputError("/credential", "wrong-type", "A string or an object is expected.")],
                },
            };
        }
    }
}
