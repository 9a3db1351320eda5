using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.Wallets;

namespace Credentials.Tests.Wallets;

/// <summary>RFC 9449 sections 4.2 and 4.3.</summary>
public class DpopProofTests
{
    private const string Token = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";
    private static readonly Uri Url = new("https://resource.example.org/protectedresource");
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The example of section 7.1, at the time of its <c>iat</c>.</summary>
    [Fact]
    public void The_specifications_example_is_accepted()
    {
        const string example =
            "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09r" +
            "X282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5l" +
            "eGFtcGxlLm9yZy9wcm90ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9.2oW9RP35yRqzhrtNP86L" +
            "-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA";
        var made = DateTimeOffset.FromUnixTimeSeconds(1562262618);
        Assert.True(DpopProof.TryCheck(example, "GET", Url, Token, made, out var proof, out var error), error?.Description);
        Assert.Equal(("e1j3V_bKic8-LAEB", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"), (proof.Id, proof.Key.Thumbprint));
        Assert.False(DpopProof.TryCheck(example, "GET", Url, Token + "x", made, out _, out _));
    }

    [Fact]
    public void Query_and_fragment_and_spelling_of_the_address_do_not_matter()
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        Assert.True(DpopProof.TryCheck(Proof(key), "POST", new("https://resource.example.org:443/protectedresource?a=b#c"), null, Now, out _, out _));
        Assert.True(DpopProof.TryCheck(Proof(key, claims: claims => claims["htu"] = "HTTPS://Resource.example.org/protectedresource"), "POST", Url, null, Now, out _, out _));
    }

    [Fact]
    public void Each_rule_is_held_to()
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.P256);
        using var other = PrivateKey.Generate(KeyAlgorithm.P256);
        AssertRefused(Proof(key, header => header["typ"] = "JWT"), "typ");
        AssertRefused(Proof(key, header => header["alg"] = "none"), "alg");
        AssertRefused(Proof(key, header => header["alg"] = "HS256"), "alg");
        AssertRefused(Proof(key, header => header.Remove("jwk")), "jwk");
        AssertRefused(Proof(key, header => header["jwk"]!["d"] = "AAAA"), "private");
        AssertRefused(Proof(key, header => header["jwk"] = SignedJwt.Jwk(other.PublicKey)), "signature");
        AssertRefused(Proof(key, claims: claims => claims.Remove("jti")), "jti");
        AssertRefused(Proof(key, claims: claims => claims["jti"] = new string('x', 257)), "jti");
        AssertRefused(Proof(key, claims: claims => claims["htm"] = "GET"), "htm");
        AssertRefused(Proof(key, claims: claims => claims["htm"] = "post"), "htm");
        AssertRefused(Proof(key, claims: claims => claims["htu"] = "https://resource.example.org/other"), "htu");
        AssertRefused(Proof(key, claims: claims => claims["htu"] = "http://resource.example.org/protectedresource"), "htu");
        AssertRefused(Proof(key, claims: claims => claims.Remove("htu")), "htu");
        AssertRefused(Proof(key, claims: claims => claims["iat"] = Now.AddMinutes(-6).ToUnixTimeSeconds()), "too long ago");
        AssertRefused(Proof(key, claims: claims => claims["iat"] = Now.AddMinutes(2).ToUnixTimeSeconds()), "future");
        AssertRefused(Proof(key), "ath", Token);
        AssertRefused(Proof(key, claims: claims => claims["ath"] = StrictBase64Url.Encode(SHA256.HashData("other"u8))), "ath", Token);
    }

    private static string Proof(PrivateKey key, Action<JsonObject>? header = null, Action<JsonObject>? claims = null)
    {
        var head = new JsonObject { ["alg"] = key.PublicKey.JwsAlgorithm, ["typ"] = DpopProof.Type, ["jwk"] = SignedJwt.Jwk(key.PublicKey) };
        var body = new JsonObject { ["jti"] = "one", ["htm"] = "POST", ["htu"] = Url.OriginalString, ["iat"] = Now.ToUnixTimeSeconds() };
        header?.Invoke(head);
        claims?.Invoke(body);
        return SignedJwt.Write(head, body, key);
    }

    private static void AssertRefused(string proof, string why, string? token = null)
    {
        Assert.False(DpopProof.TryCheck(proof, "POST", Url, token, Now, out _, out var error));
        Assert.Equal("invalid_dpop_proof", error.Code);
        Assert.Contains(why, error.Description, StringComparison.Ordinal);
    }
}
