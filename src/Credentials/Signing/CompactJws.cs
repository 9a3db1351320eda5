using System.Text.Json;
using Credentials.Keys;

namespace Credentials.Signing;

/// <summary>
/// A JWS in compact serialization (RFC 7515 section 7.1), parsed strictly: three canonical base64url parts, a header without duplicate names,
/// <c>alg</c> one of EdDSA, ES256, RS256, no <c>crit</c> that is not understood, no <c>b64</c>, and no embedded key that is trusted by itself.
/// </summary>
public sealed class CompactJws
{
    private CompactJws() => throw new NotImplementedException();

    public JsonElement Header => throw new NotImplementedException();

    public string Algorithm => throw new NotImplementedException();

    public string? KeyId => throw new NotImplementedException();

    public string? Type => throw new NotImplementedException();

    public ReadOnlyMemory<byte> Payload => throw new NotImplementedException();

    public ReadOnlyMemory<byte> Signature => throw new NotImplementedException();

    public static Result<CompactJws> Parse(string text) => throw new NotImplementedException();

    /// <summary>False also when the header's <c>alg</c> is not the key's own algorithm.</summary>
    public bool Verify(PublicKey key) => throw new NotImplementedException();

    /// <summary>Signs <paramref name="payload"/> with header members alg, typ, kid and iat (seconds; left out when null).</summary>
    public static string Sign(SigningKey key, string type, ReadOnlySpan<byte> payload, DateTimeOffset? issuedAt) => throw new NotImplementedException();
}
