using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Credentials.PublicVerifier.VcApi.Identifiers;

/// <summary>Writes a resolution in the form that was asked for.</summary>
/// <param name="resolution">What came of it.</param>
/// <param name="form">How to say it.</param>
/// <param name="isUrl">Whether a resource in the document was asked for.</param>
internal sealed class ResolutionAnswer(Resolution resolution, ResolutionForm form, bool isUrl) : IResult, IStatusCodeHttpResult, IContentTypeHttpResult
{
    public int? StatusCode => resolution.Error?.Status ?? StatusCodes.Status200OK;

    // An error has no representation of the document to stand for it.
    public string ContentType => IsBare ? form.MediaType : form.Kind == ResolutionForm.Content.Document ? "application/did-resolution" : form.MediaType;

    private bool IsBare => form.Kind == ResolutionForm.Content.Document && resolution.Error is null;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCode!.Value;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.Append("Vary", "Accept");
        if (HttpMethods.IsHead(httpContext.Request.Method))
            return;
        await using var writer = new Utf8JsonWriter(response.BodyWriter);
        if (IsBare)
            resolution.Document!.Value.WriteTo(writer);
        else if (form.Kind == ResolutionForm.Content.FormerResult)
            WriteFormer(writer);
        else
            Write(writer);
        await writer.FlushAsync(httpContext.RequestAborted);
    }

    private void Write(Utf8JsonWriter writer)
    {
        var (metadata, content, contentMetadata) = isUrl
            ? ("dereferencingMetadata", "contentStream", "contentMetadata")
            : ("didResolutionMetadata", "didDocument", "didDocumentMetadata");
        writer.WriteStartObject();
        writer.WritePropertyName(content);
        if (resolution.Document is { } document)
            document.WriteTo(writer);
        else
            writer.WriteNullValue();
        writer.WriteStartObject(metadata);
        if (resolution.Error is { } error)
        {
            writer.WriteStartObject("error");
            writer.WriteString("type", error.Type);
            writer.WriteString("title", error.Word);
            writer.WriteString("detail", error.Detail);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteString("contentType", "application/did");
        }

        writer.WriteEndObject();
        writer.WriteStartObject(contentMetadata);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // DID Core 1.0 sections 7.1 and 7.2: where there is no document, its value is empty.
    private void WriteFormer(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("@context", "https://w3id.org/did-resolution/v1");
        writer.WritePropertyName("didDocument");
        if (resolution.Document is { } document)
        {
            document.WriteTo(writer);
        }
        else
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }

        writer.WriteStartObject("didDocumentMetadata");
        writer.WriteEndObject();
        writer.WriteStartObject(isUrl ? "didDereferencingMetadata" : "didResolutionMetadata");
        writer.WriteString("contentType", "application/did+ld+json");
        if (resolution.Error is { } error)
        {
            writer.WriteString("error", error.Word);
            writer.WriteString("message", error.Detail);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
