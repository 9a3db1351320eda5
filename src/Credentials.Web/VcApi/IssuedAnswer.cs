using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Credentials.Web.VcApi;

/// <summary>The VC-API's answer to <c>issue</c>: 201, and the credential as <c>verifiableCredential</c>, or by itself where bare was asked for.</summary>
/// <param name="mediaType">Of the signed form. What is no JSON is answered in an envelope (VC Data Model 2.0 section 4.13.1).</param>
/// <param name="signed">The signed form.</param>
/// <param name="isBare">Whether the credential is the whole answer.</param>
public sealed class IssuedAnswer(string mediaType, ReadOnlyMemory<byte> signed, bool isBare) : IResult, IStatusCodeHttpResult
{
    /// <summary>The forms by which a caller asks; the first is the default.</summary>
    public const string DataIntegrity = "application/vc";
    public const string VcJwt = "application/vc+jwt";
    public const string SdJwtVc = "application/dc+sd-jwt";

    public int? StatusCode => StatusCodes.Status201Created;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status201Created;
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-store";
        await using var writer = new Utf8JsonWriter(response.BodyWriter);
        if (!isBare)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("verifiableCredential");
        }

        if (mediaType == DataIntegrity)
            writer.WriteRawValue(signed.Span);
        else
            WriteEnvelope(writer);
        if (!isBare)
            writer.WriteEndObject();
        await writer.FlushAsync(httpContext.RequestAborted);
    }

    private void WriteEnvelope(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("@context", "https://www.w3.org/ns/credentials/v2");
        writer.WriteString("id", $"data:{mediaType},{System.Text.Encoding.ASCII.GetString(signed.Span)}");
        writer.WriteString("type", "EnvelopedVerifiableCredential");
        writer.WriteEndObject();
    }
}
