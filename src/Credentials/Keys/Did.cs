namespace Credentials.Keys;

/// <summary>A decentralized identifier (DID Core 1.0 section 3.1), validated when parsed.</summary>
public readonly record struct Did
{
    private Did(string value, string method) => (Value, Method) = (value, method);

    public string Value { get; }

    /// <summary>The method name: <c>web</c>, <c>key</c>, <c>jwk</c> ...</summary>
    public string Method { get; }

    /// <summary>Parses a DID without path, query or fragment.</summary>
    public static bool TryParse(string? text, out Did did) => throw new NotImplementedException();

    public override string ToString() => Value;
}
