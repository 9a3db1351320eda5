using System.Buffers;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.Inputs;
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

    /// <summary>
    /// What a body says that must be one JSON object with no other members than are asked for; otherwise every fault with its pointer. What
    /// <paramref name="read"/> answers counts only where it found no fault.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="read">Takes the members out.</param>
    /// <param name="faulty">A sentence for people about the whole.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public static async ValueTask<Result<T>> ReadAsync<T>(HttpRequest request, Func<InputObject, T> read, string faulty, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (!(await ReadAsync(request, cancel)).TryGet(out var body, out var unreadable))
            return unreadable;
        using (body)
        {
            var errors = new List<InputError>();
            if (InputObject.Open(body.RootElement, "", errors) is { } root)
            {
                var value = read(root);
                root.RefuseOthers();
                if (errors.Count == 0)
                    return value;
            }
            return new Problem(ProblemCode.InvalidInput, faulty) { Errors = errors };
        }
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
