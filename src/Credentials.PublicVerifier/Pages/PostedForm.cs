using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Credentials.PublicVerifier.Pages;

/// <summary>Reads a form with files in memory throughout: a credential is personal, and must not lie in a temporary file.</summary>
internal static class PostedForm
{
    /// <summary>The form, or the key of what was wrong with it: <c>too-large</c> or <c>unreadable</c>.</summary>
    public static async Task<(IFormCollection? Form, string? Error)> ReadAsync(
        HttpRequest request, int maxBytes, int mostParts, CancellationToken cancel)
    {
        if (request.ContentLength > maxBytes) return (null, "too-large");
        if (!request.HasFormContentType) return (null, "unreadable");
        try
        {
            return (await new FormFeature(request, LimitsOf(maxBytes, mostParts)).ReadFormAsync(cancel), null);
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, "too-large");
        }
        catch (Exception error) when (error is InvalidDataException or IOException or BadHttpRequestException)
        {
            return (null, "unreadable");
        }
    }

    private static FormOptions LimitsOf(int maxBytes, int mostParts) => new()
    {
        MemoryBufferThreshold = maxBytes,
        BufferBodyLengthLimit = maxBytes,
        MultipartBodyLengthLimit = maxBytes,
        ValueLengthLimit = maxBytes,
        // Files count too.
        ValueCountLimit = mostParts,
    };
}
