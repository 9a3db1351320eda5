using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Credentials.EvidenceStore.Log;

/// <summary>An answer that anyone may have, and caches may keep: for good what never changes again, for a second what grows.</summary>
internal sealed class PublicAnswer(string contentType, ReadOnlyMemory<byte> body, bool isFinal) : IResult, IContentTypeHttpResult
{
    public string ContentType => contentType;

    public static PublicAnswer Json(bool isFinal, Action<Utf8JsonWriter> write)
    {
        using var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
        return new("application/json", body.ToArray(), isFinal);
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.CacheControl = isFinal ? "public, max-age=31536000, immutable" : "public, max-age=1";
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(httpContext.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}
