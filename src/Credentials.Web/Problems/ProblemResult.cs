using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Credentials.Web.Problems;

/// <summary>Writes <c>application/problem+json</c> (RFC 9457).</summary>
internal sealed class ProblemResult(ProblemKind kind, string? detail, IReadOnlyList<InputError> errors) : IProblemResult, IStatusCodeHttpResult, IContentTypeHttpResult
{
    // Seconds; what is busy now is mostly free then.
    private const string RetryAfter = "10";

    public int? StatusCode => kind.Status;

    public string ContentType => "application/problem+json";

    public IReadOnlyList<InputError> Errors => errors;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = kind.Status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        // Who refused before may have said already by which scheme to come.
        if (kind.Status == StatusCodes.Status401Unauthorized && response.Headers.WWWAuthenticate.Count == 0) response.Headers.WWWAuthenticate = "Bearer realm=\"credentials\"";
        if (kind.Code == ProblemCode.Unavailable && response.Headers.RetryAfter.Count == 0) response.Headers.RetryAfter = RetryAfter;
        if (HttpMethods.IsHead(httpContext.Request.Method)) return;
        await using var writer = new Utf8JsonWriter(response.BodyWriter);
        Write(writer);
        await writer.FlushAsync(httpContext.RequestAborted);
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", kind.Type);
        writer.WriteString("title", kind.Title);
        writer.WriteNumber("status", kind.Status);
        if (!string.IsNullOrEmpty(detail)) writer.WriteString("detail", detail);
        if (errors.Count > 0)
        {
            writer.WriteStartArray("errors");
            foreach (var error in errors)
            {
                writer.WriteStartObject();
                // A JSON pointer is empty or begins with a slash; a column name does neither.
                writer.WriteString(error.Pointer.Length == 0 || error.Pointer[0] == '/' ? "pointer" : "column", error.Pointer);
                writer.WriteString("reason", error.Reason);
                writer.WriteString("detail", error.Detail);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
