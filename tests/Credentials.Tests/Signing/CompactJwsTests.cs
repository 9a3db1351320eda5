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

        string text = CompactJws.Sign(new SigningKey(Kid, key), "vc+jwt", "{\"a\":1}"u8, DateTimeOffset.FromUnixTimeSeconds(1_780_000_000));
        var jws = CompactJws.Parse(text).Value;

        Assert.Equal(name, jws.Algorithm);
        Assert.Equal(Kid, jws.KeyId);
        Assert.Equal("vc+jwt", jws.Type);
        Assert.Equal(1_780_000_000, jws.Header.GetProperty("iat").GetInt64());
        Assert.Equal("{\"a\":1}"u8.ToArray(), jws.Payload.ToArray());
        Assert.True(jws.Verify(key.PublicKey));
    }
}
