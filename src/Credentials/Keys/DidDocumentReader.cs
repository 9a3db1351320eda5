using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.Keys;

/// <summary>Reads DID documents that strangers wrote.</summary>
internal static class DidDocumentReader
{
    /// <summary>More methods than this in one document are refused: each key costs arithmetic.</summary>
    private const int MostMethods = 100;

    public static Result<DidDocument> Read(JsonElement document, Did expected)
    {
        if (document.ValueKind != JsonValueKind.Object)
            return Malformed("not an object");
        if (Text(document, "id") != expected.Value)
            return Malformed("its id is not the DID that was asked for");
        if (document.TryGetProperty("@context", out var context) && context.ValueKind is not (JsonValueKind.String or JsonValueKind.Array))
            return Malformed("its @context is neither a string nor an array");

        var methods = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (string list in (ReadOnlySpan<string>)["verificationMethod", "assertionMethod", "authentication"])
        {
            if (CollectMethods(document, list, expected, methods) is { } problem)
                return problem;
        }
        var keys = new Dictionary<string, VerificationMethod>(StringComparer.Ordinal);
        foreach (var (id, method) in methods)
        {
            if (ReadMethod(id, method, expected) is { } read)
                keys.Add(id, read);
        }
        return new DidDocument(expected, Relationship(document, "assertionMethod", expected, keys), Relationship(document, "authentication", expected, keys));
    }

    private static Problem? CollectMethods(JsonElement document, string list, Did did, Dictionary<string, JsonElement> methods)
    {
        if (!document.TryGetProperty(list, out var items))
            return null;
        if (items.ValueKind != JsonValueKind.Array)
            return Malformed($"its {list} is not an array");
        foreach (var item in items.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String && list != "verificationMethod")
                continue;
            if (item.ValueKind != JsonValueKind.Object || Text(item, "id") is not { } id)
                return Malformed($"an entry of {list} is no method");
            // Two methods of one name would let two readers find different keys.
            if (!methods.TryAdd(Absolute(id, did), item) && !JsonElement.DeepEquals(methods[Absolute(id, did)], item))
                return Malformed("two methods have one id");
            if (methods.Count > MostMethods)
                return Malformed($"more than {MostMethods} methods");
        }
        return null;
    }

    private static VerificationMethod? ReadMethod(string id, JsonElement method, Did did)
    {
        if (!Did.TryParseKeyUrl(id, out var owner) || owner != did || Text(method, "controller") != did.Value)
            return null;
        if (!TryInstant(method, "expires", out var expires) || !TryInstant(method, "revoked", out var revoked))
            return null;
        return ReadKey(method).TryGet(out var key, out _)
            ? new VerificationMethod(id, did.Value, key) { Expires = expires, Revoked = revoked }
            : null;
    }

    private static Result<PublicKey> ReadKey(JsonElement method)
    {
        string? multibase = Text(method, "publicKeyMultibase");
        bool hasJwk = method.TryGetProperty("publicKeyJwk", out var jwk);
        return Text(method, "type") switch
        {
            "Multikey" when multibase is not null && !hasJwk => PublicKey.FromMultikey(multibase),
            "Ed25519VerificationKey2020" when multibase is not null && !hasJwk => PublicKey.FromMultikey(multibase).Then(OnlyEd25519),
            "JsonWebKey" or "JsonWebKey2020" when hasJwk && multibase is null => PublicKey.FromJwk(jwk),
            _ => Malformed("a method of an unknown type"),
        };
    }

    private static Result<PublicKey> OnlyEd25519(PublicKey key) =>
        key.Algorithm == KeyAlgorithm.Ed25519 ? key : Malformed("an Ed25519VerificationKey2020 with another key");

    private static List<VerificationMethod> Relationship(
        JsonElement document, string list, Did did, Dictionary<string, VerificationMethod> keys)
    {
        var found = new List<VerificationMethod>();
        if (!document.TryGetProperty(list, out var items))
            return found;
        foreach (var item in items.EnumerateArray())
        {
            string? id = item.ValueKind == JsonValueKind.String ? item.GetString() : Text(item, "id");
            if (id is not null && keys.TryGetValue(Absolute(id, did), out var method) && !found.Contains(method))
                found.Add(method);
        }
        return found;
    }

    private static string Absolute(string id, Did did) => id.StartsWith('#') ? did.Value + id : id;

    private static bool TryInstant(JsonElement method, string name, out DateTimeOffset? instant)
    {
        instant = null;
        if (!method.TryGetProperty(name, out _))
            return true;
        if (!XmlDateTime.TryParse(Text(method, name), out var value))
            return false;
        instant = value;
        return true;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Problem Malformed(string why) => new(ProblemCode.InvalidInput, $"DID document: {why}");
}
