using System.Text.Json;

namespace Credentials.Signing;

/// <summary>
/// Whether a document's JSON means what it seems to mean (Data Integrity 1.0 section 4.6, Context Validation). A signature over RDF holds for whatever has
/// the same RDF: with names of its own, names written out, or members moved to another object with the same <c>id</c>, a document could hide
/// <c>validUntil</c> from all who read its JSON.
/// </summary>
internal sealed class PlainNames
{
    private const string Profile = "Profile";

    // What a proof may hold: any other name could be a second one for what is read here, as expiration is for expires in security/v1.
    private static readonly HashSet<string> ProofMembers =
    [
        "@context", "id", "type", "cryptosuite", "created", "expires", "verificationMethod", "proofPurpose", "proofValue", "domain", "challenge", "previousProof", "nonce",
    ];

    private readonly OwnTerms _terms = new();
    private readonly Dictionary<string, JsonElement> _described = new(StringComparer.Ordinal);

    private PlainNames()
    {
    }

    public static bool Hold(JsonElement document)
    {
        var names = new PlainNames();
        return names._terms.AddAll(document) && names.HoldIn(document);
    }

    /// <summary>The same of a proof without its value.</summary>
    public static bool HoldInProof(JsonElement options)
    {
        foreach (var member in options.EnumerateObject())
        {
            if (!ProofMembers.Contains(member.Name))
                return false;
        }
        return Hold(options);
    }

    private bool HoldIn(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                // RDF knows no list in a set: what stands in it would be the same without the inner brackets.
                if (item.ValueKind == JsonValueKind.Array || !HoldIn(item))
                    return false;
            }
            return true;
        }
        return value.ValueKind != JsonValueKind.Object || HoldInObject(value);
    }

    private bool HoldInObject(JsonElement value)
    {
        foreach (var member in value.EnumerateObject())
        {
            string name = member.Name;
            bool isPlain = name switch
            {
                "@context" => true,
                "id" => IsPlainId(value, member.Value),
                "type" => AreTypesPlain(member.Value),
                "@value" or "@language" or "@direction" => true,
                "@type" => value.TryGetProperty("@value"u8, out _),
                _ => !name.StartsWith('@') && !name.Contains(':', StringComparison.Ordinal) && HoldIn(member.Value),
            };
            if (!isPlain)
                return false;
        }
        return true;
    }

    // In RDF the objects of one id are one: each would have the members of all. A profile may be described twice, as issuer and as creator.
    private bool IsPlainId(JsonElement value, JsonElement id)
    {
        if (id.ValueKind != JsonValueKind.String)
            return true;
        string text = id.GetString()!;
        if (_terms.IsShortened(text))
            return false;
        return value.GetPropertyCount() == 1 || _described.TryAdd(text, value)
            || (IsProfile(value) && IsProfile(_described[text])) || JsonElement.DeepEquals(value, _described[text]);
    }

    private static bool IsProfile(JsonElement value) =>
        value.TryGetProperty("type"u8, out var type)
        && (type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(one => one.ValueEquals(Profile)) : type.ValueKind == JsonValueKind.String && type.ValueEquals(Profile));

    private bool AreTypesPlain(JsonElement types)
    {
        if (types.ValueKind != JsonValueKind.Array)
            return types.ValueKind != JsonValueKind.String || _terms.IsPlainType(types.GetString()!);
        foreach (var type in types.EnumerateArray())
        {
            if (type.ValueKind == JsonValueKind.Array || (type.ValueKind == JsonValueKind.String && !_terms.IsPlainType(type.GetString()!)))
                return false;
        }
        return true;
    }
}
