using System.Text.Json;
using Credentials.SdJwts;
using Credentials.StatusLists;
using Credentials.Verifying.Reading;

namespace Credentials.SdJwtVcs;

/// <summary>
/// An SD-JWT VC (draft-ietf-oauth-sd-jwt-vc), strictly read: its <c>typ</c>, the types of its registered claims, and that none of those that everyone
/// must see is selectively disclosed. Says nothing yet about its signature, its time and its status.
/// </summary>
public sealed class SdJwtVc
{
    /// <summary>The only <c>typ</c>; the former <c>vc+sd-jwt</c> is no longer accepted by the specification.</summary>
    public const string HeaderType = "dc+sd-jwt";

    public const string MediaType = "application/dc+sd-jwt";

    /// <summary>Claims that must not be selectively disclosed, nor anything inside them (section "Registered JWT Claims").</summary>
    internal static readonly string[] NeverDisclosable = ["iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "aka_vcts", "status"];

    private SdJwtVc(SdJwt sdJwt, string type) => (SdJwt, Type) = (sdJwt, type);

    public SdJwt SdJwt { get; }

    /// <summary>What kind of credential it is, <c>vct</c>.</summary>
    public string Type { get; }

    /// <summary><c>vct#integrity</c>, see <see cref="SubresourceIntegrity"/>.</summary>
    public string? TypeIntegrity { get; private init; }

    /// <summary>Other kinds that it is as well, <c>aka_vcts</c>.</summary>
    public IReadOnlyList<string> OtherTypes { get; private init; } = [];

    /// <summary><c>iss</c>; null where the certificate alone says who issued it.</summary>
    public string? Issuer { get; private init; }

    /// <summary><c>iat</c>, null also where it is not disclosed.</summary>
    public DateTimeOffset? IssuedAt { get; private init; }

    public DateTimeOffset? NotBefore { get; private init; }

    public DateTimeOffset? Expires { get; private init; }

    /// <summary><c>status.status_list</c>.</summary>
    public TokenStatusReference? Status { get; private init; }

    /// <summary>Whether it has a status of a kind that is not known here, so that a check of <see cref="Status"/> alone cannot clear it.</summary>
    public bool HasUnknownStatus { get; private init; }

    /// <summary>What it says, as far as it is disclosed.</summary>
    public JsonElement Claims => SdJwt.Claims;

    /// <summary>Reads; <see cref="ProblemCode.NotACredential"/> with what is wrong, or <see cref="ProblemCode.TooLarge"/>.</summary>
    public static Result<SdJwtVc> Parse(ReadOnlyMemory<byte> ascii) => SdJwt.Parse(ascii).Then(Read);

    /// <summary>As <see cref="Parse"/>, of what was read as an SD-JWT.</summary>
    public static Result<SdJwtVc> Read(SdJwt sdJwt)
    {
        ArgumentNullException.ThrowIfNull(sdJwt);
        var claims = sdJwt.Claims;
        if (!string.Equals(sdJwt.Jws.Type, HeaderType, StringComparison.OrdinalIgnoreCase))
            return Refused($"typ is not {HeaderType}");
        foreach (var claim in sdJwt.Disclosed)
            if (claim.Path.Steps[0].Name is { } name && NeverDisclosable.Contains(name))
                return Refused($"{name} is selectively disclosed");
        if (JsonReading.TextOf(claims, "vct"u8) is not { Length: > 0 } type)
            return Refused("vct is not a text");
        if (!IsTextOrAbsent(claims, "iss"u8) || !IsTextOrAbsent(claims, "vct#integrity"u8))
            return Refused("iss or vct#integrity is not a text");
        if (!TryTime(claims, "iat"u8, out var issuedAt) || !TryTime(claims, "nbf"u8, out var notBefore) || !TryTime(claims, "exp"u8, out var expires))
            return Refused("iat, nbf or exp is not a time");
        if (claims.TryGetProperty("cnf"u8, out var confirmation) && confirmation.ValueKind != JsonValueKind.Object)
            return Refused("cnf is not an object");
        if (!TryOtherTypes(claims, type, out var others))
            return Refused("aka_vcts is not a list of other types");
        if (!ReadStatus(claims, out var hasUnknown).TryGet(out var status, out var problem))
            return Refused(problem.Detail);
        return new SdJwtVc(sdJwt, type)
        {
            TypeIntegrity = JsonReading.TextOf(claims, "vct#integrity"u8),
            OtherTypes = others,
            Issuer = JsonReading.TextOf(claims, "iss"u8),
            IssuedAt = issuedAt,
            NotBefore = notBefore,
            Expires = expires,
            Status = status is { Uri.Length: 0 } ? null : status,
            HasUnknownStatus = hasUnknown,
        };
    }

    /// <summary>Where its issuer's key is found, see <see cref="IssuerKeySource.Of"/>.</summary>
    public Result<IssuerKeySource> FindKeySource(bool acceptHttp = false) => IssuerKeySource.Of(Issuer, SdJwt.Jws, acceptHttp);

    private static bool IsTextOrAbsent(JsonElement claims, ReadOnlySpan<byte> name) =>
        !claims.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.String;

    private static bool TryTime(JsonElement claims, ReadOnlySpan<byte> name, out DateTimeOffset? time) =>
        TokenClaims.TryRead(JsonReading.MemberOf(claims, name), out time);

    private static bool TryOtherTypes(JsonElement claims, string type, out IReadOnlyList<string> types)
    {
        types = [];
        if (!claims.TryGetProperty("aka_vcts"u8, out var list))
            return true;
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
            return false;
        types = [.. list.EnumerateArray().Select(element => JsonReading.Text(element) ?? "")];
        return types.All(other => other.Length > 0 && other != type);
    }

    // A reference without address stands for none: a result has no room for null.
    private static Result<TokenStatusReference> ReadStatus(JsonElement claims, out bool hasUnknown)
    {
        hasUnknown = false;
        if (!claims.TryGetProperty("status"u8, out var status))
            return new TokenStatusReference("", 0);
        if (status.ValueKind != JsonValueKind.Object || status.GetPropertyCount() == 0)
            return new Problem(ProblemCode.NotACredential, "status is not an object with at least one member");
        var hasList = status.TryGetProperty("status_list"u8, out var list);
        hasUnknown = status.GetPropertyCount() > (hasList ? 1 : 0);
        return hasList ? TokenStatusReference.Parse(list) : new TokenStatusReference("", 0);
    }

    private static Problem Refused(string why) => new(ProblemCode.NotACredential, $"SD-JWT VC: {why}");
}
