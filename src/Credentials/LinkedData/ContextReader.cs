using System.Text.Json;

namespace Credentials.LinkedData;

/// <summary>Context processing (JSON-LD 1.1 API section 4.1), for one document. What was read before is taken from the cache.</summary>
internal sealed class ContextReader(JsonLdContexts contexts, JsonLdBudget budget)
{
    /// <summary>Remote contexts that one context may lead to.</summary>
    private const int MaxRemoteContexts = 32;

    /// <summary>A stranger's inline context beyond this is read anew each time.</summary>
    private const int MaxCachedBytes = 16 * 1024;

    /// <summary>The context that holds in a node object with this <c>@context</c>.</summary>
    public JsonLdContext Embedded(JsonLdContext active, JsonElement local)
    {
        var text = System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(local);
        if (text.Length > MaxCachedBytes && !active.IsTransient)
        {
            active = active.Copy(withTerms: false);
            active.IsTransient = true;
        }
        if (contexts.Cache.Find(active, text) is { } known)
            return known;
        var frame = new ContextFrame(this, active.OriginalBase, [], OverrideProtected: false, ValidateScoped: true);
        // A cached definition keeps its scoped context, which must outlive the document.
        var result = Process(frame, active, local.Clone(), propagate: true);
        contexts.Cache.Add(active, text, result);
        return result;
    }

    /// <summary>The context that holds below a term or type with a scoped context.</summary>
    /// <param name="ofType">Type-scoped: it does not propagate, and may not override protected terms.</param>
    public JsonLdContext Scoped(JsonLdContext active, TermDefinition definition, bool ofType)
    {
        if (contexts.Cache.Find(active, definition, ofType) is { } known)
            return known;
        var frame = new ContextFrame(this, definition.BaseUrl, [], OverrideProtected: !ofType, ValidateScoped: true);
        var result = Process(frame, active, definition.LocalContext, propagate: !ofType);
        contexts.Cache.Add(active, definition, ofType, result);
        return result;
    }

    internal JsonLdBudget Budget => budget;

    internal JsonLdContext Process(ContextFrame frame, JsonLdContext active, JsonElement local, bool propagate)
    {
        budget.Enter();
        if (local.ValueKind == JsonValueKind.Object && local.TryGetProperty(JsonLdKeywords.Propagate, out var stated))
        {
            propagate = stated.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => throw new JsonLdException(JsonLdErrors.InvalidPropagateValue, "@propagate must be true or false"),
            };
        }
        var result = active;
        if (!propagate && active.Previous is null)
        {
            result = active.Copy(withTerms: false);
            result.Previous = active;
        }
        if (local.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in local.EnumerateArray())
                result = ProcessOne(frame, result, item, propagate);
        }
        else
        {
            result = ProcessOne(frame, result, local, propagate);
        }
        budget.Leave();
        return result;
    }

    private JsonLdContext ProcessOne(ContextFrame frame, JsonLdContext result, JsonElement local, bool propagate) => local.ValueKind switch
    {
        JsonValueKind.Null => Nullify(frame, result, propagate),
        JsonValueKind.String => ProcessRemote(frame, result, local.GetString()!),
        JsonValueKind.Object => ProcessMap(frame, result, local),
        _ => throw new JsonLdException(JsonLdErrors.InvalidLocalContext, "a context must be null, an address or an object"),
    };

    private static JsonLdContext Nullify(ContextFrame frame, JsonLdContext result, bool propagate)
    {
        if (!frame.OverrideProtected && result.HasProtectedTerms())
            throw new JsonLdException(JsonLdErrors.InvalidContextNullification, "a null context would take protected terms away");
        var initial = JsonLdContext.Initial(result.OriginalBase);
        initial.Previous = propagate ? null : result;
        initial.IsTransient = result.IsTransient;
        return initial;
    }

    private JsonLdContext ProcessRemote(ContextFrame frame, JsonLdContext result, string reference)
    {
        string url = JsonLdIri.Resolve(frame.BaseUrl, reference);
        if (!JsonLdIri.IsAbsolute(url))
            throw new JsonLdException(JsonLdErrors.LoadingDocumentFailed, "a context's address is relative, and there is no base");
        if (!frame.ValidateScoped && frame.Remote.Contains(url))
            return result;
        if (frame.Remote.Count >= MaxRemoteContexts)
            throw new JsonLdException(JsonLdErrors.ContextOverflow, $"contexts lead to more than {MaxRemoteContexts} others");
        frame.Remote.Add(url);

        // Only what is reached from a document is worth keeping; what validation makes of a context is thrown away.
        bool cached = frame.ValidateScoped;
        if (cached && contexts.Cache.Find(result, url, frame.OverrideProtected) is { } known)
            return known;
        var read = Process(frame with { BaseUrl = url, Remote = [.. frame.Remote] }, result, LoadContext(url), propagate: true);
        if (cached)
            contexts.Cache.Add(result, url, frame.OverrideProtected, read);
        return read;
    }

    /// <summary>The <c>@context</c> of a remote context.</summary>
    private JsonElement LoadContext(string url)
    {
        if (contexts.Find(url) is not { } document)
            throw new JsonLdException(JsonLdErrors.LoadingRemoteContextFailed, "a context is not among those this service knows; none is ever fetched");
        return document.ValueKind == JsonValueKind.Object && document.TryGetProperty(JsonLdKeywords.Context, out var context) ? context
            : throw new JsonLdException(JsonLdErrors.InvalidRemoteContext, "a remote context is not an object with @context");
    }

    private JsonLdContext ProcessMap(ContextFrame frame, JsonLdContext active, JsonElement local)
    {
        budget.Spend(16 + active.Terms.Count);
        var entries = new Dictionary<string, JsonElement>();
        if (local.TryGetProperty(JsonLdKeywords.Import, out var import))
            AddEntries(entries, LoadImport(frame, import));
        AddEntries(entries, local);
        CheckVersion(entries);

        var result = active.Copy(withTerms: true);
        // A remote context has no say about the base of the document that refers to it.
        if (frame.Remote.Count == 0 && entries.TryGetValue(JsonLdKeywords.Base, out var newBase))
            result.Base = ReadBase(result, newBase);
        if (entries.TryGetValue(JsonLdKeywords.Vocab, out var vocab))
            result.Vocab = ReadVocab(result, vocab);
        if (entries.TryGetValue(JsonLdKeywords.Language, out var language))
            result.Language = ContextValues.StringOrNull(language, JsonLdErrors.InvalidDefaultLanguage, "@language must be a string or null");
        if (entries.TryGetValue(JsonLdKeywords.Direction, out var direction))
            result.Direction = ContextValues.ReadDirection(direction);
        if (entries.TryGetValue(JsonLdKeywords.Propagate, out var propagate) && propagate.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            throw new JsonLdException(JsonLdErrors.InvalidPropagateValue, "@propagate must be true or false");
        new TermReader(frame, result, entries).ReadAll();
        return result;
    }

    private void AddEntries(Dictionary<string, JsonElement> entries, JsonElement map)
    {
        foreach (var entry in map.EnumerateObject())
        {
            budget.Spend(1 + entry.Name.Length);
            entries[entry.Name] = entry.Value;
        }
    }

    private static void CheckVersion(Dictionary<string, JsonElement> entries)
    {
        if (entries.TryGetValue(JsonLdKeywords.Version, out var version) && !(version.ValueKind == JsonValueKind.Number && version.GetDouble() == 1.1))
            throw new JsonLdException(JsonLdErrors.InvalidVersionValue, "@version must be the number 1.1");
    }

    private JsonElement LoadImport(ContextFrame frame, JsonElement import)
    {
        if (import.ValueKind != JsonValueKind.String)
            throw new JsonLdException(JsonLdErrors.InvalidImportValue, "@import must be a string");
        var imported = LoadContext(JsonLdIri.Resolve(frame.BaseUrl, import.GetString()!));
        if (imported.ValueKind != JsonValueKind.Object)
            throw new JsonLdException(JsonLdErrors.InvalidRemoteContext, "an imported context must be an object");
        if (imported.TryGetProperty(JsonLdKeywords.Import, out _))
            throw new JsonLdException(JsonLdErrors.InvalidContextEntry, "an imported context may not import another");
        return imported;
    }

    private static string? ReadBase(JsonLdContext result, JsonElement value)
    {
        string? text = ContextValues.StringOrNull(value, JsonLdErrors.InvalidBaseIri, "@base must be a string or null");
        if (text is null || JsonLdIri.IsAbsolute(text))
            return text;
        return result.Base is not null ? JsonLdIri.Resolve(result.Base, text)
            : throw new JsonLdException(JsonLdErrors.InvalidBaseIri, "@base is relative, and there is no base");
    }

    private static string? ReadVocab(JsonLdContext result, JsonElement value)
    {
        string? text = ContextValues.StringOrNull(value, JsonLdErrors.InvalidVocabMapping, "@vocab must be a string or null");
        if (text is null)
            return null;
        string? vocab = result.Expand(text, vocab: true, documentRelative: true);
        if (vocab is null || JsonLdKeywords.IsKeyword(vocab))
            throw new JsonLdException(JsonLdErrors.InvalidVocabMapping, "@vocab must be an IRI or a blank node");
        return ContextValues.Bounded(vocab);
    }
}
