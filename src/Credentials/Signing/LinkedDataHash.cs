using System.Text.Json;
using Credentials.Encoding;
using Credentials.LinkedData;

namespace Credentials.Signing;

/// <summary>A JSON-LD document as the hash of its canonical RDF.</summary>
internal static class LinkedDataHash
{
    /// <summary>
    /// <see cref="ProblemCode.InvalidInput"/> where the document has no such form or something of it would be left out;
    /// <see cref="ProblemCode.Unavailable"/> where a context is not at hand, <see cref="ProblemCode.TooLarge"/> where it takes too much work.
    /// </summary>
    public static Problem? Compute(JsonElement document, JsonLdContexts contexts, RdfcHash hash, Span<byte> digest) =>
        ToRdf(document, contexts).TryGet(out var quads, out var problem) ? Compute(quads, contexts, hash, digest) : problem;

    public static Problem? Compute(IReadOnlyList<RdfQuad> quads, JsonLdContexts contexts, RdfcHash hash, Span<byte> digest)
    {
        using var canonical = new PooledBuffer();
        if (Rdfc10.Write(quads, hash, canonical, contexts.Allowance) is { } problem)
            return problem;
        hash.Compute(canonical.Written, digest);
        return null;
    }

    public static Result<List<RdfQuad>> ToRdf(JsonElement document, JsonLdContexts contexts)
    {
        var quads = JsonLdDocument.ToRdf(document, contexts, JsonLdOptions.Default);
        return quads.Problem is { Errors: [{ Reason: "loading-remote-context-failed" }] } unknown
            ? new Problem(ProblemCode.Unavailable, unknown.Detail)
            : quads;
    }
}
