using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>A form as wallets send it.</summary>
internal static class WalletForm
{
    private const int MostFields = 32;
    private const int LongestField = 4 * 1024 * 1024;

    private static readonly FormOptions Limits = new() { ValueCountLimit = MostFields, KeyLengthLimit = 100, ValueLengthLimit = LongestField };

    /// <summary>The fields; null for another content type, what cannot be read, and a field that is there twice (RFC 6749 section 3.1).</summary>
    public static async Task<Dictionary<string, string>?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentType is not { } type || !type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            var form = await new FormFeature(request, Limits).ReadFormAsync(cancel);
            return form.Any(field => field.Value.Count > 1) ? null : form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        }
        catch (Exception malformed) when (malformed is InvalidDataException or BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest })
        {
            return null;
        }
    }
}
