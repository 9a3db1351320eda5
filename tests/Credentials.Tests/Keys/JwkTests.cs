using System.Text.Json;
using Credentials.Keys;

namespace Credentials.Tests.Keys;

public class JwkTests
{
    private const string Ed25519X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    private const string P256X = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
    private const string P256Y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";
    private const string RsaN =
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9"
        + "yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6W"
        + "eZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";

    // RFC 8037 appendix A.3 and RFC 7638 section 3.1.
    [Theory]
    [InlineData($$"""{"kty":"OKP","crv":"Ed25519","x":"{{Ed25519X}}"}""", "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k", KeyAlgorithm.Ed25519, "EdDSA")]
    [InlineData($$"""{"kty":"RSA","n":"{{RsaN}}","e":"AQAB","alg":"RS256","kid":"2011-04-29"}""", "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", KeyAlgorithm.Rsa, "RS256")]
    [InlineData($$"""{"kty":"EC","crv":"P-256","x":"{{P256X}}","y":"{{P256Y}}"}""", "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U", KeyAlgorithm.P256, "ES256")]
    public void The_thumbprint_is_that_of_the_specification(string jwk, string thumbprint, KeyAlgorithm algorithm, string jwsAlgorithm)
    {
        var key = PublicKey.FromJwk(Json(jwk)).Value;

        Assert.Equal(thumbprint, key.Thumbprint);
        Assert.Equal(algorithm, key.Algorithm);
        Assert.Equal(jwsAlgorithm, key.JwsAlgorithm);
        Assert.Equal(key, PublicKey.FromJwk(Json(Written(key))).Value);
    }

    [Theory]
    [InlineData("""{"alg":"EdDSA","use":"sig","key_ops":["verify"],"kid":"1","x5t":"ignored"}""")]
    [InlineData("""{"alg":"Ed25519"}""")]
    [InlineData("""{"key_ops":["sign","verify"]}""")]
    public void Members_that_fit_are_accepted(string more) => Assert.True(PublicKey.FromJwk(Json(With(more))).IsSuccess);

    [Theory]
    [InlineData("""{"d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}""")]
    [InlineData("""{"d":null}""")]
    [InlineData("""{"k":"AAAA"}""")]
    [InlineData("""{"alg":"ES256"}""")]
    [InlineData("""{"alg":"none"}""")]
    [InlineData("""{"alg":1}""")]
    [InlineData("""{"use":"enc"}""")]
    [InlineData("""{"use":["sig"]}""")]
    [InlineData("""{"key_ops":["encrypt"]}""")]
    [InlineData("""{"key_ops":[]}""")]
    [InlineData("""{"key_ops":"verify"}""")]
    [InlineData("""{"crv":"X25519"}""")]
    [InlineData("""{"crv":"Ed448"}""")]
    [InlineData("""{"crv":null}""")]
    [InlineData("""{"kty":"oct"}""")]
    [InlineData("""{"kty":"EC"}""")]
    [InlineData("""{"x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo="}""")]
    [InlineData("""{"x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURp"}""")]
    [InlineData("""{"x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHUQ"}""")]
    [InlineData("""{"x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""")]
    [InlineData("""{"x":1}""")]
    public void Members_that_do_not_fit_refuse_the_key(string more) => Refused(With(more));

    [Theory]
    [InlineData($$"""{"kty":"EC","crv":"P-256","x":"{{P256X}}"}""")]
    [InlineData($$"""{"kty":"EC","crv":"P-256","x":"{{P256Y}}","y":"{{P256X}}"}""")]
    [InlineData($$"""{"kty":"EC","crv":"P-256","x":"AA{{P256X}}","y":"{{P256Y}}"}""")]
    [InlineData($$"""{"kty":"EC","crv":"P-384","x":"{{P256X}}","y":"{{P256Y}}"}""")]
    [InlineData($$"""{"kty":"EC","crv":"secp256k1","x":"{{P256X}}","y":"{{P256Y}}"}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","y":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"_____________________________________________","y":"_____________________________________________"}""")]
    public void What_is_not_a_point_of_P256_is_refused(string jwk) => Refused(jwk);

    [Theory]
    [InlineData($$"""{"kty":"RSA","n":"{{RsaN}}","e":"AQ"}""")]
    [InlineData($$"""{"kty":"RSA","n":"{{RsaN}}","e":"Ag"}""")]
    [InlineData($$"""{"kty":"RSA","n":"{{RsaN}}","e":"AAEAAQ"}""")]
    [InlineData($$"""{"kty":"RSA","n":"{{RsaN}}","e":"AQAAAAE"}""")]
    [InlineData($$"""{"kty":"RSA","n":"{{RsaN}}","e":""}""")]
    [InlineData($$"""{"kty":"RSA","n":"{{RsaN}}","e":"AQAB","p":"AQAB"}""")]
    [InlineData($$"""{"kty":"RSA","n":"{{RsaN}}","e":"AQAB","alg":"PS256"}""")]
    [InlineData($$"""{"kty":"RSA","n":"","e":"AQAB"}""")]
    public void Weak_or_odd_RSA_keys_are_refused(string jwk) => Refused(jwk);

    [Fact]
    public void RSA_keys_have_2048_to_8192_bits()
    {
        Assert.Equal(ProblemCode.InvalidKey, RsaPublicKey.Create(Modulus(2047), [1, 0, 1]).Problem!.Code);
        Assert.True(RsaPublicKey.Create(Modulus(2048), [1, 0, 1]).IsSuccess);
        Assert.True(RsaPublicKey.Create(Modulus(8192), [1, 0, 1]).IsSuccess);
        Assert.Equal(ProblemCode.InvalidKey, RsaPublicKey.Create(Modulus(8193), [1, 0, 1]).Problem!.Code);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"x\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    public void What_is_no_key_is_refused(string json) => Refused(json);

    private static byte[] Modulus(int bits)
    {
        byte[] modulus = new byte[(bits + 7) / 8];
        modulus[0] = (byte)(1 << ((bits - 1) % 8));
        modulus[^1] = 1;
        return modulus;
    }

    private static string With(string more)
    {
        var members = new Dictionary<string, JsonElement>();
        foreach (var member in Json($$"""{"kty":"OKP","crv":"Ed25519","x":"{{Ed25519X}}"}""").EnumerateObject().Concat(Json(more).EnumerateObject()))
            members[member.Name] = member.Value;
        return JsonSerializer.Serialize(members);
    }

    private static string Written(PublicKey key)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            key.WriteJwk(writer);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Refused(string jwk) => Assert.Equal(ProblemCode.InvalidKey, PublicKey.FromJwk(Json(jwk)).Problem!.Code);

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
