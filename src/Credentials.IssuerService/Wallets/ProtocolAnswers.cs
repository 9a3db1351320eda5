using Credentials.Wallets;
using Credentials.Web.Answers;
using Microsoft.AspNetCore.Http;

namespace Credentials.IssuerService.Wallets;

/// <summary>Answers in the form that OAuth and OpenID4VCI give them.</summary>
internal static class ProtocolAnswers
{
    public const string Bearer = "Bearer";

    public const string Dpop = "DPoP";

    private const string DpopAlgorithms = "algs=\"ES256 EdDSA\"";

    /// <summary>RFC 6749 section 5.2 and OpenID4VCI 1.0 section 8.3.1.2: 400 with code and description.</summary>
    public static IResult Refuse(string code, string description, int status = StatusCodes.Status400BadRequest) => new JsonAnswer(status, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("error"u8, code);
        writer.WriteString("error_description"u8, Plain(description));
        writer.WriteEndObject();
    });

    public static IResult Refuse(ProtocolError error) => Refuse(error.Code, error.Description);

    /// <summary>401 without a token (RFC 6750 section 3.1, RFC 9449 section 7.2): both schemes, and nothing more.</summary>
    public static IResult Challenge(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = new([$"{Dpop} {DpopAlgorithms}", Bearer]);
        context.Response.Headers.CacheControl = "no-store";
        return Results.StatusCode(StatusCodes.Status401Unauthorized);
    }

    /// <summary>A challenge that says why, by the scheme that the wallet used (RFC 6750 section 3, RFC 9449 section 7.1).</summary>
    public static IResult Challenge(HttpContext context, string scheme, string code, string description, int status = StatusCodes.Status401Unauthorized)
    {
        var why = $"{scheme} error=\"{code}\", error_description=\"{Plain(description)}\"";
        context.Response.Headers.WWWAuthenticate = scheme == Dpop ? $"{why}, {DpopAlgorithms}" : why;
        context.Response.Headers.CacheControl = "no-store";
        return Refuse(code, description, status);
    }

    /// <summary>What RFC 6749 allows in a description: printable ASCII without quotation mark and backslash.</summary>
    private static string Plain(string text) =>
        string.Create(text.Length, text, (span, source) =>
        {
            for (var place = 0; place < span.Length; place++)
                span[place] = source[place] is >= ' ' and <= '~' and not ('"' or '\\') ? source[place] : '\'';
        });
}
