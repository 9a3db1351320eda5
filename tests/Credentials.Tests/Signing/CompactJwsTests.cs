using System.Text.Json;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.Signing;

namespace Credentials.Tests.Signing;

public class CompactJwsTests
{
    private const string Kid = "did:web:localhost%3A8080:centres:demo#key-1";

    [Theory]
    [InlineData(KeyAlgorithm.Ed25519, "EdDSA")]
    [InlineData(KeyAlgorithm.P256, "ES256")]
    public void What_a_key_signs_its_public_half_verifies(KeyAlgorithm algorithm, string name)
    {
        using var key = PrivateKey.Generate(algorithm);
        using var other = PrivateKey.Generate(algorithm);

        string text = CompactJws.Sign(new SigningKey(Kid, key), "vc+jwt", "{\"a\":1}"u8, DateTimeOffset.FromUnixTimeSeconds(1_780_000_000));
        var jws = CompactJws.Parse(text).Value;

        Assert.Equal($$"""{"alg":"{{name}}","typ":"vc+jwt","kid":"{{Kid}}","iat":1780000000}""", jws.Header.GetRawText());
        Assert.Equal(name, jws.Algorithm);
        Assert.Equal(Kid, jws.KeyId);
        Assert.Equal("vc+jwt", jws.Type);
        Assert.Equal("{\"a\":1}"u8.ToArray(), jws.Payload.ToArray());
        Assert.Equal(64, jws.Signature.Length);
        Assert.True(jws.Verify(key.PublicKey));
        Assert.False(jws.Verify(other.PublicKey));
    }

    [Fact]
    public void Header_values_are_escaped_and_the_time_is_left_out_when_not_known()
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.Ed25519);

        var jws = CompactJws.Parse(CompactJws.Sign(new SigningKey("did:x:\"é\n#1", key), "a\\b", "x"u8, issuedAt: null)).Value;

        Assert.Equal("did:x:\"é\n#1", jws.KeyId);
        Assert.Equal("a\\b", jws.Type);
        Assert.False(jws.Header.TryGetProperty("iat", out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    public void A_payload_of_any_size_is_signed(int length)
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        byte[] payload = new byte[length];

        var jws = CompactJws.Parse(CompactJws.Sign(new SigningKey(Kid, key), "x", payload, issuedAt: null)).Value;

        Assert.Equal(payload, jws.Payload.ToArray());
        Assert.True(jws.Verify(key.PublicKey));
    }

    [Fact]
    public void The_example_of_RFC_8037_appendix_A_4_verifies_and_is_what_the_key_signs()
    {
        const string Text = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
            + "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
        using var key = PrivateKey.Parse("""{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""").Value;

        var jws = CompactJws.Parse(Text).Value;

        Assert.Equal("Example of Ed25519 signing"u8.ToArray(), jws.Payload.ToArray());
        Assert.True(jws.Verify(key.PublicKey));
        Assert.Equal(key.Sign(System.Text.Encoding.ASCII.GetBytes(Text[..Text.LastIndexOf('.')])), jws.Signature.ToArray());
    }

    [Theory]
    [InlineData(Rfc7515.Es256, Rfc7515.Es256Key)]
    [InlineData(Rfc7515.Rs256, Rfc7515.Rs256Key)]
    public void The_examples_of_RFC_7515_appendix_A_verify(string text, string jwk)
    {
        var key = PublicKey.FromJwk(JsonDocument.Parse(jwk).RootElement).Value;

        var jws = CompactJws.Parse(text).Value;

        Assert.Equal("joe", StrictJson.ParseElement(jws.Payload.Span).Value.GetProperty("iss").GetString());
        Assert.True(jws.Verify(key));
        Assert.False(CompactJws.Parse(text.Replace(".eyJpc3MiOiJqb2Ui", ".eyJpc3MiOiJqb2Uj", StringComparison.Ordinal)).Value.Verify(key));
    }

    [Theory]
    [InlineData("""{"alg":"none"}""")]
    [InlineData("""{"alg":"None"}""")]
    [InlineData("""{"alg":"HS256"}""")]
    [InlineData("""{"alg":"HS512"}""")]
    [InlineData("""{"alg":"PS256"}""")]
    [InlineData("""{"alg":"ES384"}""")]
    [InlineData("""{"alg":"eddsa"}""")]
    [InlineData("""{"alg":""}""")]
    [InlineData("""{"alg":null}""")]
    [InlineData("""{"alg":["EdDSA"]}""")]
    [InlineData("""{"typ":"vc+jwt"}""")]
    [InlineData("""{"alg":"EdDSA","alg":"none"}""")]
    [InlineData("""{"alg":"none","\u0061lg":"EdDSA"}""")]
    [InlineData("""{"alg":"EdDSA","crit":["exp"],"exp":1}""")]
    [InlineData("""{"alg":"EdDSA","crit":["b64"],"b64":false}""")]
    [InlineData("""{"alg":"EdDSA","crit":[]}""")]
    [InlineData("""{"alg":"EdDSA","cr\u0069t":["x"]}""")]
    [InlineData("""{"alg":"EdDSA","b64":false}""")]
    [InlineData("""{"alg":"EdDSA","b64":true}""")]
    [InlineData("""{"alg":"EdDSA","kid":1}""")]
    [InlineData("""{"alg":"EdDSA","typ":null}""")]
    [InlineData("""["EdDSA"]""")]
    [InlineData("\"EdDSA\"")]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("\uFEFF{\"alg\":\"EdDSA\"}")]
    public void A_header_that_is_not_on_the_list_is_refused(string header)
    {
        string text = $"{StrictBase64Url.Encode(System.Text.Encoding.UTF8.GetBytes(header))}.e30.AAAA";

        Assert.Equal(ProblemCode.NotACredential, CompactJws.Parse(text).Problem!.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("eyJhbGciOiJFZERTQSJ9.e30")]
    [InlineData("eyJhbGciOiJFZERTQSJ9.e30.")]
    [InlineData("eyJhbGciOiJFZERTQSJ9.e30.AAAA.")]
    [InlineData("eyJhbGciOiJFZERTQSJ9.e30.AAAA.AAAA")]
    [InlineData(" eyJhbGciOiJFZERTQSJ9.e30.AAAA")]
    [InlineData("eyJhbGciOiJFZERTQSJ9.e30.AAAA\n")]
    [InlineData("eyJhbGciOiJFZERTQSJ9.e30=.AAAA")]
    [InlineData("eyJhbGciOiJFZERTQSJ9.e31.AAAA")]
    [InlineData("eyJhbGciOiJFZERTQSJ9.e 30.AAAA")]
    [InlineData("{\"payload\":\"e30\",\"protected\":\"eyJhbGciOiJFZERTQSJ9\",\"signature\":\"AAAA\"}")]
    public void What_is_not_three_canonical_parts_is_refused(string text) =>
        Assert.Equal(ProblemCode.NotACredential, CompactJws.Parse(text).Problem!.Code);

    [Fact]
    public void A_text_beyond_the_limit_is_too_large() =>
        Assert.Equal(ProblemCode.TooLarge, CompactJws.Parse(new string('A', CompactJws.MaxLength + 1)).Problem!.Code);

    [Fact]
    public void An_embedded_key_is_not_trusted()
    {
        using var attacker = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        using var issuer = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("alg", "EdDSA");
            writer.WritePropertyName("jwk");
            attacker.PublicKey.WriteJwk(writer);
            writer.WriteEndObject();
        }
        string signed = $"{StrictBase64Url.Encode(stream.ToArray())}.e30";
        string text = $"{signed}.{StrictBase64Url.Encode(attacker.Sign(System.Text.Encoding.ASCII.GetBytes(signed)))}";

        Assert.False(CompactJws.Parse(text).Value.Verify(issuer.PublicKey));
    }

    [Fact]
    public void A_key_checks_its_own_algorithm_only()
    {
        using var ed25519 = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        using var p256 = PrivateKey.Generate(KeyAlgorithm.P256);
        string payload = StrictBase64Url.Encode("{}"u8);
        string signed = $"{StrictBase64Url.Encode("{\"alg\":\"ES256\"}"u8)}.{payload}";
        string text = $"{signed}.{StrictBase64Url.Encode(ed25519.Sign(System.Text.Encoding.ASCII.GetBytes(signed)))}";

        Assert.False(CompactJws.Parse(text).Value.Verify(ed25519.PublicKey));
        Assert.False(CompactJws.Parse(text).Value.Verify(p256.PublicKey));
    }

    [Theory]
    [InlineData(KeyAlgorithm.Ed25519)]
    [InlineData(KeyAlgorithm.P256)]
    public void A_signature_of_another_length_is_wrong(KeyAlgorithm algorithm)
    {
        using var key = PrivateKey.Generate(algorithm);
        string text = CompactJws.Sign(new SigningKey(Kid, key), "x", "{}"u8, issuedAt: null);
        string signed = text[..text.LastIndexOf('.')];
        foreach (int length in (int[])[1, 63, 65, 72, 128, 1000])
            Assert.False(CompactJws.Parse($"{signed}.{StrictBase64Url.Encode(new byte[length])}").Value.Verify(key.PublicKey));
    }

    [Fact]
    public void A_disposed_key_signs_no_more()
    {
        foreach (var algorithm in (KeyAlgorithm[])[KeyAlgorithm.Ed25519, KeyAlgorithm.P256])
        {
            var key = PrivateKey.Generate(algorithm);
            CompactJws.Sign(new SigningKey(Kid, key), "x", "{}"u8, issuedAt: null);
            key.Dispose();
            Assert.Throws<ObjectDisposedException>(() => CompactJws.Sign(new SigningKey(Kid, key), "x", "{}"u8, issuedAt: null));
        }
    }

    [Fact]
    public void Many_threads_sign_and_verify_with_one_key()
    {
        foreach (var algorithm in (KeyAlgorithm[])[KeyAlgorithm.Ed25519, KeyAlgorithm.P256])
        {
            using var key = PrivateKey.Generate(algorithm);
            var signingKey = new SigningKey(Kid, key);
            Parallel.For(0, 1_000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i =>
            {
                string text = CompactJws.Sign(signingKey, "x", BitConverter.GetBytes(i), issuedAt: null);
                Assert.True(CompactJws.Parse(text).Value.Verify(key.PublicKey));
            });
        }
    }
}
