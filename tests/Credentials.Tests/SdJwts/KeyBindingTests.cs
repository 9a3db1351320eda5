using System.Text.Json.Nodes;
using Credentials.Keys;
using Credentials.SdJwts;
using Credentials.Signing;

namespace Credentials.Tests.SdJwts;

public class KeyBindingTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly PrivateKey Holder = PrivateKey.Generate(KeyAlgorithm.P256);
    private static readonly KeyBindingExpectation Expected = new("https://verifier.example", "n-1", Now);
    private static readonly SdJwt Issued = SdJwt.Parse(Issue(Holder)).Value;

    [Theory]
    [InlineData(KeyAlgorithm.P256, DisclosureHash.Sha256)]
    [InlineData(KeyAlgorithm.Ed25519, DisclosureHash.Sha384)]
    [InlineData(KeyAlgorithm.P256, DisclosureHash.Sha512)]
    public void What_the_holder_signs_is_right(KeyAlgorithm algorithm, DisclosureHash hash)
    {
        var holder = PrivateKey.Generate(algorithm);
        var presented = SdJwt.Parse(Issue(holder, hash)).Value.Present(ClaimPath.Of("name"));

        var bound = SdJwt.Parse(KeyBindingJwt.Bind(holder, presented, hash, Expected.Audience, Expected.Nonce, Now)).Value;

        Assert.Null(bound.CheckKeyBinding(Expected));
        Assert.Equal((hash, "Zoë"), (bound.Hash, bound.Claims.GetProperty("name").GetString()));
        Assert.False(bound.Claims.TryGetProperty("birth", out _));
    }

    [Fact]
    public void Without_a_proof_or_a_key_nothing_is_bound()
    {
        Assert.Equal(KeyBindingFault.Missing, Issued.CheckKeyBinding(Expected));
        Assert.Equal(KeyBindingFault.NoHolderKey, Check(Forged.Sign("""{"a":1}""")));
        Assert.Equal(KeyBindingFault.HolderKeyUnusable, Check(Forged.Sign("""{"cnf":{"kid":"x"}}""")));
        Assert.Equal(KeyBindingFault.HolderKeyUnusable, Check(Forged.Sign("""{"cnf":{"jwk":{"kty":"oct","k":"AAAA"}}}""")));
    }

    [Theory]
    [InlineData("aud", "\"https://other.example\"", KeyBindingFault.AudienceDiffers)]
    [InlineData("aud", "[\"https://verifier.example\"]", KeyBindingFault.Malformed)]
    [InlineData("aud", null, KeyBindingFault.Malformed)]
    [InlineData("nonce", "\"n-2\"", KeyBindingFault.NonceDiffers)]
    [InlineData("nonce", "1", KeyBindingFault.Malformed)]
    [InlineData("nonce", null, KeyBindingFault.Malformed)]
    [InlineData("sd_hash", "\"AAAA\"", KeyBindingFault.HashDiffers)]
    [InlineData("sd_hash", null, KeyBindingFault.Malformed)]
    [InlineData("iat", "\"1782907200\"", KeyBindingFault.Malformed)]
    [InlineData("iat", null, KeyBindingFault.Malformed)]
    [InlineData("iat", "1782906000", KeyBindingFault.TooOld)]
    [InlineData("iat", "1782909000", KeyBindingFault.InFuture)]
    [InlineData("exp", "1782906000", KeyBindingFault.TooOld)]
    [InlineData("nbf", "1782909000", KeyBindingFault.InFuture)]
    public void Each_claim_of_the_proof_is_held_against_what_was_asked(string name, string? value, KeyBindingFault fault)
    {
        var sdJwt = Issued.Present();
        var claims = new JsonObject
        {
            ["iat"] = Now.ToUnixTimeSeconds(),
            ["aud"] = Expected.Audience,
            ["nonce"] = Expected.Nonce,
            ["sd_hash"] = Forged.Digest(sdJwt),
        };
        if (value is null)
            claims.Remove(name);
        else
            claims[name] = JsonNode.Parse(value);

        Assert.Equal(fault, SdJwt.Parse(sdJwt + Forged.Token(claims.ToJsonString(), "kb+jwt", Holder)).Value.CheckKeyBinding(Expected));
    }

    [Fact]
    public void Type_key_and_algorithm_are_the_ones_that_must_be()
    {
        var sdJwt = Issued.Present();
        var proof = SdJwt.Parse(Bind(sdJwt)).Value.KeyBinding!;
        var claims = proof.Claims.GetRawText();

        Assert.Equal(KeyBindingFault.TypeDiffers, CheckProof(sdJwt, Forged.Token(claims, "JWT", Holder)));
        Assert.Equal(KeyBindingFault.SignatureWrong, CheckProof(sdJwt, Forged.Token(claims, "kb+jwt", Forged.Key)));
        Assert.Equal(KeyBindingFault.SignatureWrong, CheckProof(sdJwt, Forged.Token(claims, "kb+jwt", PrivateKey.Generate(KeyAlgorithm.Ed25519))));
        var none = Forged.Disclosure("""{"alg":"none","typ":"kb+jwt"}""") + "." + Forged.Disclosure(claims) + ".";
        Assert.False(SdJwt.Parse(sdJwt + none).IsSuccess);
        Assert.False(SdJwt.Parse(sdJwt + none + "AAAA").IsSuccess);
        Assert.False(SdJwt.Parse(sdJwt + Forged.Token("[]", "kb+jwt", Holder)).IsSuccess);
    }

    [Fact]
    public void Another_choice_of_disclosures_than_was_signed_is_refused()
    {
        var (name, both) = (Issued.Present(ClaimPath.Of("name")), Issued.Present(_ => true));
        var proof = Bind(name)[name.Length..];

        Assert.Null(CheckProof(name, proof));
        Assert.Equal(KeyBindingFault.HashDiffers, CheckProof(both, proof));
        Assert.Equal(KeyBindingFault.HashDiffers, CheckProof(Issued.Present(), proof));
        Assert.Equal(KeyBindingFault.HashDiffers, CheckProof(Issued.Present(ClaimPath.Of("birth")), proof));
    }

    [Fact]
    public void No_changed_byte_of_a_bound_presentation_is_accepted()
    {
        var text = System.Text.Encoding.ASCII.GetBytes(Bind(Issued.Present(ClaimPath.Of("name"))));
        for (var index = 0; index < text.Length; index++)
        {
            var changed = (byte[])text.Clone();
            changed[index] = changed[index] == (byte)'A' ? (byte)'B' : (byte)'A';
            var result = SdJwt.Parse(changed);
            Assert.False(
                result.IsSuccess && result.Value.Verify(Forged.Key.PublicKey) && result.Value.CheckKeyBinding(Expected) is null, $"byte {index}");
        }
    }

    [Fact]
    public void A_proof_is_bound_to_an_sd_jwt_only() =>
        Assert.Throws<ArgumentException>(() => Bind(Bind(Issued.Present())));

    private static string Issue(PrivateKey holder, DisclosureHash hash = DisclosureHash.Sha256)
    {
        using var stream = new MemoryStream();
        using (var writer = new System.Text.Json.Utf8JsonWriter(stream))
            holder.PublicKey.WriteJwk(writer);
        using var jwk = System.Text.Json.JsonDocument.Parse(stream.ToArray());
        var claims = new SelectiveObject()
            .AddDisclosable("name", "Zoë")
            .AddDisclosable("birth", "1990-01-01")
            .Add("cnf", new SelectiveObject().Add("jwk", SelectiveValue.FromJson(jwk.RootElement)));
        return SdJwtComposer.Compose(claims, hash).Sign(new SigningKey("did:example:a#1", Forged.Key), "example+sd-jwt");
    }

    private static string Bind(string sdJwt) => KeyBindingJwt.Bind(Holder, sdJwt, DisclosureHash.Sha256, Expected.Audience, Expected.Nonce, Now);

    private static KeyBindingFault? Check(string sdJwt) => SdJwt.Parse(Bind(sdJwt)).Value.CheckKeyBinding(Expected);

    private static KeyBindingFault? CheckProof(string sdJwt, string proof) => SdJwt.Parse(sdJwt + proof).Value.CheckKeyBinding(Expected);
}
