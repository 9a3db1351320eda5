namespace Credentials.Signing;

/// <summary>The members of a JWS header beside <c>alg</c>, which the key decides.</summary>
/// <param name="Type"><c>typ</c>.</param>
internal readonly record struct JwsHeader(string Type)
{
    /// <summary><c>kid</c>; null leaves it out.</summary>
    public string? KeyId { get; init; }

    /// <summary><c>iat</c> in seconds; null leaves it out.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary><c>x5c</c> (RFC 7515 section 4.1.6): certificates in DER, the signer's own first; null leaves it out.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? Certificates { get; init; }
}
