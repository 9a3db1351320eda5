using System.Text.Json.Nodes;
using Credentials.Keys;
using Credentials.Wallets;

namespace Credentials.Tests.Wallets;

/// <summary>OpenID for Verifiable Credential Issuance 1.0, appendix F.1.</summary>
public class KeyProofTests
{
    private const string Issuer = "https://credentials.example/centres/demo";
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(KeyAlgorithm.Ed25519)]
    [InlineData(KeyAlgorithm.P256)]
    public void A_key_is_proved_by_jwk_and_by_its_did(KeyAlgorithm algorithm)
    {
        using var key = PrivateKey.Generate(algorithm);
        Assert.True(KeyProof.TryCheck(Proof(key), Issuer, Now, out var byJwk, out _));
        Assert.Equal((key.PublicKey, null, "n"), (byJwk.Key, byJwk.Did, byJwk.Nonce));
        foreach (var did in (Did[])[DidDocument.ToDidKey(key.PublicKey), DidDocument.ToDidJwk(key.PublicKey)])
        {
            var method = DidDocument.ToDidKey(key.PublicKey) == did ? $"{did.Value}#{did.MethodSpecificId}" : $"{did.Value}#0";
            foreach (var kid in (string[])[did.Value, method])
            {
                Assert.True(KeyProof.TryCheck(Proof(key, header => { header.Remove("jwk"); header["kid"] = kid; }), Issuer, Now, out var byDid, out _), kid);
                Assert.Equal((key.PublicKey, did.Value), (byDid.Key, byDid.Did));
            }
        }
    }

    [Fact]
    public void Each_rule_of_the_header_is_held_to()
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.P256);
        var other = DidDocument.ToDidKey(key.PublicKey).Value;
        AssertRefused(Proof(key, header => header["typ"] = "JWT"), "typ");
        AssertRefused(Proof(key, header => header.Remove("typ")), "typ");
        AssertRefused(Proof(key, header => header["alg"] = "none"), "alg");
        AssertRefused(Proof(key, header => header["alg"] = "HS256"), "alg");
        AssertRefused(Proof(key, header => header["alg"] = "EdDSA"), "signature");
        AssertRefused(Proof(key, header => header["kid"] = other), "exactly one");
        AssertRefused(Proof(key, header => header.Remove("jwk")), "exactly one");
        AssertRefused(Proof(key, header => header["x5c"] = new JsonArray("MII")), "x5c");
        AssertRefused(Proof(key, header => { header.Remove("jwk"); header["kid"] = "did:web:wallet.example#1"; }), "did:key or did:jwk");
        AssertRefused(Proof(key, header => { header.Remove("jwk"); header["kid"] = other + "#other"; }), "no key of its DID");
        AssertRefused(Proof(key, header => header["crit"] = new JsonArray("b64")), "crit");
        AssertRefused(Proof(key, header => header["jwk"]!["d"] = "AAAA"), "private");
        using var stranger = PrivateKey.Generate(KeyAlgorithm.P256);
        AssertRefused(Proof(key, header => header["jwk"] = SignedJwt.Jwk(stranger.PublicKey)), "signature");
    }

    [Fact]
    public void Each_rule_of_the_claims_is_held_to()
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.P256);
        AssertRefused(Proof(key, claims: claims => claims["aud"] = Issuer + "/"), "aud");
        AssertRefused(Proof(key, claims: claims => claims["aud"] = new JsonArray("https://other.example")), "aud");
        AssertRefused(Proof(key, claims: claims => claims.Remove("aud")), "aud");
        AssertRefused(Proof(key, claims: claims => claims.Remove("iat")), "iat");
        AssertRefused(Proof(key, claims: claims => claims["iat"] = "now"), "iat");
        AssertRefused(Proof(key, claims: claims => claims["iat"] = Now.AddMinutes(-6).ToUnixTimeSeconds()), "too long ago");
        AssertRefused(Proof(key, claims: claims => claims["iat"] = Now.AddMinutes(2).ToUnixTimeSeconds()), "future");
        AssertRefused(Proof(key, claims: claims => claims["exp"] = Now.AddMinutes(-2).ToUnixTimeSeconds()), "expired");
        AssertRefused(Proof(key, claims: claims => claims["nbf"] = Now.AddMinutes(2).ToUnixTimeSeconds()), "not valid yet");
        AssertRefused(Proof(key, claims: claims => claims["nonce"] = 5), "nonce");
        Assert.True(KeyProof.TryCheck(Proof(key, claims: claims => { claims["aud"] = new JsonArray(Issuer, "x"); claims.Remove("nonce"); }), Issuer, Now, out var bare, out _));
        Assert.Null(bare.Nonce);
        AssertRefused(Proof(key, claims: claims => claims["iss"] = "wallet"), "iss must not be there");
        AssertRefused(Proof(key, claims: claims => claims["iss"] = "other"), "iss is not the client_id", clientId: "wallet");
        AssertRefused(Proof(key, claims: claims => claims["iss"] = 5), "iss is not the client_id", clientId: "wallet");
        Assert.True(KeyProof.TryCheck(Proof(key, claims: claims => claims["iss"] = "wallet"), Issuer, Now, out _, out _, clientId: "wallet"));
        Assert.True(KeyProof.TryCheck(Proof(key), Issuer, Now, out _, out _, clientId: "wallet"));
        AssertRefused("", "no JWT");
        AssertRefused("a.b.c", "no JWT");
    }

    private static string Proof(PrivateKey key, Action<JsonObject>? header = null, Action<JsonObject>? claims = null)
    {
        var head = new JsonObject { ["alg"] = key.PublicKey.JwsAlgorithm, ["typ"] = KeyProof.Type, ["jwk"] = SignedJwt.Jwk(key.PublicKey) };
        var body = new JsonObject { ["aud"] = Issuer, ["iat"] = Now.ToUnixTimeSeconds(), ["nonce"] = "n" };
        header?.Invoke(head);
        claims?.Invoke(body);
        return SignedJwt.Write(head, body, key);
    }

    private static void AssertRefused(string proof, string why, string? clientId = null)
    {
        Assert.False(KeyProof.TryCheck(proof, Issuer, Now, out _, out var error, clientId));
        Assert.Equal("invalid_proof", error.Code);
        Assert.Contains(why, error.Description, StringComparison.Ordinal);
    }
}
