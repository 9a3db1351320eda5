using System.Security.Cryptography;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.Signing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Credentials.Tests.Signing;

/// <summary>Our tokens and keys with Microsoft's own token handler.</summary>
public class IdentityModelTests
{
    private const string Kid = "did:web:example.com#key-1";

    [Theory]
    [InlineData(KeyAlgorithm.Ed25519)]
    [InlineData(KeyAlgorithm.P256)]
    public async Task The_token_handler_accepts_our_tokens(KeyAlgorithm algorithm)
    {
        using var key = PrivateKey.Generate(algorithm);
        using var other = PrivateKey.Generate(algorithm);
        string text = CompactJws.Sign(new SigningKey(Kid, key), "vc+jwt", "{\"iss\":\"https://example.com\"}"u8, DateTimeOffset.UnixEpoch);

        Assert.True((await ValidateAsync(text, key.PublicKey.ToSecurityKey())).IsValid);
        Assert.False((await ValidateAsync(text, other.PublicKey.ToSecurityKey())).IsValid);
        Assert.False((await ValidateAsync(text[..^10] + "AAAAAAAAAA", key.PublicKey.ToSecurityKey())).IsValid);
    }

    [Theory]
    [InlineData(KeyAlgorithm.Ed25519)]
    [InlineData(KeyAlgorithm.P256)]
    public async Task We_accept_the_token_handlers_tokens(KeyAlgorithm algorithm)
    {
        using var key = PrivateKey.Generate(algorithm);
        string text = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "https://example.com",
            SigningCredentials = new SigningKey(Kid, key).ToSigningCredentials(),
        });

        var jws = CompactJws.Parse(text).Value;

        Assert.Equal(Kid, jws.KeyId);
        Assert.True(jws.Verify(key.PublicKey));
        Assert.True((await ValidateAsync(text, key.PublicKey.ToSecurityKey())).IsValid);
    }

    [Fact]
    public async Task We_accept_the_token_handlers_RS256_tokens()
    {
        using var rsa = RSA.Create(2048);
        string text = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "https://example.com",
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(rsa), "RS256"),
        });
        var numbers = rsa.ExportParameters(includePrivateParameters: false);
        string jwk = $$"""{"kty":"RSA","n":"{{StrictBase64Url.Encode(numbers.Modulus)}}","e":"{{StrictBase64Url.Encode(numbers.Exponent)}}"}""";
        var key = PublicKey.FromJwk(JsonDocument.Parse(jwk).RootElement).Value;

        Assert.True(CompactJws.Parse(text).Value.Verify(key));
        Assert.True(key.Verify(System.Text.Encoding.ASCII.GetBytes(text[..text.LastIndexOf('.')]), CompactJws.Parse(text).Value.Signature.Span));
        Assert.True((await ValidateAsync(text, key.ToSecurityKey())).IsValid);
    }

    [Fact]
    public void The_Ed25519_security_key_tells_what_it_is()
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        using var p256 = PrivateKey.Generate(KeyAlgorithm.P256);
        var publicOnly = new Ed25519SecurityKey(key.PublicKey);
        var both = new Ed25519SecurityKey(key);

        Assert.Equal(PrivateKeyStatus.DoesNotExist, publicOnly.PrivateKeyStatus);
        Assert.Equal(PrivateKeyStatus.Exists, both.PrivateKeyStatus);
        Assert.Equal(256, both.KeySize);
        Assert.Equal(key.PublicKey.Thumbprint, StrictBase64Url.Encode(both.ComputeJwkThumbprint()));
        Assert.True(both.IsSupportedAlgorithm("EdDSA"));
        Assert.False(both.IsSupportedAlgorithm("ES256"));
        Assert.Throws<ArgumentException>(() => new Ed25519SecurityKey(p256.PublicKey));
        Assert.Throws<ArgumentException>(() => new Ed25519SecurityKey(p256));
    }

    [Fact]
    public void The_provider_gives_what_it_supports_and_nothing_else()
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        var provider = new EdDsaCryptoProvider();
        var publicOnly = new Ed25519SecurityKey(key.PublicKey);

        Assert.True(provider.IsSupportedAlgorithm("EdDSA"));
        Assert.False(provider.IsSupportedAlgorithm("HS256", publicOnly));
        Assert.False(provider.IsSupportedAlgorithm("EdDSA", new SymmetricSecurityKey(new byte[32])));
        Assert.Same(provider.Create("EdDSA", publicOnly, false), provider.Create("EdDSA", publicOnly, false));
        Assert.Throws<NotSupportedException>(() => provider.Create("EdDSA", publicOnly, true));
        Assert.Throws<NotSupportedException>(() => provider.Create("ES256", publicOnly, false));
    }

    [Fact]
    public void Each_way_to_sign_and_verify_with_the_provider_agrees()
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        var securityKey = new Ed25519SecurityKey(key);
        var signer = securityKey.CryptoProviderFactory.CreateForSigning(securityKey, "EdDSA");
        var verifier = securityKey.CryptoProviderFactory.CreateForVerifying(securityKey, "EdDSA");
        byte[] message = [0, .. "message"u8, 0];
        byte[] signature = signer.Sign("message"u8.ToArray());
        byte[] padded = [0, .. signature];

        Assert.Equal(signature, signer.Sign(message, 1, 7));
        Assert.True(signer.Sign("message"u8, padded.AsSpan(1), out int written));
        Assert.Equal(64, written);
        Assert.False(signer.Sign("message"u8, new byte[63], out _));
        Assert.True(verifier.Verify("message"u8.ToArray(), signature));
        Assert.True(verifier.Verify(message, 1, 7, padded, 1, 64));
        Assert.False(verifier.Verify(message, 0, 7, padded, 1, 64));
        securityKey.CryptoProviderFactory.ReleaseSignatureProvider(signer);
        Assert.Equal(signature, signer.Sign("message"u8.ToArray()));
    }

    private static Task<TokenValidationResult> ValidateAsync(string token, SecurityKey key) =>
        new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = key,
            TryAllIssuerSigningKeys = true,
            ValidIssuer = "https://example.com",
            ValidateAudience = false,
            ValidateLifetime = false,
        });
}
