using Credentials.Wallets;
using Credentials.Web.Answers;
using Microsoft.AspNetCore.Http;

namespace Credentials.IssuerService.Wallets;

/// <summary>Answers in the form that OAuth and OpenID4VCI give them.</summary>
internal static class ProtocolAnswers
{
    /// <summary>RFC 6749 section 5.2 and OpenID4VCI 1.0 section 8.3.1.2: 400 with code and description.</summary>
    public static IResult Refuse(string code, string description, int status = StatusCodes.Status400BadRequest) => new JsonAnswer(status, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("error"u8, code);
        writer.WriteString("error_description"u8, Plain(description));
        writer.WriteEndObject();
    });

    public static IResult Refuse(ProtocolError error) => Refuse(error.Code, error.Description);

    /// <summary>RFC 6750 section 3 and RFC 9449 section 7.1: 401 with a challenge that says why; nothing but the schemes where no token came.</summary>
    public static IResult Challenge(HttpContext context, string? code = null, string? description = null, int status = StatusCodes.Status401Unauthorized)
    {
        var why = code is null ? "" : $" error=\"{code}\", error_description=\"{Plain(description!)}\"";
        context.Response.Headers.Append("WWW-Authenticate", $"DPoP algs=\"ES256 EdDSA\"{(why.Length > 0 ? "," + why : "")}");
        context.Response.Headers.Append("WWW-Authenticate", $"Bearer{why}");
        context.Response.Headers.CacheControl = "no-store";
        return code is null ? Results.StatusCode(status) : Refuse(code, description!, status);
    }

    /// <summary>What RFC 6749 allows in a description: printable ASCII without quotation mark and backslash.</summary>
    private static string Plain(string text) =>
        string.Create(text.Length, text, (span, source) =>
        {
            for (var place = 0; place < span.Length; place++)
                span[place] = source[place] is >= ' ' and <= '~' and not ('"' or '\\') ? source[place] : '\'';
        });
}
