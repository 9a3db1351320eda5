using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.LinkedData;

/// <summary>
/// The closed set of contexts that documents may refer to (the documentLoader of JSON-LD 1.1 API section 9.4). An address that is not in it is
/// refused; nothing is ever fetched. Immutable, and safe to use from several threads; keep one, because what was read is kept with it.
/// </summary>
public sealed class JsonLdContexts
{
    // A document that is its context alone is empty, which safe mode refuses.
    private static readonly JsonLdOptions NothingBelow = new() { Safe = false };

    private readonly FrozenDictionary<string, ContextDocument> _documents;
    private readonly ConcurrentDictionary<string, JsonLdContext> _initial;
    private readonly JsonLdContext _withoutBase;

    private JsonLdContexts(IEnumerable<KeyValuePair<string, ContextDocument>> documents) =>
        (_documents, _initial, _withoutBase, Cache) = (documents.ToFrozenDictionary(), new(), JsonLdContext.Initial(null), new());

    private JsonLdContexts(JsonLdContexts set, WorkAllowance allowance) =>
        (_documents, _initial, _withoutBase, Cache, Allowance) = (set._documents, set._initial, set._withoutBase, set.Cache, allowance);

    /// <summary>The contexts that come with this library; see <c>LinkedData/Contexts/README.md</c>.</summary>
    public static JsonLdContexts Bundled { get; } = new(BundledContexts.Load());

    /// <summary>The addresses of the set.</summary>
    public IReadOnlyCollection<string> Urls => _documents.Keys;

    internal ContextCache Cache { get; }

    /// <summary>What work on the documents that refer to these contexts may cost together; null for no such bound.</summary>
    internal WorkAllowance? Allowance { get; }

    /// <summary>The set with one more context, which a deployment answers for.</summary>
    /// <param name="url">The address it is known by, an absolute IRI.</param>
    /// <param name="utf8">The document as it is published, to the byte: a JSON object with <c>@context</c>.</param>
    /// <returns>The set, or <see cref="ProblemCode.InvalidInput"/> for an address that is relative or taken, and what <see cref="StrictJson"/> refuses.</returns>
    public Result<JsonLdContexts> With(string url, ReadOnlySpan<byte> utf8)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!JsonLdIri.IsWellFormed(url))
            return new Problem(ProblemCode.InvalidInput, "the address of a context must be an absolute IRI");
        if (_documents.ContainsKey(url))
            return new Problem(ProblemCode.InvalidInput, "the address of a context is taken");
        var bytes = utf8.ToArray();
        return StrictJson.ParseElement(bytes).Map(json => new JsonLdContexts(_documents.Append(new(url, ContextDocument.Of(bytes, json)))));
    }

    /// <summary>
    /// Reads the context at an address as a document would that names it alone, with all that it leads to and the contexts of its terms.
    /// </summary>
    /// <param name="url">An address of the set.</param>
    /// <returns>What is wrong, as in <see cref="JsonLdDocument.ToRdf"/>; null where documents can refer to it.</returns>
    public Problem? FindFault(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return JsonLdDocument.ToRdf(JsonSerializer.SerializeToElement(new Dictionary<string, string> { [JsonLdKeywords.Context] = url }), this, NothingBelow).Problem;
    }

    /// <summary>
    /// What the address answers, to the byte; null where it is not in the set, or where its content is but not the bytes, so that no digest can be compared.
    /// </summary>
    /// <param name="url">As a document names it.</param>
    public ReadOnlyMemory<byte>? FindBytes(string url) =>
        _documents.TryGetValue(url, out var document) && document.IsExact ? document.Bytes : default(ReadOnlyMemory<byte>?);

    /// <summary>The same set, for documents that were handed in together: they share an allowance, and with everybody else what was read before.</summary>
    internal JsonLdContexts Within(WorkAllowance allowance) => new(this, allowance);

    /// <summary>As <see cref="Within"/>, where nobody further out said what the allowance is shared with.</summary>
    internal JsonLdContexts WithinAllowance() => Allowance is null ? Within(new WorkAllowance()) : this;

    internal JsonElement? Find(string url) => _documents.TryGetValue(url, out var document) ? document.Json : null;

    /// <summary>The context before any is read: the same object for the same base as long as there are few, because the cache goes by it.</summary>
    internal JsonLdContext Initial(string? baseIri)
    {
        const int MaxKept = 64;
        if (baseIri is null)
            return _withoutBase;
        return _initial.TryGetValue(baseIri, out var known) ? known
            : _initial.Count < MaxKept ? _initial.GetOrAdd(baseIri, JsonLdContext.Initial)
            : JsonLdContext.Initial(baseIri);
    }
}
