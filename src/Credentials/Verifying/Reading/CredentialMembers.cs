using System.Text.Json;
using Credentials.LinkedData;

namespace Credentials.Verifying.Reading;

/// <summary>
/// The members of a credential or presentation that checking looks at, found in one walk over the outermost object.
/// A member that is absent has <see cref="JsonValueKind.Undefined"/>.
/// </summary>
internal sealed class CredentialMembers
{
    public static readonly CredentialMembers None = new(default, JsonLdContexts.Bundled);

    private AchievementMembers? _achievement;

    /// <param name="json">As it was handed in.</param>
    /// <param name="contexts">The contexts that it, and what is inside it, may refer to.</param>
    public CredentialMembers(JsonElement json, JsonLdContexts contexts)
    {
        (Json, Contexts) = (json, contexts);
        if (json.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in json.EnumerateObject())
            Assign(JsonReading.NameOf(property), property.Value);
        DataModel = DataModelContext.Of(Context);
    }

    public JsonElement Json { get; }

    public JsonLdContexts Contexts { get; }

    /// <summary>Which data model the first context names.</summary>
    public DataModel DataModel { get; }

    public JsonElement Context { get; private set; }

    public JsonElement Id { get; private set; }

    public JsonElement Type { get; private set; }

    public JsonElement Issuer { get; private set; }

    public JsonElement ValidFrom { get; private set; }

    public JsonElement ValidUntil { get; private set; }

    /// <summary><c>issuanceDate</c> of VC Data Model 1.1, which 2.0 does not have.</summary>
    public JsonElement IssuanceDate { get; private set; }

    /// <summary><c>expirationDate</c> of VC Data Model 1.1, which 2.0 does not have.</summary>
    public JsonElement ExpirationDate { get; private set; }

    public JsonElement AwardedDate { get; private set; }

    public JsonElement Subject { get; private set; }

    public JsonElement Status { get; private set; }

    public JsonElement Schema { get; private set; }

    public JsonElement Evidence { get; private set; }

    public JsonElement TermsOfUse { get; private set; }

    public JsonElement RefreshService { get; private set; }

    public JsonElement RelatedResource { get; private set; }

    public JsonElement ConfidenceMethod { get; private set; }

    public JsonElement RenderMethod { get; private set; }

    public JsonElement Name { get; private set; }

    public JsonElement Description { get; private set; }

    /// <summary>Endorsements of the credential itself, as JSON (Open Badges 3.0 appendix B).</summary>
    public JsonElement Endorsement { get; private set; }

    /// <summary>The same as compact tokens.</summary>
    public JsonElement EndorsementJwt { get; private set; }

    public JsonElement Proof { get; private set; }

    public JsonElement Holder { get; private set; }

    public JsonElement Credentials { get; private set; }

    /// <summary>The achievement of the subject, of the first where there are several; empty where there is none.</summary>
    public AchievementMembers Achievement => _achievement ??= AchievementOf(JsonReading.First(Subject));

    /// <summary>The claims of a token that stand beside the credential's own members.</summary>
    public TokenClaims Claims { get; private set; }

    /// <summary>The members of what stands in a claim of a token, with the token's own claims beside it.</summary>
    public static CredentialMembers Inside(JsonElement wrapped, JsonElement payload, JsonLdContexts contexts)
    {
        var claims = new CredentialMembers(payload, contexts).Claims;
        return new CredentialMembers(wrapped, contexts) { Claims = claims with { Wrapped = false } };
    }

    public static AchievementMembers AchievementOf(JsonElement subject) => new(JsonReading.First(JsonReading.MemberOf(subject, "achievement"u8)));

    private void Assign(ReadOnlySpan<byte> name, JsonElement value)
    {
        switch (name.Length)
        {
            case 2 when name.SequenceEqual("id"u8): Id = value; break;
            case 2 when name.SequenceEqual("vc"u8) || name.SequenceEqual("vp"u8): Claims = Claims with { Wrapped = true }; break;
            case 3 when name.SequenceEqual("iss"u8): Claims = Claims with { Issuer = value }; break;
            case 3 when name.SequenceEqual("iat"u8): Claims = Claims with { IssuedAt = value }; break;
            case 3 when name.SequenceEqual("exp"u8): Claims = Claims with { Expires = value }; break;
            case 3 when name.SequenceEqual("nbf"u8): Claims = Claims with { NotBefore = value }; break;
            case 3 when name.SequenceEqual("aud"u8): Claims = Claims with { Audience = value }; break;
            case 4 when name.SequenceEqual("type"u8): Type = value; break;
            case 4 when name.SequenceEqual("name"u8): Name = value; break;
            case 5 when name.SequenceEqual("proof"u8): Proof = value; break;
            case 5 when name.SequenceEqual("nonce"u8): Claims = Claims with { Nonce = value }; break;
            case 6 when name.SequenceEqual("issuer"u8): Issuer = value; break;
            case 6 when name.SequenceEqual("holder"u8): Holder = value; break;
            case 8 when name.SequenceEqual("@context"u8): Context = value; break;
            case 8 when name.SequenceEqual("evidence"u8): Evidence = value; break;
            case 9 when name.SequenceEqual("validFrom"u8): ValidFrom = value; break;
            case 10 when name.SequenceEqual("validUntil"u8): ValidUntil = value; break;
            case 10 when name.SequenceEqual("termsOfUse"u8): TermsOfUse = value; break;
            case 11 when name.SequenceEqual("awardedDate"u8): AwardedDate = value; break;
            case 11 when name.SequenceEqual("description"u8): Description = value; break;
            case 11 when name.SequenceEqual("endorsement"u8): Endorsement = value; break;
            case 12 when name.SequenceEqual("issuanceDate"u8): IssuanceDate = value; break;
            case 12 when name.SequenceEqual("renderMethod"u8): RenderMethod = value; break;
            case 14 when name.SequenceEqual("expirationDate"u8): ExpirationDate = value; break;
            case 14 when name.SequenceEqual("endorsementJwt"u8): EndorsementJwt = value; break;
            case 14 when name.SequenceEqual("refreshService"u8): RefreshService = value; break;
            case 16 when name.SequenceEqual("confidenceMethod"u8): ConfidenceMethod = value; break;
            case 15 when name.SequenceEqual("relatedResource"u8): RelatedResource = value; break;
            case 16 when name.SequenceEqual("credentialStatus"u8): Status = value; break;
            case 16 when name.SequenceEqual("credentialSchema"u8): Schema = value; break;
            case 17 when name.SequenceEqual("credentialSubject"u8): Subject = value; break;
            case 20 when name.SequenceEqual("verifiableCredential"u8): Credentials = value; break;
        }
    }
}

/// <summary>Registered claims (RFC 7519 section 4.1) in the payload of a token.</summary>
/// <param name="Wrapped">Whether a claim <c>vc</c> or <c>vp</c> is there, which VC-JOSE-COSE section 3.1.3 forbids.</param>
internal readonly record struct TokenClaims(
    bool Wrapped, JsonElement Issuer, JsonElement IssuedAt, JsonElement Expires, JsonElement NotBefore, JsonElement Audience, JsonElement Nonce)
{
    /// <summary>A NumericDate; false when it is there and is none.</summary>
    public static bool TryRead(JsonElement value, out DateTimeOffset? time)
    {
        time = null;
        if (value.ValueKind == JsonValueKind.Undefined)
            return true;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds) || seconds is < 0 or > 253_402_300_799)
            return false;
        time = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        return true;
    }
}
