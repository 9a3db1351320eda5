using System.Security.Cryptography;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.Keys;

namespace Credentials.Tests.Keys;

public class MultikeyTests
{
    // The did:key specification's examples and the keys of the Data Integrity cryptosuites' vectors.
    [Theory]
    [InlineData("z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp", KeyAlgorithm.Ed25519)]
    [InlineData("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2", KeyAlgorithm.Ed25519)]
    [InlineData("zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv", KeyAlgorithm.P256)]
    [InlineData("zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP", KeyAlgorithm.P256)]
    [InlineData("z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ", KeyAlgorithm.P384)]
    public void Keys_survive_being_read_and_written(string multikey, KeyAlgorithm algorithm)
    {
        var key = PublicKey.FromMultikey(multikey).Value;

        Assert.Equal(algorithm, key.Algorithm);
        Assert.Equal(multikey, key.ToMultikey());
    }

    [Fact]
    public void A_P256_Multikey_and_JWK_of_one_point_are_equal()
    {
        for (int i = 0; i < 20; i++)
        {
            using var key = PrivateKey.Generate(KeyAlgorithm.P256);
            var read = PublicKey.FromMultikey(key.PublicKey.ToMultikey()).Value;
            Assert.Equal(key.PublicKey, read);
            Assert.Equal(key.PublicKey.GetHashCode(), read.GetHashCode());
            Assert.True(read.Verify("m"u8, key.Sign("m"u8)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("z")]
    [InlineData("6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp")]
    [InlineData("z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooW")]
    [InlineData("z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp1")]
    [InlineData("z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc")]
    [InlineData("z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq")]
    public void Other_texts_and_kinds_of_keys_are_refused(string multikey) =>
        Assert.Equal(ProblemCode.InvalidKey, PublicKey.FromMultikey(multikey).Problem!.Code);

    [Fact]
    public void A_key_in_the_other_multibase_is_refused()
    {
        Assert.True(Multibase.TryDecode("z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp", out byte[] bytes));

        Assert.Equal(ProblemCode.InvalidKey, PublicKey.FromMultikey(Multibase.EncodeBase64Url(bytes)).Problem!.Code);
    }

    [Fact]
    public void A_compressed_point_off_the_curve_is_refused()
    {
        int refused = 0;
        for (byte i = 0; i < 40; i++)
        {
            byte[] point = [0x80, 0x24, 2, .. new byte[31], i];
            refused += PublicKey.FromMultikey(Multibase.EncodeBase58Btc(point)).IsSuccess ? 0 : 1;
        }
        Assert.InRange(refused, 10, 30);
        Assert.False(PublicKey.FromMultikey(Multibase.EncodeBase58Btc([0x80, 0x24, 4, .. new byte[32]])).IsSuccess);
        Assert.False(PublicKey.FromMultikey(Multibase.EncodeBase58Btc([0x80, 0x24, 2, .. Enumerable.Repeat((byte)0xff, 32)])).IsSuccess);
    }

    [Fact]
    public void A_P384_Multikey_and_JWK_of_one_point_are_equal_and_check_signatures_of_96_bytes()
    {
        for (int i = 0; i < 10; i++)
        {
            using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP384);
            var point = ecdsa.ExportParameters(includePrivateParameters: false).Q;
            var key = PublicKey.FromMultikey(Multibase.EncodeBase58Btc([0x81, 0x24, (byte)(2 + (point.Y![^1] & 1)), .. point.X!])).Value;
            string jwk = $$"""{"kty":"EC","crv":"P-384","x":"{{StrictBase64Url.Encode(point.X!)}}","y":"{{StrictBase64Url.Encode(point.Y)}}"}""";
            byte[] signature = ecdsa.SignData("m"u8, HashAlgorithmName.SHA384, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

            Assert.Equal(PublicKey.FromJwk(JsonDocument.Parse(jwk).RootElement).Value, key);
            Assert.True(key.Verify("m"u8, signature));
            Assert.False(key.Verify("n"u8, signature));
            Assert.False(key.Verify("m"u8, signature.AsSpan(1)));
            Assert.False(PublicKey.FromJwk(JsonDocument.Parse(jwk.Replace("P-384", "P-256", StringComparison.Ordinal)).RootElement).IsSuccess);
        }
        Assert.False(PublicKey.FromMultikey(Multibase.EncodeBase58Btc([0x81, 0x24, 2, .. Enumerable.Repeat((byte)0xff, 48)])).IsSuccess);
        Assert.False(PublicKey.FromMultikey(Multibase.EncodeBase58Btc([0x81, 0x24, 2, .. new byte[32]])).IsSuccess);
    }

    [Fact]
    public void An_RSA_key_has_no_Multikey()
    {
        var jwk = JsonDocument.Parse($$"""{"kty":"RSA","n":"{{StrictBase64Url.Encode([0x80, .. new byte[254], 1])}}","e":"AQAB"}""").RootElement;

        Assert.Throws<NotSupportedException>(() => PublicKey.FromJwk(jwk).Value.ToMultikey());
    }
}
