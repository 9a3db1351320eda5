using System.Buffers;
using System.Text.Json;
using Credentials.Encoding;
using Microsoft.AspNetCore.Http;

namespace Credentials.Web.Answers;

/// <summary>Reads a JSON body strictly.</summary>
public static class JsonBody
{
    /// <summary>The parsed body, which the caller disposes; bodies of another type than JSON are refused.</summary>
    public static async ValueTask<Result<JsonDocument>> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentType is not null && !request.HasJsonContentType())
            return new Problem(ProblemCode.UnsupportedMediaType, "send application/json");
        return StrictJson.Parse(await ReadBytesAsync(request, cancel));
    }

    /// <summary>The whole body; its size is bounded by the endpoint's limit.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadBytesAsync(HttpRequest request, CancellationToken cancel)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancel);
            if (read.IsCompleted)
            {
                ReadOnlyMemory<byte> body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
