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
    private readonly FrozenDictionary<string, Lazy<JsonElement>> _documents;
    private readonly ConcurrentDictionary<string, JsonLdContext> _initial = new();
    private readonly JsonLdContext _withoutBase = JsonLdContext.Initial(null);

    private JsonLdContexts(IEnumerable<KeyValuePair<string, Lazy<JsonElement>>> documents) => _documents = documents.ToFrozenDictionary();

    /// <summary>The contexts that come with this library; see <c>LinkedData/Contexts/README.md</c>.</summary>
    public static JsonLdContexts Bundled { get; } = new(BundledContexts.Load());

    /// <summary>The addresses of the set.</summary>
    public IReadOnlyCollection<string> Urls => _documents.Keys;

    internal ContextCache Cache { get; } = new();

    /// <summary>The set with one more context, which a deployment answers for.</summary>
    /// <param name="url">The address it is known by, an absolute IRI.</param>
    /// <param name="utf8">The document: a JSON object with <c>@context</c>.</param>
    /// <returns>The set, or <see cref="ProblemCode.InvalidInput"/> for an address that is relative or taken, and what <see cref="StrictJson"/> refuses.</returns>
    public Result<JsonLdContexts> With(string url, ReadOnlySpan<byte> utf8)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!JsonLdIri.IsWellFormed(url))
            return new Problem(ProblemCode.InvalidInput, "the address of a context must be an absolute IRI");
        if (_documents.ContainsKey(url))
            return new Problem(ProblemCode.InvalidInput, "the address of a context is taken");
        return StrictJson.ParseElement(utf8).Map(document => new JsonLdContexts(_documents.Append(new(url, new Lazy<JsonElement>(document)))));
    }

    internal JsonElement? Find(string url) => _documents.TryGetValue(url, out var document) ? document.Value : null;

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
