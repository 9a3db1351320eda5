using Credentials.Keys;

namespace Credentials.Tests.Keys;

public class PrivateKeyTests
{
    // RFC 8410 section 10.3: the same key alone, and with attributes and its public key.
    private const string Rfc8410 = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
        -----END PRIVATE KEY-----
        """;

    private const string Rfc8410WithPublicKey = """
        -----BEGIN PRIVATE KEY-----
        MHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
        oB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJzgSEAGb9ECWmEzf6FQbrB
        Z9w7lshQhqowtrbLDFw4rXAxZuE=
        -----END PRIVATE KEY-----
        """;

    private const string P256 = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgyczkuTiYiNvcn7qo
        50+inJTcWBDbQ9JyFXlkiQcPx2ehRANCAAR99r6GPcms/0XZvNawDtIBPvJesfs8
        6HKu0yGNPB3nz61+GfbL7h1m7e0xQ8pCLer6+IMn+8t/2b6DuT8BQYwF
        -----END PRIVATE KEY-----
        """;

    [Theory]
    [InlineData(Rfc8410)]
    [InlineData(Rfc8410WithPublicKey)]
    public void Ed25519_keys_are_read_as_RFC_8410_writes_them(string pem)
    {
        using var key = PrivateKey.Parse(pem).Value;

        Assert.Equal("19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1", Convert.ToHexStringLower(((Ed25519PublicKey)key.PublicKey).Point));
        Assert.Equal(Rfc8410 + "\n", key.ToPkcs8Pem());
    }

    [Fact]
    public void A_P256_key_made_by_OpenSSL_is_read()
    {
        using var key = PrivateKey.Parse(P256).Value;

        Assert.Equal(KeyAlgorithm.P256, key.PublicKey.Algorithm);
        Assert.True(key.PublicKey.Verify("message"u8, key.Sign("message"u8)));
    }

    [Theory]
    [InlineData(KeyAlgorithm.Ed25519)]
    [InlineData(KeyAlgorithm.P256)]
    public void A_generated_key_survives_being_written_and_read(KeyAlgorithm algorithm)
    {
        using var key = PrivateKey.Generate(algorithm);
        using var read = PrivateKey.Parse(key.ToPkcs8Pem()).Value;

        Assert.Equal(key.PublicKey, read.PublicKey);
        Assert.True(key.PublicKey.Verify("message"u8, read.Sign("message"u8)));
        Assert.Equal(64, key.Sign("message"u8).Length);
        Assert.Equal(key.ToPkcs8Pem(), read.ToPkcs8Pem());
    }

    // RFC 8037 appendix A.1 and RFC 7515 appendix A.3.
    [Theory]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""", KeyAlgorithm.Ed25519)]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI","key_ops":["sign"]}""", KeyAlgorithm.P256)]
    public void Private_JWKs_are_read(string jwk, KeyAlgorithm algorithm)
    {
        using var key = PrivateKey.Parse($"\n {jwk}\n").Value;

        Assert.Equal(algorithm, key.PublicKey.Algorithm);
        Assert.True(key.PublicKey.Verify("message"u8, key.Sign("message"u8)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("key")]
    [InlineData("{}")]
    [InlineData("{")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----")]
    [InlineData("-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIMnM5Lk4mIjb3J+6qOdPopyU3FgQ20PSchV5ZIkHD8dnoAoGCCqGSM49AwEHoUQDQgAEffa+hj3JrP9F2bzWsA7SAT7yXrH7POhyrtMhjTwd58+tfhn2y+4dZu3tMUPKQi3q+viDJ/vLf9m+g7k/AUGMBQ==\n-----END EC PRIVATE KEY-----")]
    [InlineData(Rfc8410 + "\n" + Rfc8410)]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""")]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}""")]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2E","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""")]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE"}""")]
    [InlineData("""{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","key_ops":["verify"]}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"__________________________________________8"}""")]
    public void What_is_no_usable_private_key_is_refused(string text)
    {
        var problem = PrivateKey.Parse(text).Problem!;

        Assert.Equal(ProblemCode.InvalidKey, problem.Code);
        Assert.DoesNotContain("nWGxne", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_file_whose_public_half_belongs_to_another_key_is_refused()
    {
        string otherPublicKey = Rfc8410WithPublicKey.Replace("Z9w7", "Z9w8", StringComparison.Ordinal);
        string otherPoint = P256.Replace("BQYwF", "BQYwG", StringComparison.Ordinal);

        Assert.Equal(ProblemCode.InvalidKey, PrivateKey.Parse(otherPublicKey).Problem!.Code);
        Assert.Equal(ProblemCode.InvalidKey, PrivateKey.Parse(otherPoint).Problem!.Code);
    }

    [Fact]
    public void Any_changed_character_of_a_key_file_is_refused_or_gives_a_working_key()
    {
        foreach (string pem in (string[])[Rfc8410, Rfc8410WithPublicKey, P256])
        {
            for (int i = 0; i < pem.Length; i++)
            {
                char[] changed = pem.ToCharArray();
                changed[i] = changed[i] == 'Q' ? 'R' : 'Q';
                var result = PrivateKey.Parse(new string(changed));
                if (!result.TryGet(out var key, out var problem))
                    Assert.Equal(ProblemCode.InvalidKey, problem.Code);
                else
                    Assert.True(key.PublicKey.Verify("m"u8, key.Sign("m"u8)));
            }
        }
    }

    [Fact]
    public void RSA_keys_are_for_checking_only() => Assert.Throws<NotSupportedException>(() => PrivateKey.Generate(KeyAlgorithm.Rsa));

    [Fact]
    public void A_disposed_P256_key_signs_no_more()
    {
        var key = PrivateKey.Generate(KeyAlgorithm.P256);
        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.Sign("message"u8));
    }
}
