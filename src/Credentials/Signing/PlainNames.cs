using System.Text.Json;

namespace Credentials.Signing;

/// <summary>
/// Whether the members of a document mean what their names say (Data Integrity 1.0 section 4.6, Context Validation). A signature over RDF holds for whatever
/// has the same RDF: with a context of its own, or with names written out, a document could hide <c>validUntil</c> from all who read its JSON.
/// </summary>
internal static class PlainNames
{
    // What the known contexts name for themselves: a document may not give these a second name.
    private static readonly string[] Reserved =
    [
        "https://www.w3.org/2018/credentials", "https://www.w3.org/ns/credentials", "https://w3id.org/security", "https://w3id.org/vc", "https://www.w3.org/ns/did",
        "https://purl.imsglobal.org/spec/vc/ob/", "http://www.w3.org/1999/02/22-rdf-syntax-ns",
    ];

    private static readonly string[] Schemes = ["did", "urn", "http", "https", "data", "mailto"];

    public static bool Hold(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                if (!Hold(item))
                    return false;
            }
            return true;
        }
        if (value.ValueKind != JsonValueKind.Object)
            return true;
        foreach (var member in value.EnumerateObject())
        {
            string name = member.Name;
            if (name == "@context" ? !IsHarmless(member.Value)
                : name.StartsWith('@') ? !(name is "@value" or "@language" or "@direction" or "@type" && value.TryGetProperty("@value"u8, out _))
                : name.Contains(':', StringComparison.Ordinal) || !Hold(member.Value))
                return false;
        }
        return true;
    }

    // An address is one of a closed set, whose contexts are known to be sound.
    private static bool IsHarmless(JsonElement context) => context.ValueKind switch
    {
        JsonValueKind.String => true,
        JsonValueKind.Array => context.EnumerateArray().All(IsHarmless),
        JsonValueKind.Object => context.EnumerateObject().All(term => IsHarmless(context, term)),
        _ => false,
    };

    private static bool IsHarmless(JsonElement context, JsonProperty term)
    {
        if (term.Name is "@version" or "@protected")
            return true;
        if (term.Name.StartsWith('@') || term.Name.Contains(':', StringComparison.Ordinal) || Schemes.Contains(term.Name))
            return false;
        if (term.Value.ValueKind != JsonValueKind.Object)
            return IsOwn(context, term.Value);
        bool isNamed = false;
        foreach (var part in term.Value.EnumerateObject())
        {
            bool isHarmless = part.Name switch
            {
                "@id" => isNamed = IsOwn(context, part.Value),
                "@type" or "@language" or "@direction" or "@protected" => true,
                "@container" => part.Value.ValueKind == JsonValueKind.String && part.Value.GetString() is "@set" or "@list" or "@language",
                "@context" => IsHarmless(part.Value),
                _ => false,
            };
            if (!isHarmless)
                return false;
        }
        return isNamed;
    }

    // An absolute address outside of what is reserved, also when written with a prefix of the same context.
    private static bool IsOwn(JsonElement context, JsonElement iri)
    {
        if (iri.ValueKind != JsonValueKind.String || iri.GetString() is not { } text)
            return false;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && context.TryGetProperty(text.AsSpan(0, colon), out var prefix) && !text.AsSpan(colon + 1).StartsWith("//"))
        {
            if (prefix.ValueKind != JsonValueKind.String)
                return false;
            text = prefix.GetString() + text[(colon + 1)..];
        }
        return (text.StartsWith("https://", StringComparison.Ordinal) || text.StartsWith("http://", StringComparison.Ordinal) || text.StartsWith("urn:", StringComparison.Ordinal))
            && !Array.Exists(Reserved, taken => text.StartsWith(taken, StringComparison.Ordinal));
    }
}
