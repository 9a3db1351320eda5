using System.Security.Cryptography;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.Wallets;

namespace Credentials.Tests.Wallets;

public class CompactJweTests
{
    private static readonly byte[] Plaintext = "{\"credentials\":[{\"credential\":\"é\"}]}"u8.ToArray();

    /// <summary>RFC 7518 appendix C.</summary>
    [Fact]
    public void The_specifications_key_is_derived()
    {
        using var alice = Key("gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0", "SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps", "0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo");
        using var bob = Key("weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ", "e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck", "VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw");
        Assert.Equal("VqqN6vgjbSBcIijNcacQGg", StrictBase64Url.Encode(CompactJwe.DeriveKey(alice, bob.PublicKey, "A128GCM", 16, "Alice"u8, "Bob"u8)));
        Assert.Equal("VqqN6vgjbSBcIijNcacQGg", StrictBase64Url.Encode(CompactJwe.DeriveKey(bob, alice.PublicKey, "A128GCM", 16, "Alice"u8, "Bob"u8)));
    }

    [Theory]
    [InlineData("A128GCM", "", "")]
    [InlineData("A256GCM", "", "")]
    [InlineData("A256GCM", "mdoc nonce", "request nonce")]
    public void What_is_encrypted_to_a_key_it_alone_reads(string encryption, string partyU, string partyV)
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var text = CompactJwe.Encrypt(
            Plaintext, PublicHalf(key), encryption, System.Text.Encoding.UTF8.GetBytes(partyU), System.Text.Encoding.UTF8.GetBytes(partyV));
        Assert.Equal(Plaintext, CompactJwe.Decrypt(text, key).Value);
        Assert.False(CompactJwe.Decrypt(text, other).IsSuccess);
        var header = StrictJson.ParseElement(Decoded(text.Split('.')[0])).Value;
        Assert.Equal(("ECDH-ES", encryption, "k1"), (header.GetProperty("alg").GetString(), header.GetProperty("enc").GetString(), header.GetProperty("kid").GetString()));
    }

    [Fact]
    public void No_byte_can_be_changed()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var text = CompactJwe.Encrypt(Plaintext, PublicHalf(key), "A128GCM");
        for (var place = 0; place < text.Length; place++)
        {
            var changed = text[..place] + (text[place] == 'A' ? 'B' : 'A') + text[(place + 1)..];
            Assert.False(CompactJwe.Decrypt(changed, key).IsSuccess, $"at {place}");
        }
    }

    [Theory]
    [InlineData("""{"alg":"dir","enc":"A128GCM"}""")]
    [InlineData("""{"alg":"ECDH-ES","enc":"A128CBC-HS256","epk":EPK}""")]
    [InlineData("""{"alg":"ECDH-ES","enc":"A128GCM"}""")]
    [InlineData("""{"alg":"ECDH-ES","enc":"A128GCM","zip":"DEF","epk":EPK}""")]
    [InlineData("""{"alg":"ECDH-ES","enc":"A128GCM","crit":["x"],"epk":EPK}""")]
    [InlineData("""{"alg":"ECDH-ES","enc":"A128GCM","epk":{"kty":"EC","crv":"P-256","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","y":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}}""")]
    [InlineData("""{"alg":"ECDH-ES","enc":"A128GCM","apu":"***","epk":EPK}""")]
    [InlineData("[]")]
    public void A_header_that_is_not_understood_is_refused(string header)
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var json = header.Replace("EPK", Jwk(key), StringComparison.Ordinal);
        var text = $"{StrictBase64Url.Encode(System.Text.Encoding.UTF8.GetBytes(json))}..{StrictBase64Url.Encode(new byte[12])}.AAAA.{StrictBase64Url.Encode(new byte[16])}";
        Assert.False(CompactJwe.Decrypt(text, key).IsSuccess);
        Assert.False(CompactJwe.Decrypt("a.b.c", key).IsSuccess);
    }

    [Fact]
    public void A_recipients_key_must_be_for_that()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var jwk = Jwk(key);
        Assert.True(EncryptionKey.FromJwk(Parsed(jwk)).IsSuccess);
        foreach (var (from, to) in new[]
        {
            ("\"use\":\"enc\"", "\"use\":\"sig\""), ("\"P-256\"", "\"P-384\""), ("\"ECDH-ES\"", "\"ES256\""), ("\"kty\":\"EC\"", "\"kty\":\"EC\",\"d\":\"AAAA\""),
            ("\"kid\":\"k1\"", "\"kid\":1"), ("\"kty\":\"EC\"", "\"kty\":\"OKP\""),
        })
            Assert.False(EncryptionKey.FromJwk(Parsed(jwk.Replace(from, to, StringComparison.Ordinal))).IsSuccess, to);
    }

    private static EncryptionKey PublicHalf(ECDiffieHellman key) => EncryptionKey.FromJwk(Parsed(Jwk(key))).Value;

    private static string Jwk(ECDiffieHellman key)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            EncryptionKey.WriteJwk(writer, key, "k1");
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static JsonElement Parsed(string json) => StrictJson.ParseElement(System.Text.Encoding.UTF8.GetBytes(json)).Value;

    private static ECDiffieHellman Key(string x, string y, string d) => ECDiffieHellman.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new() { X = Decoded(x), Y = Decoded(y) },
        D = Decoded(d),
    });

    private static byte[] Decoded(string text) => StrictBase64Url.TryDecode(text, out var bytes) ? bytes : throw new FormatException(text);
}
