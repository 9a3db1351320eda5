using System.Text.Json;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.Signing;

namespace Credentials.Tests.Properties;

/// <summary>No change that alters what a signed text means leaves its signature right.</summary>
public class SignatureProperties
{
    private const string Credential = """
        {"@context":["https://www.w3.org/ns/credentials/v2",{"x":"https://example.com/#x"}],"type":["VerifiableCredential"],"issuer":{"id":"did:web:example.com","name":"CVO Démo"},
         "credentialSubject":{"identifier":[{"hashed":false,"value":"A\u0142a \"B\""}],"level":4,"hours":60.5},"validFrom":"2026-06-30T00:00:00+02:00"}
        """;

    [Theory]
    [InlineData(KeyAlgorithm.Ed25519)]
    [InlineData(KeyAlgorithm.P256)]
    public void A_JWS_with_any_character_changed_never_verifies(KeyAlgorithm algorithm)
    {
        using var key = PrivateKey.Generate(algorithm);
        string text = CompactJws.Sign(new SigningKey("did:web:example.com#1", key), "vc+jwt", System.Text.Encoding.UTF8.GetBytes(Credential), DateTimeOffset.UnixEpoch);
        var random = new Random(3);
        const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n";
        for (int at = 0; at < text.Length; at++)
        {
            for (int i = 0; i < 2; i++)
            {
                char[] changed = text.ToCharArray();
                changed[at] = Characters[random.Next(Characters.Length)];
                if (changed[at] != text[at])
                    Assert.False(Verifies(new string(changed), key.PublicKey));
            }
            Assert.False(Verifies(text.Remove(at, 1), key.PublicKey));
        }
        Assert.True(Verifies(text, key.PublicKey));
    }

    [Theory]
    [InlineData(KeyAlgorithm.Ed25519)]
    [InlineData(KeyAlgorithm.P256)]
    public void A_secured_document_with_any_byte_changed_never_verifies_unless_it_means_the_same(KeyAlgorithm algorithm)
    {
        using var key = PrivateKey.Generate(algorithm);
        var document = StrictJson.ParseElement(System.Text.Encoding.UTF8.GetBytes(Credential)).Value;
        byte[] secured = DataIntegrityProof.Add(document, new SigningKey("did:web:example.com#1", key), DateTimeOffset.UnixEpoch);
        byte[] meaning = CanonicalJson.Serialize(StrictJson.ParseElement(secured).Value);
        var random = new RandomJson(4);
        for (int at = 0; at < secured.Length; at++)
        {
            byte[] changed = [.. secured];
            changed[at] ^= (byte)(1 << random.Random.Next(7));
            AssertOnlyTheSameVerifies(changed, meaning, key.PublicKey);
            AssertOnlyTheSameVerifies([.. secured[..at], .. secured[(at + 1)..]], meaning, key.PublicKey);
            AssertOnlyTheSameVerifies(random.Damage(secured), meaning, key.PublicKey);
        }
        Assert.True(Verifies(secured, key.PublicKey, out _));
    }

    private static void AssertOnlyTheSameVerifies(byte[] changed, byte[] meaning, PublicKey key)
    {
        if (Verifies(changed, key, out var parsed))
            Assert.Equal(meaning, CanonicalJson.Serialize(parsed));
    }

    private static bool Verifies(byte[] secured, PublicKey key, out JsonElement parsed) =>
        StrictJson.ParseElement(secured).TryGet(out parsed, out _)
        && DataIntegrityProof.Read(parsed).TryGet(out var proofs, out _)
        && proofs.All(proof => proof.Verify(key));

    private static bool Verifies(string text, PublicKey key) => CompactJws.Parse(text).TryGet(out var jws, out _) && jws.Verify(key);
}
