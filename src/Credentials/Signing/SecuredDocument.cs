using System.Runtime.InteropServices;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.LinkedData;

namespace Credentials.Signing;

/// <summary>
/// What a proof is about (Data Integrity 1.0 sections 4.2 and 4.5): a document without its proofs, or, for a link of a chain, with the proofs alone that
/// come before it. Several proofs of one document share it.
/// </summary>
internal sealed class SecuredDocument
{
    private const string Proof = "proof";

    private readonly byte[]?[] _hashes = new byte[2][];
    private readonly Problem?[] _unhashed = new Problem?[2];
    private Problem? _problem;
    private IReadOnlyList<RdfQuad>? _quads;
    private bool? _hasPlainNames;

    private SecuredDocument(JsonElement json, string? without, JsonLdContexts contexts) => (Json, Without, Contexts) = (json, without, contexts);

    /// <summary>The contexts that the document may refer to.</summary>
    public JsonLdContexts Contexts { get; }

    /// <summary>The document; <see cref="Without"/> is no part of it.</summary>
    public JsonElement Json { get; }

    /// <summary>A member to leave out, or null.</summary>
    public string? Without { get; }

    /// <inheritdoc cref="PlainNames"/>
    public bool HasPlainNames => _hasPlainNames ??= PlainNames.Hold(Json);

    /// <param name="document">Strictly parsed; its <c>proof</c> does not count.</param>
    public static SecuredDocument Of(JsonElement document, JsonLdContexts contexts) => new(document, Proof, contexts);

    /// <summary>The same document with these proofs, as a list, in place of its own.</summary>
    public static SecuredDocument With(JsonElement document, IReadOnlyList<JsonElement> previous, JsonLdContexts contexts)
    {
        using var buffer = new PooledBuffer(JsonMarshal.GetRawUtf8Value(document).Length + 16);
        buffer.Write("{"u8);
        bool isFirst = WriteMembers(document, Proof, without: null, buffer, isFirst: true);
        buffer.Write(isFirst ? "\"proof\":["u8 : ",\"proof\":["u8);
        for (int index = 0; index < previous.Count; index++)
        {
            if (index > 0)
                buffer.Write(","u8);
            buffer.Write(JsonMarshal.GetRawUtf8Value(previous[index]));
        }
        buffer.Write("]}"u8);
        return new SecuredDocument(Parse(buffer), null, contexts);
    }

    /// <summary>The hash of the document as canonical RDF; made once for all proofs with one kind of hash. Problems as of <see cref="LinkedDataHash"/>.</summary>
    public Problem? HashCanonical(RdfcHash hash, Span<byte> digest)
    {
        ref byte[]? known = ref _hashes[(int)hash];
        if (known is null)
        {
            // Finding it out again, for the next proof, would cost as much again.
            if (_unhashed[(int)hash] is { } before)
                return before;
            if (Quads() is not { } quads)
                return _problem;
            byte[] computed = new byte[hash.Length()];
            if (LinkedDataHash.Compute(quads, Contexts, hash, computed) is { } problem)
                return _unhashed[(int)hash] = problem;
            known = computed;
        }
        known.CopyTo(digest);
        return null;
    }

    /// <summary>The options of a proof with the document's context in place of any of their own, and without one member; null where the document has none.</summary>
    public JsonElement? WithContext(JsonElement options, string without)
    {
        if (!Json.TryGetProperty("@context", out var context))
            return null;
        using var buffer = new PooledBuffer(2048);
        buffer.Write("{\"@context\":"u8);
        buffer.Write(JsonMarshal.GetRawUtf8Value(context));
        WriteMembers(options, "@context", without, buffer, isFirst: false);
        buffer.Write("}"u8);
        return Parse(buffer);
    }

    /// <summary>The document with another context in place of its own.</summary>
    public JsonElement InContext(JsonElement context)
    {
        using var buffer = new PooledBuffer(JsonMarshal.GetRawUtf8Value(Json).Length);
        buffer.Write("{\"@context\":"u8);
        buffer.Write(JsonMarshal.GetRawUtf8Value(context));
        WriteMembers(Json, "@context", Without, buffer, isFirst: false);
        buffer.Write("}"u8);
        return Parse(buffer);
    }

    private IReadOnlyList<RdfQuad>? Quads()
    {
        if (_quads is null && _problem is null)
        {
            var read = LinkedDataHash.ToRdf(Stripped(), Contexts);
            (_quads, _problem) = (read.IsSuccess ? read.Value : null, read.Problem);
        }
        return _quads;
    }

    private JsonElement Stripped()
    {
        if (Without is null || !Json.TryGetProperty(Without, out _))
            return Json;
        using var buffer = new PooledBuffer(JsonMarshal.GetRawUtf8Value(Json).Length);
        buffer.Write("{"u8);
        WriteMembers(Json, Without, without: null, buffer, isFirst: true);
        buffer.Write("}"u8);
        return Parse(buffer);
    }

    // Whether nothing was written yet.
    private static bool WriteMembers(JsonElement of, string except, string? without, PooledBuffer buffer, bool isFirst)
    {
        foreach (var member in of.EnumerateObject())
        {
            if (member.NameEquals(except) || (without is not null && member.NameEquals(without)))
                continue;
            buffer.Write(isFirst ? "\""u8 : ",\""u8);
            buffer.Write(JsonMarshal.GetRawUtf8PropertyName(member));
            buffer.Write("\":"u8);
            buffer.Write(JsonMarshal.GetRawUtf8Value(member.Value));
            isFirst = false;
        }
        return isFirst;
    }

    // Was strictly parsed before, and is one level deeper at most.
    private static JsonElement Parse(PooledBuffer buffer) =>
        JsonDocument.Parse(buffer.Written.ToArray(), new JsonDocumentOptions { MaxDepth = StrictJson.MaxDepth + 2 }).RootElement;
}
