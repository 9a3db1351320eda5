using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Credentials.Web.Answers;

/// <summary>Answers JSON written by hand, straight into the response.</summary>
public sealed class JsonAnswer(int status, Action<Utf8JsonWriter> write) : IResult, IStatusCodeHttpResult, IContentTypeHttpResult
{
    public int? StatusCode => status;

    public string ContentType => "application/json";

    public string? Location { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = ContentType;

        // Names and other personal data are in here: they are for this caller now, and for no cache.
        response.Headers.CacheControl = "no-store";
        if (Location is not null)
            response.Headers.Location = Location;
        if (HttpMethods.IsHead(httpContext.Request.Method))
            return;
        await using var writer = new Utf8JsonWriter(response.BodyWriter);
        write(writer);
        await writer.FlushAsync(httpContext.RequestAborted);
    }

    /// <summary>A list with the cursor that continues it.</summary>
    public static JsonAnswer Page<T>(IReadOnlyList<T> items, string? next, Action<Utf8JsonWriter, T> write) => new(StatusCodes.Status200OK, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("items");
        foreach (var item in items)
            write(writer, item);
        writer.WriteEndArray();
        writer.WriteString("next", next);
        writer.WriteEndObject();
    });
}
