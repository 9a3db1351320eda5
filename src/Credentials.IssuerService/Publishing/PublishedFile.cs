using System.Security.Cryptography;
using Credentials.Encoding;

namespace Credentials.IssuerService.Publishing;

/// <summary>A document as anyone may fetch and keep it: its bytes, the same instance as long as nothing changed, and how caches may treat
/// it.</summary>
public sealed record PublishedFile(ReadOnlyMemory<byte> Body, string ContentType, TimeSpan MaxAge)
{
    /// <summary>Strong entity tag (RFC 9110 section 8.8.3), with its quotes.</summary>
    public string EntityTag { get; private init; } = $"\"{StrictBase64Url.Encode(SHA256.HashData(Body.Span).AsSpan(0, 16))}\"";

    /// <summary>Whether the address answers in other forms too, chosen by <c>Accept</c>.</summary>
    public bool IsNegotiated { get; init; }

    /// <summary>Whether others made it: a browser that opens it runs nothing in it.</summary>
    public bool IsForeign { get; init; }

    /// <summary>The same bytes under another media type, which is another representation and so has another entity tag.</summary>
    public PublishedFile As(string contentType) => contentType == ContentType
        ? this
        : this with { ContentType = contentType, EntityTag = $"{EntityTag[..^1]}-{contentType[(contentType.IndexOf('/', StringComparison.Ordinal) + 1)..]}\"" };
}
