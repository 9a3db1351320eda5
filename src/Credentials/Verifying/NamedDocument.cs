using System.Text.Json;
using Credentials.Encoding;
using Credentials.Schemas;

namespace Credentials.Verifying;

/// <summary>
/// A document at an address that a credential names: a related resource, a schema, a list of revoked credentials. What it says is read once, however many
/// credentials name it.
/// </summary>
public sealed class NamedDocument
{
    private readonly Lazy<Result<JsonElement>> _json;
    private readonly Lazy<Result<JsonSchema>> _schema;

    /// <param name="body">The bytes; not changed afterwards.</param>
    public NamedDocument(ReadOnlyMemory<byte> body)
    {
        Body = body;
        _json = new(() => StrictJson.ParseElement(Body.Span));
        _schema = new(() => Json.Then(ReadSchema));
    }

    public ReadOnlyMemory<byte> Body { get; }

    internal Result<JsonElement> Json => _json.Value;

    /// <summary>As a JSON Schema, whose <c>$schema</c> names a draft that is understood here.</summary>
    internal Result<JsonSchema> Schema => _schema.Value;

    private static Result<JsonSchema> ReadSchema(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$schema"u8, out var draft) && draft.ValueKind == JsonValueKind.String
            && draft.GetString()!.TrimEnd('#') is "https://json-schema.org/draft/2020-12/schema" or "https://json-schema.org/draft/2019-09/schema"
            ? JsonSchema.Read(schema)
            : new Problem(ProblemCode.InvalidInput, "it names no draft of JSON Schema that is read here");
}
