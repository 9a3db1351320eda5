using System.Security.Cryptography;
using Credentials.Encoding;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Credentials.Web.SignIn;

/// <summary>
/// The token in every form of staff: HMAC-SHA-256 under the session's secret id. Only a page that this session was shown has it, so another site, or another
/// session, cannot send the form.
/// </summary>
public static class FormToken
{
    public const string FieldName = "form-token";

    internal static string? Of(HttpContext context) => context.User.Identity is StaffIdentity { Session: var session } ? Of(session) : null;

    /// <summary>403 for a form without the session's token, 400 for what is no form.</summary>
    internal static RouteHandlerBuilder WithFormToken(this RouteHandlerBuilder builder) => builder.AddEndpointFilter(async (invocation, next) =>
    {
        var context = invocation.HttpContext;
        if (await ReadAsync(context) is not { } form)
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        return IsRight(context, form[FieldName].ToString()) ? await next(invocation) : Results.StatusCode(StatusCodes.Status403Forbidden);
    });

    private static string Of(StaffSession session) => StrictBase64Url.Encode(HMACSHA256.HashData(session.Id, "form"u8));

    private static bool IsRight(HttpContext context, string token) => context.User.Identity is StaffIdentity { Session: var session }
        && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(token), System.Text.Encoding.UTF8.GetBytes(Of(session)));

    private static async Task<IFormCollection?> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return null;
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
