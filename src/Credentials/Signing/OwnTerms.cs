using System.Text.Json;

namespace Credentials.Signing;

/// <summary>The terms that a document's own contexts define, wherever in it they stand; one that names anew what the known contexts name is refused.</summary>
internal sealed class OwnTerms
{
    // Each costs a look at its address; no context in use comes near.
    private const int MostTerms = 2000;

    private const string SchemaOrg = "schema.org/";

    // What the known contexts name for themselves: a document may not give these a second name.
    private static readonly string[] Reserved =
    [
        "https://www.w3.org/2018/credentials", "https://www.w3.org/ns/credentials", "https://w3id.org/security", "https://w3id.org/vc", "https://www.w3.org/ns/did",
        "https://purl.imsglobal.org/spec/", "http://www.w3.org/1999/02/22-rdf-syntax-ns", "http://purl.org/dc/terms/created", "http://purl.org/dc/terms/creator",
        "https://www.iana.org/assignments/",
    ];

    private static readonly string[] Schemes = ["did", "urn", "http", "https", "data", "mailto"];

    // What each stands for; a name that stands for two things is refused.
    private readonly Dictionary<string, string> _addresses = new(StringComparer.Ordinal);

    /// <summary>Takes in every context of the document; false if one could give its members another meaning than their names.</summary>
    public bool AddAll(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                if (!AddAll(item))
                    return false;
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                if (member.NameEquals("@context"u8) ? !Add(member.Value) : !AddAll(member.Value))
                    return false;
            }
        }
        return true;
    }

    /// <summary>Whether it is written with one of these terms as its prefix.</summary>
    public bool IsShortened(string iri) =>
        _addresses.Count > 0 && iri.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && _addresses.ContainsKey(iri[..colon]);

    /// <summary>A term, or the address of a type that no known context names.</summary>
    public bool IsPlainType(string type)
    {
        int colon = type.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return true;
        bool isShortened = _addresses.TryGetValue(type[..colon], out string? prefix);
        string address = isShortened ? prefix + type[(colon + 1)..] : type;
        return (isShortened || Schemes.Contains(type[..colon])) && !IsReserved(address) && !address.Contains(SchemaOrg, StringComparison.Ordinal);
    }

    // An address is one of a closed set; what two of them name alike is told apart by PlainNames.
    private bool Add(JsonElement context) => context.ValueKind switch
    {
        JsonValueKind.String => true,
        JsonValueKind.Array => context.EnumerateArray().All(Add),
        JsonValueKind.Object => AddTerms(context),
        _ => false,
    };

    private bool AddTerms(JsonElement context)
    {
        var prefixes = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var term in context.EnumerateObject())
            prefixes[term.Name] = term.Value;
        return prefixes.Count + _addresses.Count <= MostTerms && context.EnumerateObject().All(term => IsHarmless(prefixes, term));
    }

    private bool IsHarmless(Dictionary<string, JsonElement> prefixes, JsonProperty term)
    {
        if (term.Name is "@version" or "@protected")
            return true;
        if (term.Name.StartsWith('@') || term.Name.Contains(':', StringComparison.Ordinal) || Schemes.Contains(term.Name))
            return false;
        if (term.Value.ValueKind != JsonValueKind.Object)
            return IsOwn(prefixes, term.Name, term.Value);
        bool isNamed = false;
        foreach (var part in term.Value.EnumerateObject())
        {
            bool isHarmless = part.Name switch
            {
                "@id" => isNamed = IsOwn(prefixes, term.Name, part.Value),
                "@type" or "@language" or "@direction" or "@protected" => true,
                "@container" => part.Value.ValueKind == JsonValueKind.String && part.Value.GetString() is "@set" or "@list" or "@language",
                "@context" => Add(part.Value),
                _ => false,
            };
            if (!isHarmless)
                return false;
        }
        return isNamed;
    }

    // An absolute address outside of what is reserved, also when written with a prefix of the same context.
    private bool IsOwn(Dictionary<string, JsonElement> prefixes, string name, JsonElement iri)
    {
        if (iri.ValueKind != JsonValueKind.String || iri.GetString() is not { } text)
            return false;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && prefixes.TryGetValue(text[..colon], out var prefix) && !text.AsSpan(colon + 1).StartsWith("//"))
        {
            if (prefix.ValueKind != JsonValueKind.String)
                return false;
            text = prefix.GetString() + text[(colon + 1)..];
        }
        return (text.StartsWith("https://", StringComparison.Ordinal) || text.StartsWith("http://", StringComparison.Ordinal) || text.StartsWith("urn:", StringComparison.Ordinal))
            && !IsReserved(text) && IsOwnNameThere(name, text)
            && (_addresses.TryAdd(name, text) || _addresses[name] == text);
    }

    private static bool IsReserved(string iri) => Array.Exists(Reserved, taken => iri.StartsWith(taken, StringComparison.Ordinal));

    // The known contexts name some of schema.org, each by its own name there; the vocabulary itself may be a prefix.
    private static bool IsOwnNameThere(string name, string iri) =>
        iri.IndexOf(SchemaOrg, StringComparison.Ordinal) is var at && (at < 0 || iri[(at + SchemaOrg.Length)..] is var last && (last.Length == 0 || last == name));
}
