using System.Text.Json;
using Credentials.Keys;

namespace Credentials.SdJwtVcs;

/// <summary>One key of a JWK Set.</summary>
/// <param name="KeyId">Its <c>kid</c>; null where it has none.</param>
/// <param name="Key">The key.</param>
public sealed record IssuerKey(string? KeyId, PublicKey Key);

/// <summary>A JWK Set (RFC 7517 section 5) of an issuer's public keys. Keys of kinds that are not understood are left out, as the RFC says.</summary>
public sealed record IssuerKeySet(IReadOnlyList<IssuerKey> Keys)
{
    /// <summary>More keys are refused.</summary>
    public const int MaxKeys = 128;

    public IReadOnlyList<IssuerKey> Keys { get; init => field = ValueList<IssuerKey>.Of(value); } = ValueList<IssuerKey>.Of(Keys);

    /// <summary>Reads strictly parsed JSON; <see cref="ProblemCode.InvalidInput"/> where it is no JWK Set.</summary>
    public static Result<IssuerKeySet> Parse(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("keys"u8, out var keys) || keys.ValueKind != JsonValueKind.Array
            || keys.GetArrayLength() > MaxKeys)
            return new Problem(ProblemCode.InvalidInput, "not a JWK Set");
        var read = new List<IssuerKey>();
        foreach (var jwk in keys.EnumerateArray())
        {
            if (!PublicKey.FromJwk(jwk).TryGet(out var key, out _))
                continue;
            var hasId = jwk.TryGetProperty("kid"u8, out var id);
            if (hasId && id.ValueKind != JsonValueKind.String)
                return new Problem(ProblemCode.InvalidInput, "a key's kid is not a string");
            read.Add(new IssuerKey(hasId ? id.GetString() : null, key));
        }

        return new IssuerKeySet(read);
    }

    /// <summary>
    /// The key for a token: by its <c>kid</c>, or without one the only key of the algorithm. <see cref="ProblemCode.NotFound"/> where there is none, or
    /// several that it could be.
    /// </summary>
    public Result<PublicKey> Find(string? keyId, string algorithm)
    {
        var fitting = Keys.Where(key => key.Key.JwsAlgorithm == algorithm && (keyId is null || key.KeyId == keyId)).Take(2).ToArray();
        return fitting.Length == 1
            ? fitting[0].Key
            : new Problem(ProblemCode.NotFound, fitting.Length == 0 ? "the issuer publishes no such key" : "the issuer publishes several keys that it could be");
    }

    public void Write(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteStartArray("keys"u8);
        foreach (var key in Keys)
            WriteKey(writer, key);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteKey(Utf8JsonWriter writer, IssuerKey key)
    {
        using var stream = new MemoryStream();
        using (var inner = new Utf8JsonWriter(stream))
            key.Key.WriteJwk(inner);
        using var jwk = JsonDocument.Parse(stream.GetBuffer().AsMemory(0, (int)stream.Length));
        writer.WriteStartObject();
        if (key.KeyId is { } id)
            writer.WriteString("kid"u8, id);
        writer.WriteString("use"u8, "sig"u8);
        writer.WriteString("alg"u8, key.Key.JwsAlgorithm);
        foreach (var member in jwk.RootElement.EnumerateObject())
            member.WriteTo(writer);
        writer.WriteEndObject();
    }
}
