using System.Buffers;

namespace Credentials.Keys;

/// <summary>A decentralized identifier (DID Core 1.0 section 3.1), validated when parsed.</summary>
public readonly record struct Did
{
    /// <summary>Longer identifiers are refused; a did:jwk of an 8192-bit RSA key fits.</summary>
    public const int MaxLength = 4096;

    private static readonly SearchValues<char> MethodCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    private static readonly SearchValues<char> IdCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:%");

    private Did(string value, string method) => (Value, Method) = (value, method);

    public string Value { get; }

    /// <summary>The method name: <c>web</c>, <c>key</c>, <c>jwk</c> ...</summary>
    public string Method { get; }

    /// <summary>What follows the method name and its colon.</summary>
    internal string MethodSpecificId => Value[("did:".Length + Method.Length + 1)..];

    /// <summary>Parses a DID without path, query or fragment.</summary>
    public static bool TryParse(string? text, out Did did)
    {
        did = default;
        if (text is null || text.Length > MaxLength || !text.StartsWith("did:", StringComparison.Ordinal))
            return false;
        int end = text.IndexOf(':', 4);
        if (end <= 4 || text.AsSpan(4, end - 4).ContainsAnyExcept(MethodCharacters))
            return false;
        var id = text.AsSpan(end + 1);
        if (id.IsEmpty || id[^1] == ':' || id.ContainsAnyExcept(IdCharacters) || !PercentEncoding.IsWellFormed(id))
            return false;
        did = new Did(text, text[4..end]);
        return true;
    }

    /// <summary>The DID before the <c>#</c> of a DID URL that has a fragment and neither path nor query, which is how verification methods are named.</summary>
    public static bool TryParseKeyUrl(string? text, out Did did)
    {
        did = default;
        int hash = text?.IndexOf('#', StringComparison.Ordinal) ?? -1;
        return hash > 0 && hash < text!.Length - 1 && TryParse(text[..hash], out did);
    }

    public override string ToString() => Value;
}
