using System.Runtime.InteropServices;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.SdJwts;

namespace Credentials.App.Jose;

/// <summary>Secures a credential or a presentation with JOSE, and checks what was secured so (VC-JOSE-COSE sections 3.1 and 3.2).</summary>
internal static class SecureWithJose
{
    public static JoseResult Issue(ReadOnlyMemory<byte> input, JoseKeyFile key, JoseFeature feature, SelectivePaths paths)
    {
        if (!StrictJson.ParseElement(input.Span).TryGet(out var content, out var problem))
            return JoseResult.Error($"The input cannot be read: {problem.Detail}.");
        if (JoseContent.Fault(content, feature) is { } fault)
            return JoseResult.Failure(fault);
        if (!feature.IsSelective)
            return JoseResult.Success(JoseToken.Sign(key, feature, JsonMarshal.GetRawUtf8Value(content)));
        if (paths.Apply(content) is not { } claims)
            return JoseResult.Error("A path of what is to be disclosed selectively leads nowhere.");
        var composed = SdJwtComposer.Compose(claims);
        return JoseResult.Success(string.Concat([JoseToken.Sign(key, feature, composed.Payload.Span), "~", .. composed.Disclosures.Select(disclosure => disclosure + "~")]));
    }

    public static JoseResult Verify(ReadOnlyMemory<byte> input, JoseKeyFile key, JoseFeature feature)
    {
        var text = System.Text.Encoding.UTF8.GetString(input.Span).Trim();
        var tilde = text.IndexOf('~', StringComparison.Ordinal);
        if (feature.IsSelective != (tilde >= 0))
            return JoseResult.Failure(feature.IsSelective ? "This is no SD-JWT." : "This is no compact JWS.");
        if (!JoseToken.Verify(tilde < 0 ? text : text[..tilde], key).TryGet(out var token, out var problem))
            return JoseResult.Failure(problem.Detail);
        if (!feature.IsType(token.Type) || !feature.IsContent(token.ContentType))
            return JoseResult.Failure($"The token says that it is of another type than {feature.Type}.");
        if (!(feature.IsSelective ? Disclosed(token.Payload, text[tilde..]) : StrictJson.ParseElement(token.Payload)).TryGet(out var content, out problem))
            return JoseResult.Failure($"The content cannot be read: {problem.Detail}.");
        return JoseContent.Fault(content, feature) is { } fault ? JoseResult.Failure(fault) : JoseResult.Success(content.GetRawText());
    }

    // The reader of SD-JWTs knows the algorithms of this service only, and looks at no signature: it gets the payload, whose signature was checked, under
    // a header that it can read.
    private static Result<JsonElement> Disclosed(byte[] payload, string disclosures)
    {
        var header = StrictBase64Url.Encode("""{"alg":"ES256"}"""u8);
        return SdJwt.Parse($"{header}.{StrictBase64Url.Encode(payload)}.{StrictBase64Url.Encode(new byte[64])}{disclosures}").Map(sdJwt => sdJwt.Claims);
    }
}
