using System.Text.Json;

namespace Credentials.SdJwtVcs;

/// <summary>JWT VC Issuer Metadata (SD-JWT VC section "JWT VC Issuer Metadata"): where an issuer named by an https address publishes its keys.</summary>
public sealed record JwtVcIssuerMetadata
{
    private const string WellKnown = "/.well-known/jwt-vc-issuer";

    private JwtVcIssuerMetadata(string issuer, IssuerKeySet? keys, Uri? keysUrl) => (Issuer, Keys, KeysUrl) = (issuer, keys, keysUrl);

    /// <summary>The <c>iss</c> of its credentials, character for character.</summary>
    public string Issuer { get; }

    /// <summary><c>jwks</c>; null where <see cref="KeysUrl"/> says where they are.</summary>
    public IssuerKeySet? Keys { get; }

    /// <summary><c>jwks_uri</c>; null where the keys stand in the document.</summary>
    public Uri? KeysUrl { get; }

    public static JwtVcIssuerMetadata Of(string issuer, IssuerKeySet keys) => new(issuer, keys, null);

    /// <summary>Where the document of an issuer lies: the well-known path goes between the host and the path of <c>iss</c>.</summary>
    /// <param name="issuer">The <c>iss</c>.</param>
    /// <param name="acceptHttp">For development alone: whether an http address will do.</param>
    /// <returns><see cref="ProblemCode.InvalidInput"/> where it is no https address, or has user information, a query or a fragment.</returns>
    public static Result<Uri> LocationOf(string issuer, bool acceptHttp = false)
    {
        if (!IsIssuerAddress(issuer, acceptHttp, out var address))
            return new Problem(ProblemCode.InvalidInput, "iss is not an https address without query and fragment");
        return new Uri($"{address.GetLeftPart(UriPartial.Authority)}{WellKnown}{address.AbsolutePath.TrimEnd('/')}");
    }

    /// <summary>Reads what the address answered; <see cref="ProblemCode.InvalidInput"/> where it is malformed or another issuer's.</summary>
    /// <param name="json">Strictly parsed JSON.</param>
    /// <param name="issuer">The <c>iss</c> that led here.</param>
    /// <param name="acceptHttp">For development alone: whether an http address will do for <c>jwks_uri</c>.</param>
    public static Result<JwtVcIssuerMetadata> Parse(JsonElement json, string issuer, bool acceptHttp = false)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("issuer"u8, out var stated) || stated.ValueKind != JsonValueKind.String)
            return Refused("it names no issuer");
        if (stated.GetString() != issuer)
            return Refused("it is another issuer's");
        bool hasKeys = json.TryGetProperty("jwks"u8, out var keys), hasUrl = json.TryGetProperty("jwks_uri"u8, out var url);
        if (hasKeys == hasUrl)
            return Refused("it needs either jwks or jwks_uri");
        if (hasKeys)
            return IssuerKeySet.Parse(keys).Map(set => new JwtVcIssuerMetadata(issuer, set, null));
        return url.ValueKind == JsonValueKind.String && Uri.TryCreate(url.GetString(), UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (acceptHttp && address.Scheme == Uri.UriSchemeHttp))
                ? new JwtVcIssuerMetadata(issuer, null, address)
                : Refused("jwks_uri is not an https address");
    }

    public void Write(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("issuer"u8, Issuer);
        if (KeysUrl is { } url)
        {
            writer.WriteString("jwks_uri"u8, url.AbsoluteUri);
        }
        else
        {
            writer.WritePropertyName("jwks"u8);
            Keys!.Write(writer);
        }

        writer.WriteEndObject();
    }

    internal static bool IsIssuerAddress(string issuer, bool acceptHttp, out Uri address) =>
        Uri.TryCreate(issuer, UriKind.Absolute, out address!)
        && (address.Scheme == Uri.UriSchemeHttps || (acceptHttp && address.Scheme == Uri.UriSchemeHttp))
        && address.UserInfo.Length == 0 && !issuer.Contains('?', StringComparison.Ordinal) && !issuer.Contains('#', StringComparison.Ordinal);

    private static Problem Refused(string why) => new(ProblemCode.InvalidInput, $"JWT VC issuer metadata: {why}");
}
