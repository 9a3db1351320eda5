using System.Text.Json;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.Signing;

namespace Credentials.Tests.Properties;

/// <summary>Whatever comes in, a parser answers; it never throws.</summary>
public class ParserProperties
{
    private const string Demo = "did:web:example.com:centres:demo";

    private static readonly string[] Samples =
    [
        $$"""{"@context":["https://www.w3.org/ns/did/v1"],"id":"{{Demo}}","verificationMethod":[{"id":"#1","type":"Multikey","controller":"{{Demo}}","publicKeyMultibase":"z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp","expires":"2026-01-01T00:00:00Z"}],"assertionMethod":["#1"]}""",
        """{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","alg":"ES256","key_ops":["verify"]}""",
        """{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""",
        """{"@context":"a","proof":{"@context":["a"],"type":"DataIntegrityProof","cryptosuite":"eddsa-jcs-2022","created":"2023-02-24T23:36:38Z","verificationMethod":"did:x:y#z","proofPurpose":"assertionMethod","proofValue":"z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"},"n":1e10,"s":"\ud83d\ude00"}""",
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
        "did:web:example.com%3A3000:user:alice",
        "did:jwk:eyJjcnYiOiJQLTI1NiIsImt0eSI6IkVDIiwieCI6ImFjYklRaXVNczNpOF91c3pFakoydHBUdFJNNEVVM3l6OTFQSDZDZEgyVjAiLCJ5IjoiX0tjeUxqOXZXTXB0bm1LdG00NkdxRHo4d2Y3NEk1TEtncmwyR3pIM25TRSJ9",
        "did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv",
        "zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv",
        "2026-06-30T12:34:56.789+02:00",
        "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n-----END PRIVATE KEY-----",
    ];

    private readonly PublicKey _key = PublicKey.FromMultikey("z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp").Value;

    [Fact]
    public void Damaged_texts_are_answered()
    {
        var random = new RandomJson(7);
        foreach (string sample in Samples)
        {
            byte[] bytes = System.Text.Encoding.UTF8.GetBytes(sample);
            for (int i = 0; i < 800; i++)
            {
                byte[] damaged = random.Damage(bytes);
                Feed(damaged);
                Feed(random.Damage(damaged));
            }
        }
    }

    [Fact]
    public void Random_bytes_are_answered()
    {
        var random = new RandomJson(8);
        for (int i = 0; i < 3_000; i++)
            Feed(random.Bytes(200));
    }

    [Fact]
    public void Random_JSON_is_answered()
    {
        var random = new RandomJson(9);
        for (int i = 0; i < 2_000; i++)
            Feed(System.Text.Encoding.UTF8.GetBytes(random.Value()));
    }

    private void Feed(byte[] bytes)
    {
        string text = System.Text.Encoding.UTF8.GetString(bytes);
        StrictBase64Url.TryDecode(text, out _);
        Multibase.TryDecode(text, out _);
        Base58Btc.TryDecode(text, out _);
        _ = XmlDateTime.TryParse(text, out _);
        PublicKey.FromMultikey(text);
        if (PrivateKey.Parse(text).TryGet(out var key, out _))
            key.Dispose();
        if (CompactJws.Parse(text).TryGet(out var jws, out _))
            jws.Verify(_key);
        if (Did.TryParse(text, out var did))
        {
            DidWeb.DocumentUrl(did);
            DidDocument.FromIdentifier(did);
        }
        if (StrictJson.Parse(bytes).TryGet(out var document, out _))
        {
            using (document)
                FeedJson(document.RootElement);
        }
    }

    private void FeedJson(JsonElement element)
    {
        Assert.True(Did.TryParse(Demo, out var demo));
        CanonicalJson.Serialize(element);
        PublicKey.FromJwk(element);
        DidDocument.Parse(element, demo);
        if (DataIntegrityProof.Read(element).TryGet(out var proofs, out _))
        {
            foreach (var proof in proofs)
                proof.Verify(_key);
        }
    }
}
