using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.LinkedData;

/// <summary>A context at hand; read, and parsed, when it is first needed.</summary>
internal sealed class ContextDocument
{
    private readonly Lazy<byte[]> _bytes;
    private readonly Lazy<JsonElement> _json;

    /// <param name="read">Its bytes, which are a context.</param>
    /// <param name="isExact">Whether they are the published ones, or only the same content.</param>
    public ContextDocument(Func<byte[]> read, bool isExact)
    {
        IsExact = isExact;
        _bytes = new(read);
        _json = new(() => StrictJson.ParseElement(Bytes.Span).Value);
    }

    private ContextDocument(byte[] bytes, JsonElement json) => (IsExact, _bytes, _json) = (true, new(bytes), new(json));

    public bool IsExact { get; }

    public ReadOnlyMemory<byte> Bytes => _bytes.Value;

    public JsonElement Json => _json.Value;

    /// <summary>One that was parsed already.</summary>
    public static ContextDocument Of(byte[] published, JsonElement json) => new(published, json);
}
