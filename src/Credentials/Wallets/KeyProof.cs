using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.Signing;
using Credentials.Verifying.Reading;

namespace Credentials.Wallets;

/// <summary>
/// A wallet's proof that it holds a key: proof type <c>jwt</c> of OpenID for Verifiable Credential Issuance 1.0 (appendix F.1), checked but for its
/// nonce, which only the issuer knows.
/// </summary>
public sealed class KeyProof
{
    public const string Type = "openid4vci-proof+jwt";

    /// <summary>A proof is made for one request; older ones are refused even where the nonce still lives.</summary>
    public static TimeSpan Oldest { get; } = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private KeyProof(PublicKey key, string? did, string? nonce) => (Key, Did, Nonce) = (key, did, nonce);

    /// <summary>What the wallet holds: Ed25519 or P-256.</summary>
    public PublicKey Key { get; }

    /// <summary>The DID that the proof names its key by; null when it carries the key as JWK.</summary>
    public string? Did { get; }

    /// <summary>The claim <c>nonce</c>; null where there is none.</summary>
    public string? Nonce { get; }

    /// <summary>Error <c>invalid_proof</c> for everything that is wrong with it.</summary>
    /// <param name="jwt">Compact serialization.</param>
    /// <param name="credentialIssuer">The Credential Issuer Identifier, which <c>aud</c> must be.</param>
    /// <param name="now">The time at the issuer.</param>
    /// <param name="clientId">Who the access token was given to, which <c>iss</c> must be where it is there; null for anonymous access, in which it must not be.</param>
    public static bool TryCheck(
        string jwt, string credentialIssuer, DateTimeOffset now, [NotNullWhen(true)] out KeyProof? proof, [NotNullWhen(false)] out ProtocolError? error,
        string? clientId = null)
    {
        proof = null;
        error = null;
        if (!CompactJws.Parse(jwt).TryGet(out var jws, out var problem))
            return Refused($"the proof is no JWT that is accepted: {problem.Detail}", out error);
        if (jws.Type != Type)
            return Refused($"typ is not {Type}", out error);
        if (jws.Algorithm is not ("ES256" or "EdDSA"))
            return Refused("alg is neither ES256 nor EdDSA", out error);
        if (FindKey(jws, out var key, out var did) is { } noKey)
            return Refused(noKey, out error);
        if (!jws.VerifyOnce(key!))
            return Refused("the signature is not by that key", out error);
        if (!StrictJson.ParseElement(jws.Payload.Span).TryGet(out var claims, out _) || claims.ValueKind != JsonValueKind.Object)
            return Refused("the claims are not a JSON object", out error);
        if (!JwtClaims.IsAudience(claims, credentialIssuer))
            return Refused("aud is not this credential issuer", out error);
        if (claims.TryGetProperty("iss"u8, out var client) && (clientId is null || client.ValueKind != JsonValueKind.String || !client.ValueEquals(clientId)))
            return Refused(clientId is null ? "iss must not be there, because the access token was given to nobody by name" : "iss is not the client_id", out error);
        if (JwtClaims.FaultInTime(claims, now, Oldest, Skew) is { } late)
            return Refused(late, out error);
        if (claims.TryGetProperty("nonce", out var nonce) && nonce.ValueKind != JsonValueKind.String)
            return Refused("nonce is not a string", out error);
        proof = new(key!, did, JsonReading.TextOf(claims, "nonce"u8));
        return true;
    }

    /// <summary>Exactly one of <c>kid</c>, <c>jwk</c> and <c>x5c</c>; certificates are not among the binding methods that we promise.</summary>
    private static string? FindKey(CompactJws jws, out PublicKey? key, out string? did)
    {
        (key, did) = (null, null);
        var hasJwk = jws.Header.TryGetProperty("jwk", out var jwk);
        if (jws.Header.TryGetProperty("x5c", out _) || jws.Header.TryGetProperty("trust_chain", out _))
            return "x5c and trust_chain are not supported";
        if (hasJwk == jws.KeyId is not null)
            return "the header must have exactly one of jwk and kid";
        if (hasJwk)
            return PublicKey.FromJwk(jwk).TryGet(out key, out var fault) ? null : fault.Detail;
        var fragment = jws.KeyId!.IndexOf('#', StringComparison.Ordinal);
        did = fragment < 0 ? jws.KeyId : jws.KeyId[..fragment];
        if (!Keys.Did.TryParse(did, out var parsed) || parsed.Method is not ("key" or "jwk"))
            return "kid is not a did:key or did:jwk";
        if (!SelfDescribingDid.Document(parsed).TryGet(out var document, out var unreadable))
            return unreadable.Detail;
        var method = document.AssertionMethod[0];
        if (fragment >= 0 && jws.KeyId != method.Id)
            return "kid names no key of its DID";
        key = method.Key;
        return null;
    }

    private static bool Refused(string why, out ProtocolError error)
    {
        error = new("invalid_proof", why);
        return false;
    }
}
