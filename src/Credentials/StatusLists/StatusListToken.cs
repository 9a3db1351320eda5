using System.Text.Json;
using Credentials.Encoding;
using Credentials.Signing;
using Credentials.Verifying.Reading;

namespace Credentials.StatusLists;

/// <summary>A Status List Token in JWT format (Token Status List, section "Status List Token in JWT Format"), strictly read.</summary>
public sealed class StatusListToken
{
    /// <summary>The only <c>typ</c>.</summary>
    public const string Type = "statuslist+jwt";

    /// <summary>The media type it is served and asked for as.</summary>
    public const string MediaType = "application/statuslist+jwt";

    private StatusListToken(CompactJws jws, string subject, DateTimeOffset issuedAt, TokenStatusList list) =>
        (Jws, Subject, IssuedAt, List) = (jws, subject, issuedAt, list);

    public CompactJws Jws { get; }

    /// <summary>The list's address, <c>sub</c>.</summary>
    public string Subject { get; }

    public DateTimeOffset IssuedAt { get; }

    /// <summary>From then on it may be used; null where it does not say so.</summary>
    public DateTimeOffset? NotBefore { get; private init; }

    /// <summary>From then on it says nothing; null where it does not say so.</summary>
    public DateTimeOffset? Expires { get; private init; }

    /// <summary>How long it may be kept before a fresh one is asked for; null where it does not say so. In the token in seconds.</summary>
    public TimeSpan? TimeToLive { get; private init; }

    /// <summary><c>iss</c>, where it has one; it need not be the issuer of the tokens that the list is about.</summary>
    public string? Issuer { get; private init; }

    public TokenStatusList List { get; }

    /// <summary>Signs a list.</summary>
    /// <param name="list">The statuses.</param>
    /// <param name="url">Its address, which becomes <c>sub</c>.</param>
    /// <param name="issuer">Becomes <c>iss</c>, so that the key can be found as for a credential; null leaves it out.</param>
    /// <param name="now">Becomes <c>iat</c>.</param>
    /// <param name="validFor">Sets <c>exp</c>.</param>
    /// <param name="ttl">How long others may keep it; at least a second.</param>
    /// <param name="key">The issuer's key.</param>
    /// <param name="certificates">Becomes <c>x5c</c>: in DER, the key's own first; null where there is none.</param>
    public static string Sign(
        TokenStatusList list, Uri url, string? issuer, DateTimeOffset now, TimeSpan validFor, TimeSpan ttl, SigningKey key,
        IReadOnlyList<ReadOnlyMemory<byte>>? certificates = null)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfLessThan(ttl, TimeSpan.FromSeconds(1));
        using var payload = new PooledBuffer();
        using (var writer = new Utf8JsonWriter(payload))
        {
            writer.WriteStartObject();
            writer.WriteString("sub"u8, url.AbsoluteUri);
            if (issuer is not null)
                writer.WriteString("iss"u8, issuer);
            writer.WriteNumber("iat"u8, now.ToUnixTimeSeconds());
            writer.WriteNumber("exp"u8, (now + validFor).ToUnixTimeSeconds());
            writer.WriteNumber("ttl"u8, (long)ttl.TotalSeconds);
            writer.WriteStartObject("status_list"u8);
            writer.WriteNumber("bits"u8, list.Bits);
            writer.WriteString("lst"u8, list.Encode());
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return CompactJwsWriter.Sign(
            key.PrivateKey, new JwsHeader(Type) { KeyId = key.VerificationMethod, Certificates = certificates }, payload.Written);
    }

    /// <summary>
    /// Reads what a list's address answered: <see cref="ProblemCode.NotACredential"/> with what is wrong, <see cref="ProblemCode.TooLarge"/> for a bomb.
    /// Checks neither signature nor time.
    /// </summary>
    public static Result<StatusListToken> Parse(ReadOnlyMemory<byte> ascii)
    {
        if (!CompactJws.Parse(ascii).TryGet(out var jws, out var problem))
            return problem;
        if (!string.Equals(jws.Type, Type, StringComparison.OrdinalIgnoreCase))
            return Refused($"typ is not {Type}");
        if (!StrictJson.ParseElement(jws.Payload.Span).TryGet(out var claims, out problem))
            return Refused($"the payload is {problem.Detail}");
        if (JsonReading.TextOf(claims, "sub"u8) is not { } subject)
            return Refused("sub is not a string");
        if (!TryTime(claims, "iat"u8, out var issuedAt) || issuedAt is not { } issued)
            return Refused("iat is not a time");
        if (!TryTime(claims, "exp"u8, out var expires) || !TryTime(claims, "nbf"u8, out var notBefore) || notBefore > expires)
            return Refused("exp or nbf is not a time");
        if (!TryTtl(claims, out var ttl))
            return Refused("ttl is not a positive number");
        var statusList = JsonReading.MemberOf(claims, "status_list"u8);
        var entry = JsonReading.MemberOf(statusList, "bits"u8);
        if (entry.ValueKind != JsonValueKind.Number || !entry.TryGetInt32(out var bits) || JsonReading.TextOf(statusList, "lst"u8) is not { } lst)
            return Refused("status_list does not hold bits and lst");
        if (!TokenStatusList.Decode(bits, lst).TryGet(out var list, out problem))
            return problem.Code == ProblemCode.TooLarge ? problem : Refused(problem.Detail);
        return new StatusListToken(jws, subject, issued, list)
        {
            Expires = expires,
            NotBefore = notBefore,
            TimeToLive = ttl,
            Issuer = JsonReading.TextOf(claims, "iss"u8),
        };
    }

    private static bool TryTime(JsonElement claims, ReadOnlySpan<byte> name, out DateTimeOffset? time) =>
        TokenClaims.TryRead(JsonReading.MemberOf(claims, name), out time);

    private static bool TryTtl(JsonElement claims, out TimeSpan? ttl)
    {
        ttl = null;
        var value = JsonReading.MemberOf(claims, "ttl"u8);
        if (value.ValueKind == JsonValueKind.Undefined)
            return true;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds) || seconds <= 0)
            return false;
        // What is said to be good for more than a hundred years is good for as long as anyone asks.
        ttl = TimeSpan.FromSeconds(Math.Min(seconds, 3_155_760_000));
        return true;
    }

    private static Problem Refused(string why) => new(ProblemCode.NotACredential, $"status list token: {why}");
}
